using System.Collections.Immutable;

namespace SecretsEmu.Rotation.Handlers;

/// <summary>One function as <c>handlers.json</c> or a folder declares it. Paths are full.</summary>
internal abstract record HandlerSettings
{
    /// <summary>As Secrets Manager's hosted functions are made (integrations.md 1.3).</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>What Lambda allows at most.</summary>
    public static TimeSpan LongestTimeout { get; } = TimeSpan.FromSeconds(900);

    /// <summary>The function's name: 1 to 64 letters, digits, hyphens and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>How long a step may take.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Environment variables of the function; those that it shares with every function are not among them.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The role it runs as: <c>role/NAME</c> of the function's account, or an ARN. Null is the root of that account.</summary>
    public string? Role { get; init; }

    /// <summary>The ARN of the role that the function in an account runs as; null for the root of that account.</summary>
    public string? RoleArn(string account) => Role is { } role && role.StartsWith("role/", StringComparison.Ordinal) ? $"arn:aws:iam::{account}:{role}" : Role;

    /// <summary>The function's own policy, as JSON: who may invoke it. Null lets Secrets Manager do so.</summary>
    public string? Policy { get; init; }

    /// <summary>What it is, for the list at the start.</summary>
    public abstract string Description { get; }
}

/// <summary>A class of a library that references SecretsEmu.Plugins.</summary>
internal sealed record PluginSettings : HandlerSettings
{
    /// <summary>The library.</summary>
    public required string Assembly { get; init; }

    /// <summary>The full name of the class; null where the library has just one.</summary>
    public string? Class { get; init; }

    /// <summary>Free settings that the plugin reads.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether it runs in a process of its own.</summary>
    public bool IsIsolated { get; init; }

    public override string Description => Class is null ? $"plugin {Assembly}" : $"plugin {Class} in {Assembly}";
}

/// <summary>A .NET Lambda function of the class library form.</summary>
internal sealed record DotNetSettings : HandlerSettings
{
    /// <summary>The folder with the built assemblies.</summary>
    public required string Folder { get; init; }

    /// <summary><c>Assembly::Namespace.Type::Method</c>.</summary>
    public required string Handler { get; init; }

    /// <summary>Whether it runs in a process of its own.</summary>
    public bool IsIsolated { get; init; }

    public override string Description => $".NET function {Handler} in {Folder}";
}

/// <summary>A function behind a Lambda Invoke API.</summary>
internal sealed record HttpSettings : HandlerSettings
{
    /// <summary>The API without a path, such as <c>http://127.0.0.1:3001</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The name there, which differs from <see cref="HandlerSettings.Name"/> in some hosts.</summary>
    public required string Function { get; init; }

    public override string Description => $"{Function} at {Endpoint}";
}

/// <summary>A function in a process that asks the Lambda Runtime API for its work.</summary>
internal sealed record ProcessSettings : HandlerSettings
{
    /// <summary>The folder with the function's files, where the process starts.</summary>
    public required string Folder { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>What <c>_HANDLER</c> is: <c>lambda_function.lambda_handler</c>.</summary>
    public required string Handler { get; init; }

    public override string Description => $"{Handler} in {Folder}";
}
