using System.Net;
using Microsoft.AspNetCore.Connections;
using SecretsEmu.Access;
using SecretsEmu.Agent;
using SecretsEmu.Calls;
using SecretsEmu.Control;
using SecretsEmu.Files;
using SecretsEmu.Pipeline;
using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Hosting;

/// <summary>The agent as it is composed: a second listener of this process, whose services are the emulator's own.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    private const string SessionName = "secrets-emu-agent";

    private readonly SecretsEmulatorOptions _emulator;
    private readonly PrincipalDirectory _principals;
    private readonly AgentOptions _options;
    private readonly AgentSettings _settings;
    private readonly AgentToken _token;
    private readonly AgentCache _cache;
    private readonly AgentUpstream _upstream;
    private readonly HttpServer _http;
    private readonly TimeProvider _wall;

    /// <exception cref="EmulatorStartException">Its configuration cannot be used.</exception>
    public AgentHost(SecretsEmulatorOptions emulator, AgentOptions options, IPAddress address, Invoker invoker, PrincipalDirectory principals, Writer writer, Clock clock, TimeProvider wall, Task ready, Action<string> report)
    {
        (_emulator, _options, _principals, _wall) = (emulator, options, principals, wall);
        (_settings, _token) = Configured(options);
        _cache = new AgentCache(_settings.CacheSize);
        _upstream = new AgentUpstream(_settings, invoker, writer, wall, Caller, Region);
        var connections = new AgentConnections();
        var endpoint = new AgentEndpoint(
            _settings, _token, new CachingClient(_settings, _cache, _upstream.Call), () => clock.Now(writer.Current), ready, report, emulator.LogRequests);
        _http = new HttpServer(_settings.Address ?? address, options.Port ?? _settings.Port, endpoint.Answer, connections.Counting);
    }

    /// <summary>Where apps reach it, once started.</summary>
    public Uri Url => _http.Url;

    public AgentMode Mode => _settings.Mode;

    /// <summary>What apps must send; it may be the session token of real credentials.</summary>
    public string Token => _token.Value;

    /// <summary>What it holds.</summary>
    public AgentEndpoints Endpoints => new(
        _settings, _cache, Info, state => Caller(state) is { } caller ? new RequestContext(caller, Region, "", Unquestioned.Instance) : null);

    private string Region => _settings.Region ?? _emulator.Region;

    /// <exception cref="EmulatorStartException">Its port is in use.</exception>
    public async Task Start(CancellationToken cancellation)
    {
        try
        {
            await _http.StartAsync(cancellation);
        }
        catch (AddressInUseException inUse)
        {
            throw new EmulatorStartException(
                StartFailure.AgentPortInUse,
                $"Port {_options.Port ?? _settings.Port} for the agent is in use. Choose another with --agent-port, or 0 for a free one.", inUse);
        }
    }

    /// <summary>Once principals are described.</summary>
    /// <exception cref="EmulatorStartException">Its role names none.</exception>
    public void RequireCaller(Snapshot state)
    {
        if (Caller(state) is null)
        {
            throw new EmulatorStartException(
                StartFailure.Settings, $"The agent's role '{_options.Role}' is none that --principals describes. It is an ARN such as arn:aws:iam::{_emulator.Account}:role/app, or role/NAME.");
        }
    }

    public AgentAnswer Info() => new(
        Url.ToString().TrimEnd('/'), _settings.Mode == AgentMode.Extension ? "extension" : "agent",
        _settings.SecretTtl.TotalSeconds, _settings.ParameterTtl.TotalSeconds, Region, _options.Role, _token.Variable);

    /// <summary>Back to what a start gives.</summary>
    public void Clear() => _cache.Clear();

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(SecretsEmulator.StopPatience, _wall);
        await _http.StopAsync(patience.Token);
        _http.Dispose();
        _upstream.Dispose();
    }

    private Principal? Caller(Snapshot state) =>
        _options.Role is not { } role ? _principals.Root(_emulator.Account, state)
        : _principals.Find(role, state, SessionName) is { Kind: PrincipalKind.AssumedRole } found ? found
        : null;

    private static (AgentSettings Settings, AgentToken Token) Configured(AgentOptions options)
    {
        Func<string, string?> environment = options.Environment is { } given ? variable => given.GetValueOrDefault(variable) : Environment.GetEnvironmentVariable;
        if (options is { Mode: AgentMode.Extension, ConfigFile: not null })
        {
            throw new EmulatorStartException(
                StartFailure.Settings, "--agent-config is for --agent-mode agent: the extension is configured by variables such as SECRETS_MANAGER_TTL.");
        }

        try
        {
            var settings = options.Mode == AgentMode.Extension ? ExtensionVariables.Read(environment)
                : options.ConfigFile is { } file ? AgentConfigFile.Read(file)
                : new AgentSettings();
            return (settings, AgentToken.Find(settings.TokenVariables, environment));
        }
        catch (ArgumentException unusable)
        {
            throw new EmulatorStartException(StartFailure.Settings, unusable.Message, unusable);
        }
    }
}
