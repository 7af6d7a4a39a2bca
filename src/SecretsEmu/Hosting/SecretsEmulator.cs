using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Calls;
using SecretsEmu.Control;
using SecretsEmu.Events;
using SecretsEmu.Explain;
using SecretsEmu.Faults;
using SecretsEmu.Kms;
using SecretsEmu.Pipeline;
using SecretsEmu.Principals;
using SecretsEmu.Randomness;
using SecretsEmu.Replication;
using SecretsEmu.Rotation.Handlers.Processes;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.Seeding;
using SecretsEmu.Ssm;
using SecretsEmu.State;
using SecretsEmu.Storage;
using SecretsEmu.Sts;

namespace SecretsEmu.Hosting;

/// <summary>
/// A running emulator in this process: AWS Secrets Manager on a port of this machine. Point any AWS client at
/// <see cref="Url"/>. Instances share nothing; many can run at once. Safe to use from several threads.
/// </summary>
public sealed class SecretsEmulator : IAsyncDisposable
{
    // Requests in flight at a stop get this long; a durable write takes milliseconds.
    internal static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly Sources _sources;
    private readonly SecretsEmulatorOptions _options;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RequestLog? _log;
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string> _report;
    private readonly Lazy<ControlEndpoints> _control;
    private readonly Refusals _refusals = new();
    private HttpServer? _http;
    private DataFolder? _folder;
    private Writer? _writer;
    private Clock? _clock;
    private AwsEndpoint? _aws;
    private Controls? _controls;
    private SeedSource? _seeding;
    private PrincipalsSource? _principals;
    private RotationHost? _rotation;
    private ActiveFaults? _faults;
    private Invoker? _invoker;
    private PrincipalDirectory? _directory;
    private AgentHost? _agent;
    private int _disposed;

    private SecretsEmulator(SecretsEmulatorOptions options)
    {
        _options = options;
        _sources = Sources.Of(options);
        _log = options.RequestLog is { } writer ? new RequestLog(writer, options.RequestLogFormat) : null;
        _report = sentence => _log?.Report(_sources.Wall.GetUtcNow(), sentence);
        // On first use: its shapes cost a start some twenty milliseconds.
        _control = new(() => new ControlEndpoints(
            new ControlGuard(options.Host, options.AllowedHosts), () => _ready.Task.IsCompletedSuccessfully ? _controls : null, Version, _report));
    }

    /// <summary>The version of this library and of the tool.</summary>
    public static string Version { get; } =
        typeof(SecretsEmulator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The endpoint for AWS clients, such as <c>http://127.0.0.1:4584/</c>.</summary>
    public Uri Url => _http!.Url;

    /// <summary>The default account, twelve digits.</summary>
    public string Account => _options.Account;

    /// <summary>The default region.</summary>
    public string Region => _options.Region;

    /// <summary>The folder that state is kept in, or null in memory.</summary>
    public string? DataFolder => _options.DataFolder;

    /// <summary>What becomes of a request that a policy denies.</summary>
    public AccessMode Access => _options.Access;

    /// <summary>Whether signatures are verified, and keys and roles that nobody described refused.</summary>
    public bool Strict => _options.Strict;

    /// <summary>How many users and roles are described; whoever is not is trusted.</summary>
    public int DescribedPrincipals => _writer!.Current.Count(PrincipalTables.Users) + _writer.Current.Count(PrincipalTables.Roles);

    /// <summary>The regions that are down by <c>secrets-emu region down</c>, in alphabetical order.</summary>
    public IReadOnlyList<string> RegionsDown => [.. _writer!.Current.Outages().Select(outage => outage.Region)];

    /// <summary>The clock that services see.</summary>
    public EmulatorClock Clock => new(_clock!, _writer!);

    /// <summary>Completes when somebody asks the emulator to stop over its control endpoint; whoever holds it then disposes it.</summary>
    public Task ShutdownRequested => _shutdown.Task;

    /// <summary>The rotation functions that <see cref="SecretsEmulatorOptions.Handlers"/> declares, by their ARNs in the default account and region.</summary>
    public IReadOnlyList<string> RotationFunctions => _rotation!.Arns;

    /// <summary>Where apps reach the agent of <see cref="SecretsEmulatorOptions.Agent"/>, such as <c>http://127.0.0.1:2773/</c>; null without one.</summary>
    public Uri? AgentUrl => _agent?.Url;

    /// <summary>The agent; null without one.</summary>
    internal AgentHost? Agent => _agent;

    /// <summary>What <see cref="SecretsEmulatorOptions.SeedFiles"/> made at the start.</summary>
    public SeedReport Seeded { get; private set; } = new([], []);

    /// <summary>Starts an emulator and completes when it answers requests.</summary>
    /// <param name="options">Null starts one in memory on a free port.</param>
    /// <param name="cancellation">Gives up the start.</param>
    /// <exception cref="EmulatorStartException">It cannot start; the message says why and what to do.</exception>
    public static async Task<SecretsEmulator> StartAsync(SecretsEmulatorOptions? options = null, CancellationToken cancellation = default)
    {
        var emulator = new SecretsEmulator(options ?? new());
        try
        {
            await emulator.Start(cancellation);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Finishes requests in flight, writes everything down and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // Requests that came before a start that failed.
        _ready.TrySetCanceled();
        // Nobody is kept waiting on purpose any more.
        _faults?.Clear();
        // While requests are still answered: functions end sooner than they are left behind.
        if (_rotation is not null)
        {
            await _rotation.DisposeAsync();
        }

        if (_agent is not null)
        {
            await _agent.DisposeAsync();
        }

        if (_http is not null)
        {
            using var patience = new CancellationTokenSource(StopPatience, _sources.Wall);
            await _http.StopAsync(patience.Token);
            _http.Dispose();
        }

        _clock?.Dispose();
        _writer?.Dispose();
        _folder?.Dispose();
        if (_log is not null)
        {
            await _log.DisposeAsync();
        }
    }

    /// <summary>Everything back to what the same start would give: empty, then its principals and seeds, on the wall clock. The root key stays.</summary>
    /// <returns>What the seeds made.</returns>
    /// <exception cref="ArgumentException">A seed file or the principals file cannot be read any more; nothing was reset.</exception>
    public Task<SeedReport> ResetAsync() => Reset();

    /// <summary>Applies a seed document in one unit; secrets whose names exist are left alone.</summary>
    /// <param name="json">The text of a seed file, see the format in the README of the seeding folder.</param>
    /// <exception cref="ArgumentException">The document is malformed; nothing of it was applied. The message names the line.</exception>
    public Task<SeedReport> SeedAsync(string json) => _seeding!.Apply([new SeedText("seed", json)]);

    /// <summary>Describes accounts, users and roles anew: what was described before is forgotten, sessions stay.</summary>
    /// <param name="json">The text of a principals file, see the format in the README of the principals folder.</param>
    /// <exception cref="ArgumentException">The document is malformed; nothing of it was applied. The message names the line.</exception>
    public Task SetPrincipalsAsync(string json) => _principals!.Apply(PrincipalsFile.Parse("principals", json));

    /// <summary>Completes when no rotation runs: RotateSecret answers before its steps do.</summary>
    public Task RotationsEndedAsync() => _rotation!.Settled();

    private async Task Start(CancellationToken cancellation)
    {
        var address = Settings.Require(_options);
        // The store is read while Kestrel gets ready: together they are most of a start.
        var opened = Task.Run(OpenStore, cancellation);
        _http = new HttpServer(address, _options.Port, Answer);
        await opened;
        if (_options.Agent is { } agent)
        {
            _agent = new AgentHost(_options, agent, address, _invoker!, _directory!, _writer!, _clock!, _sources.Wall, _ready.Task, _report);
            _controls = _controls! with { Agent = _agent.Endpoints };
        }

        try
        {
            await _http.StartAsync(cancellation);
        }
        catch (AddressInUseException inUse)
        {
            throw new EmulatorStartException(
                StartFailure.PortInUse, $"Port {_options.Port} is in use. Choose another with --port, or 0 for a free one.", inUse);
        }

        if (_agent is not null)
        {
            await _agent.Start(cancellation);
        }

        await _clock!.Start();
        await _principals!.ApplyAtStart();
        _agent?.RequireCaller(_writer!.Current);
        Seeded = await _seeding!.ApplyAtStart();
        _ready.SetResult();
        await _rotation!.Start();
    }

    private void OpenStore()
    {
        try
        {
            var rootKey = RootKeyOf();
            var store = _folder is null ? LiteStore.InMemory(rootKey, _sources.Random) : LiteStore.InFile(_folder.DatabaseFile, rootKey, _sources.Random);
            Compose(rootKey, store, store.Load());
        }
        catch (DataFolderException unusable)
        {
            throw new EmulatorStartException(Settings.FailureOf(unusable.Problem), unusable.Message, unusable);
        }
    }

    private RootKey RootKeyOf()
    {
        var given = _options.RootKey is not { } text ? null : Storage.DataFolder.ParseRootKey(text)
            ?? throw new EmulatorStartException(StartFailure.RootKey, "The root key must be 32 bytes in base64 (44 characters).");
        if (_options.DataFolder is { } folder)
        {
            _folder = Storage.DataFolder.Take(folder);
            return given ?? _folder.ReadOrCreateRootKey(_sources.Random);
        }

        return given ?? RootKey.MadeOnFirstUse(() => _sources.Random.Bytes(RootKey.Bytes));
    }

    private void Compose(RootKey rootKey, LiteStore store, Snapshot initial)
    {
        var random = _sources.Random;
        var notes = new AccessNotes();
        var ring = new KeyRing(rootKey, random);
        var keySeeds = new KeySeeds(ring, random);
        var door = new KmsDoor(ring, random);
        var envelope = new Envelope(door, random);
        var secureStrings = new SecureStrings(door, random);
        var events = new EventLog(random);
        var versions = new VersionWriter(envelope, events);
        var rotations = new Rotations(versions, events, random, _options.RotationRetries);
        var authorizer = new Authorizer(_refusals, enforces: _options.Access == AccessMode.Enforce);
        _directory = new PrincipalDirectory(_options.Account, _options.Strict);
        var replicator = new Replicator(new ReplicaCopies(envelope, authorizer, _directory, random), rotations, events, _options.ReplicationLag);
        _writer = new Writer(store, initial, unit => replicator.Follow(unit, State.Clock.SettingOf(unit.State).Now(_sources.Wall.GetUtcNow())), notes.RideAlong, _report);
        _rotation = new RotationHost(_options, _sources, _writer, rotations, envelope, () => Url, _report);
        _clock = new Clock(_sources.Wall, _writer, [.. SecretDue.Kinds(rotations, _rotation.OutcomeOf), .. KmsDue.Kinds(ring), replicator.Kind], _rotation.Settled,
            (state, item) => RegionOutages.IsHeldBack(state, item) || Replicator.IsHeldBack(state, item));
        Service[] services =
        [
            SecretsManagerOperations.Service(envelope, versions, notes, rotations, new RotationFunctions(_rotation.Handlers), random),
            KmsOperations.Service(ring, door, [Envelope.Service, SecureStrings.Service], random),
            StsOperations.Service(random, _options.Strict),
            SsmOperations.Service(secureStrings, new SecretReferences(new GetSecretValue(envelope, notes))),
        ];
        var faults = _faults = new ActiveFaults(services, _sources.Wall);
        _principals = new PrincipalsSource(_options.PrincipalsFile, _writer);
        _seeding = new SeedSource(_options, new Seeder(envelope, secureStrings, keySeeds, random, _options.Account, _options.Region), _principals, _writer, _clock, notes, _refusals, faults);
        var callers = new Callers(_options.Account, _options.Region, _options.Strict, _rotation.Sessions.Find);
        var signature = _options.Strict
            ? new SignatureCheck(key => callers.FindCredentials(key, _writer.Current), _sources.Wall, _options.ClockSkew)
            : null;
        var checks = new Checks(services, callers, authorizer, signature, _writer, _clock);
        _aws = new AwsEndpoint(checks, _writer, _clock, _sources.Wall, _sources.RequestIds, _refusals, faults, _rotation.Watch.Observe, _report);
        _invoker = new Invoker(services, checks, authorizer, _writer, _clock, _sources.Wall, _sources.RequestIds, _refusals, faults, Log);
        _rotation.Compose(_invoker, _directory, _clock);
        _controls = new Controls(
            _sources.Wall, _writer, _clock, clock => Info(clock, faults), Reset, _seeding.Apply, _principals.Apply,
            withValues => new SeedExport(envelope, secureStrings, keySeeds).Write(_writer.Current, withValues), AccessOf(services), _rotation.Endpoints(notes.Readers), new FaultEndpoints(faults),
            new CredentialsEndpoint(new ServiceSessions(new SessionMint(random), _options.Strict), authorizer, _options.Region), () => _shutdown.TrySetResult());
    }

    private AccessEndpoints AccessOf(IReadOnlyList<Service> services) => new(
        _refusals,
        new Forecaster(services, new Dictionary<string, IPermissions>(StringComparer.Ordinal)
        {
            ["secretsmanager"] = new SecretPermissions(new RotationFunctions(_rotation!.Handlers)), ["kms"] = new KmsPermissions(), ["sts"] = new StsPermissions(Strict), ["ssm"] = new SsmPermissions(),
        }),
        _directory!, _options.Region);

    private InfoAnswer Info(ClockAnswer clock, ActiveFaults faults) => new(
        Version, Url.ToString().TrimEnd('/'), Environment.ProcessId, Account, Region, DataFolder, clock,
        Strict, Access == AccessMode.Log ? "log" : "enforce", DescribedPrincipals, RegionsDown, _writer!.Current.Count(SecretsManagerTables.Secrets), [.. faults.At(Clock.Now).Select(FaultAnswer.Of)], _agent?.Info());

    private async Task<SeedReport> Reset()
    {
        var report = await _seeding!.Reset();
        _agent?.Clear();
        return report;
    }

    private async Task Answer(HttpContext http)
    {
        if (ControlEndpoints.Handles(http.Request))
        {
            await _control.Value.Answer(http);
            return;
        }

        if (RuntimeApi.Handles(http.Request) && _rotation is { } rotation)
        {
            await rotation.Runtime.Answer(http);
            return;
        }

        if (!_ready.Task.IsCompleted)
        {
            await _ready.Task;
        }

        var began = _sources.Wall.GetTimestamp();
        Log(await _aws!.Answer(http), _sources.Wall.GetElapsedTime(began));
    }

    private void Log(Outcome outcome, TimeSpan elapsed)
    {
        IReadOnlyList<string> wouldBeRefused = _options.Access == AccessMode.Log && _refusals.Find(outcome.Call.RequestId) is { } refusal ? [.. AccessText.ForLog(refusal)] : [];
        if (!_options.LogRequests && wouldBeRefused.Count == 0)
        {
            return;
        }

        _log?.Add(new LogEntry(
            _sources.Wall.GetUtcNow(), outcome.Call.Title, outcome.Status, outcome.Error, elapsed.TotalMilliseconds,
            outcome.Call.Context?.Caller.Account ?? "", outcome.Call.Context?.Region ?? "", outcome.Call.RequestId, outcome.Call.Hint)
        {
            WouldBeRefused = wouldBeRefused,
        });
    }
}
