using System.Diagnostics;
using SecretsEmu.Access;
using SecretsEmu.Control;
using SecretsEmu.Events;
using SecretsEmu.Pipeline;
using SecretsEmu.Principals;
using SecretsEmu.Files;
using SecretsEmu.Randomness;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Handlers.Http;
using SecretsEmu.Rotation.Handlers.Lambda;
using SecretsEmu.Rotation.Handlers.Loading;
using SecretsEmu.Rotation.Handlers.Plugins;
using SecretsEmu.Rotation.Handlers.Processes;
using SecretsEmu.Rotation.Steps;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;
using SecretsEmu.Sts;

namespace SecretsEmu.Hosting;

/// <summary>Rotation as it is composed: the functions, who they are, and what runs them.</summary>
internal sealed class RotationHost : IAsyncDisposable
{
    private readonly SecretsEmulatorOptions _options;
    private readonly Sources _sources;
    private readonly Writer _writer;
    private readonly Rotations _rotations;
    private readonly Envelope _envelope;
    private readonly Func<Uri> _url;
    private readonly Action<string> _report;
    private readonly RetiredContexts _retired;
    private Rotator? _rotator;
    private PrincipalDirectory? _principals;
    private Clock? _clock;
    private Invoker? _invoker;
    private EventFile? _events;

    public RotationHost(SecretsEmulatorOptions options, Sources sources, Writer writer, Rotations rotations, Envelope envelope, Func<Uri> url, Action<string> report)
    {
        (_options, _sources, _writer, _rotations, _envelope, _url, _report) = (options, sources, writer, rotations, envelope, url, report);
        Sessions = new FunctionSessions(new SessionMint(sources.Random), () => writer.Current);
        _retired = new RetiredContexts(report);
        Handlers = new HandlerCatalog(Declared(options), options.LambdaEndpoint, Create);
    }

    /// <summary>The functions by name.</summary>
    public HandlerCatalog Handlers { get; }

    /// <summary>The credentials that functions were given.</summary>
    public FunctionSessions Sessions { get; }

    /// <summary>Where functions in processes of their own ask for work. Its ids are chance even where all else comes from a seed.</summary>
    public RuntimeApi Runtime { get; } = new(new CryptographicRandom());

    /// <summary>Takes every call that comes over HTTP.</summary>
    public CallWatch Watch { get; } = new();

    /// <summary>Runs what the state holds.</summary>
    public Rotator Rotator => _rotator!;

    /// <summary>What was declared, under the default account and region.</summary>
    public IReadOnlyList<string> Arns =>
        [.. Handlers.Declared.Select(one => $"arn:{Scope.PartitionOf(_options.Region)}:lambda:{_options.Region}:{_options.Account}:function:{one.Name}")];

    /// <summary>The rest, which rests on what the rest of the emulator made of this.</summary>
    public void Compose(Invoker invoker, PrincipalDirectory principals, Clock clock)
    {
        (_principals, _clock, _invoker) = (principals, clock, invoker);
        _rotator = new Rotator(
            new RunContext(
                _writer, clock.Now, _rotations, Handlers, Watch, invoker, _envelope, CallerOf,
                _sources.Wall, _sources.Random, _sources.RequestIds, _options.LogRequests ? _report : _ => { }),
            _report);
    }

    public RotationEndpoints Endpoints(Readers readers) =>
        new(Rotator, _rotations, Handlers, _invoker!, readers, _sources.RequestIds, _options.Account, _options.Region);

    /// <exception cref="EmulatorStartException">A function cannot be used though all must be, or the file of events cannot be written.</exception>
    public async Task Start()
    {
        if (_options.EventsFile is { } file)
        {
            OpenEvents(file);
        }

        await CheckHandlers();
        await Rotator.Start();
    }

    public async Task<string> OutcomeOf(RotationAttempt attempt) => Rotator.Outcome(await Rotator.EndOf(attempt));

    public Task Settled() => Rotator.Settled();

    public async ValueTask DisposeAsync()
    {
        if (_rotator is not null)
        {
            await _rotator.DisposeAsync();
        }

        await Handlers.DisposeAsync();

        if (_events is not null)
        {
            _writer.Committed -= _events.Append;
            _events.Dispose();
        }
    }

    private void OpenEvents(string file)
    {
        try
        {
            _events = new EventFile(file, _report);
            _events.Append(_writer.Current);
            _writer.Committed += _events.Append;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException(StartFailure.Settings, $"The file of events cannot be written: {unusable.Message}", unusable);
        }
    }

    // What cannot be loaded is better said now than at the first rotation.
    private async Task CheckHandlers()
    {
        foreach (var settings in Handlers.Declared.Where(IsChecked))
        {
            try
            {
                await using var session = await Handlers.Find(new FunctionArn(_options.Region, _options.Account, settings.Name))!.Handler.Open(CancellationToken.None);
            }
            catch (HandlerException unusable)
            {
                if (_options.RequireHandlers)
                {
                    throw new EmulatorStartException(StartFailure.Handlers, $"The function {settings.Name} cannot be used: {unusable.Message}", unusable);
                }

                _report($"the function {settings.Name} cannot be used, its rotations will fail: {unusable.Message}");
            }
        }
    }

    // A process for each function would make every start slow.
    private bool IsChecked(HandlerSettings settings) => settings switch
    {
        PluginSettings plugin => !plugin.IsIsolated || _options.RequireHandlers,
        DotNetSettings function => !function.IsIsolated || _options.RequireHandlers,
        _ => false,
    };

    private RegionalHandler Create(HandlerSettings settings, FunctionArn function) => settings switch
    {
        PluginSettings { IsIsolated: true } or DotNetSettings { IsIsolated: true } =>
            WithIdentity(settings, function, identity => new IsolatedHandler(settings, identity, Runtime, _sources.Wall, _options.ToolPath)),
        PluginSettings plugin => new(new PluginHandler(plugin, _sources.Wall, _retired), null),
        HttpSettings http => new(new HttpHandler(http), null),
        DotNetSettings dotNet => WithIdentity(dotNet, function, identity => new DotNetHandler(dotNet, () => identity, _sources.Wall, _retired)),
        ProcessSettings process => WithIdentity(process, function, identity => new ProcessHandler(process, identity, Runtime, _sources.Wall)),
        _ => throw new UnreachableException($"Nothing runs a {settings.GetType().Name}."),
    };

    private RegionalHandler WithIdentity(HandlerSettings settings, FunctionArn function, Func<FunctionIdentity, IHandler> create)
    {
        var session = Sessions.Begin(settings.Name, function.Account, settings.RoleArn(function.Account), _clock!.Now(_writer.Current));
        var identity = new FunctionIdentity(
            _url().ToString().TrimEnd('/'), function.Region, session.AccessKeyId, session.SecretAccessKey.Reveal(), session.SessionToken.Reveal());
        return new(create(identity), identity);
    }

    private static IReadOnlyList<HandlerSettings> Declared(SecretsEmulatorOptions options)
    {
        try
        {
            return options.Handlers is { } path ? HandlerFolder.Read(path, options.IsolateHandlers) : [];
        }
        catch (FileException malformed)
        {
            throw new EmulatorStartException(StartFailure.Handlers, malformed.Message, malformed);
        }
    }

    private Principal CallerOf(HandlerSettings settings, FunctionArn function)
    {
        var of = settings.RoleArn(function.Account) ?? function.Account;
        return _principals!.Find(of, _writer.Current, settings.Name)
            ?? throw new HandlerException("Lambda.InvalidRole", $"The function {settings.Name} runs as {of}, which nobody describes: --principals names the roles that there are.");
    }
}
