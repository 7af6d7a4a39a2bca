using SecretsEmu.Files;

namespace SecretsEmu.Tool.Consumers;

/// <summary>A value that a definition takes from a secret or a parameter.</summary>
/// <param name="Name">The variable.</param>
/// <param name="ValueFrom">What it is to hold.</param>
/// <param name="Place">Where that stands, such as <c>td.json, line 12, containerDefinitions[0].secrets[2].valueFrom</c>.</param>
internal sealed record Injected(string Name, string ValueFrom, string Place);

/// <summary>What one container gets: of ECS, or of AWS Batch and App Runner, which share the grammar.</summary>
internal sealed record TaskDefinition
{
    /// <summary>Variables in clear.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Variables that come from elsewhere.</summary>
    public IReadOnlyList<Injected> Secrets { get; init; } = [];

    /// <summary>Options of the log driver: resolved before the container starts, and no variables of it.</summary>
    public IReadOnlyList<Injected> LogOptions { get; init; } = [];

    /// <summary>The secret that opens the registry of the image; null for an image that needs none.</summary>
    public Injected? RegistryCredentials { get; init; }

    /// <summary>The role that reads them, a name or an ARN; null when none is named.</summary>
    public string? Role { get; init; }

    /// <summary>Who assumes the role.</summary>
    public required string Service { get; init; }

    /// <summary>The same definition as it would read in another account and region.</summary>
    public TaskDefinition In(string account, string region)
    {
        return this with
        {
            Secrets = [.. Secrets.Select(Move)],
            LogOptions = [.. LogOptions.Select(Move)],
            RegistryCredentials = RegistryCredentials is { } credentials ? Move(credentials) : null,
            Role = Role is { } role ? ValueFrom.Moved(role, account, region) : null,
        };

        Injected Move(Injected secret) => secret with { ValueFrom = ValueFrom.Moved(secret.ValueFrom, account, region) };
    }

    // Variables in clear are often secrets all the same.
    public override string ToString() => Service;
}
