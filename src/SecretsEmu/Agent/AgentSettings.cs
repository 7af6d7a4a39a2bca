using System.Net;

namespace SecretsEmu.Agent;

/// <summary>How an agent behaves; the defaults are those of the Secrets Manager Agent (integrations.md 6.1).</summary>
internal sealed record AgentSettings
{
    /// <summary>The token as apps of AWS's samples send it.</summary>
    public const string TokenHeader = "X-Aws-Parameters-Secrets-Token";

    /// <summary>Where both listen, unless told otherwise.</summary>
    public const int DefaultPort = 2773;

    public AgentMode Mode { get; init; }

    /// <summary>The TCP port; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The address to listen on; null is the emulator's own.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The region of its calls; null is the emulator's default one.</summary>
    public string? Region { get; init; }

    /// <summary>How long a secret is served from the cache; zero asks the service each time.</summary>
    public TimeSpan SecretTtl { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The same for a parameter.</summary>
    public TimeSpan ParameterTtl { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How many values the cache holds; 0 caches nothing.</summary>
    public int CacheSize { get; init; } = 1000;

    /// <summary>How many connections apps may hold at once; null for any number.</summary>
    public int? MostConnections { get; init; } = 800;

    /// <summary>How many calls to the services are under way at once; null for any number.</summary>
    public int? MostCalls { get; init; }

    /// <summary>How long a call to Secrets Manager may take; null for ever.</summary>
    public TimeSpan? SecretTimeout { get; init; }

    /// <summary>The same for Parameter Store.</summary>
    public TimeSpan? ParameterTimeout { get; init; }

    /// <summary>Headers any of which may bring the token.</summary>
    public IReadOnlyList<string> TokenHeaders { get; init; } = [TokenHeader, "X-Vault-Token"];

    /// <summary>Environment variables, the first set one of which holds the token.</summary>
    public IReadOnlyList<string> TokenVariables { get; init; } = ["AWS_TOKEN", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN"];

    /// <summary>What stands before the id of a secret in a path.</summary>
    public string PathPrefix { get; init; } = "/v1/";

    /// <summary>Whether an expired value is served on when the service cannot be reached.</summary>
    public bool ServesStale { get; init; } = true;

    /// <summary>How long values of a kind are served.</summary>
    public TimeSpan TtlOf(CachedKind kind) => kind == CachedKind.Secret ? SecretTtl : ParameterTtl;

    /// <summary>How long a call for values of a kind may take.</summary>
    public TimeSpan? TimeoutOf(CachedKind kind) => kind == CachedKind.Secret ? SecretTimeout : ParameterTimeout;
}
