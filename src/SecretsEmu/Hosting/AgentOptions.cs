using SecretsEmu.Agent;

namespace SecretsEmu.Hosting;

/// <summary>A local agent beside the emulator, by which apps read secrets without an SDK. The defaults are those of the AWS Secrets Manager Agent.</summary>
public sealed record AgentOptions
{
    /// <summary>The token that apps send in <c>X-Aws-Parameters-Secrets-Token</c> unless the environment names another, as AWS's agents have it: in <c>AWS_TOKEN</c>, <c>AWS_SESSION_TOKEN</c> or <c>AWS_CONTAINER_AUTHORIZATION_TOKEN</c>.</summary>
    public const string DefaultToken = AgentToken.Default;

    /// <summary>Which of AWS's agents it stands for.</summary>
    public AgentMode Mode { get; init; }

    /// <summary>The TCP port, 1 to 65535; 0 takes a free one. Null is the one of <see cref="ConfigFile"/> or of the extension's variable, or else 2773.</summary>
    public int? Port { get; init; }

    /// <summary>The configuration of a Secrets Manager Agent, a TOML file; null for its defaults. Not with <see cref="AgentMode.Extension"/>, which is configured by variables.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The role that it runs as, as a task or function has one: an ARN, or <c>role/NAME</c> of the default account. Null is the root of the default account.</summary>
    public string? Role { get; init; }

    /// <summary>The environment variables that hold the token and configure the extension; null is this process's own.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Which agent and where; never what the environment holds.</summary>
    public override string ToString() => $"{Mode}, port {Port}";
}
