using SecretsEmu.Access;
using SecretsEmu.Pipeline;
using SecretsEmu.Principals;
using SecretsEmu.Rotation.Handlers;
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
    private Rotator? _rotator;
    private PrincipalDirectory? _principals;
    private Clock? _clock;

    public RotationHost(SecretsEmulatorOptions options, Sources sources, Writer writer, Rotations rotations, Envelope envelope, Func<Uri> url, Action<string> report)
    {
        (_options, _sources, _writer, _rotations, _envelope, _url, _report) = (options, sources, writer, rotations, envelope, url, report);
        Sessions = new FunctionSessions(new SessionMint(sources.Random), () => writer.Current);
        Handlers = new HandlerCatalog([], options.LambdaEndpoint, Create);
    }

    /// <summary>The functions by name.</summary>
    public HandlerCatalog Handlers { get; }

    /// <summary>The credentials that functions were given.</summary>
    public FunctionSessions Sessions { get; }

    /// <summary>Takes every call that comes over HTTP.</summary>
    public CallWatch Watch { get; } = new();

    /// <summary>Runs what the state holds.</summary>
    public Rotator Rotator => _rotator!;

    /// <summary>The rest, which rests on what the rest of the emulator made of this.</summary>
    public void Compose(Invoker invoker, PrincipalDirectory principals, Clock clock)
    {
        (_principals, _clock) = (principals, clock);
        _rotator = new Rotator(
            new RunContext(
                _writer, clock.Now, _rotations, Handlers, Watch, invoker, _envelope, CallerOf,
                _sources.Wall, _sources.Random, _sources.RequestIds, _options.LogRequests ? _report : _ => { }),
            _report);
    }

    public Task Start() => Rotator.Start();

    public async Task<string> OutcomeOf(RotationAttempt attempt) => Rotator.Outcome(await Rotator.EndOf(attempt));

    public Task Settled() => Rotator.Settled();

    public async ValueTask DisposeAsync()
    {
        if (_rotator is not null)
        {
            await _rotator.DisposeAsync();
        }
    }

    private RegionalHandler Create(HandlerSettings settings, FunctionArn function) => throw new NotSupportedException(settings.Description + function);

    private Principal CallerOf(HandlerSettings settings, FunctionArn function)
    {
        var of = settings.Role is not { } role ? function.Account : role.StartsWith("role/", StringComparison.Ordinal) ? $"arn:aws:iam::{function.Account}:{role}" : role;
        return _principals!.Find(of, _writer.Current)
            ?? throw new HandlerException("Lambda.InvalidRole", $"The function {settings.Name} runs as {of}, which nobody describes: --principals names the roles that there are.");
    }
}
