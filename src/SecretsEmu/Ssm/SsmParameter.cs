using System.Collections.Immutable;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>A parameter with the versions that are kept of it (integrations.md 3).</summary>
internal sealed record SsmParameter
{
    /// <summary>As <see cref="ParameterNames.Normalize"/> has it; unique in its scope.</summary>
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required Scope Scope { get; init; }

    /// <summary>In the order of attachment.</summary>
    public ImmutableArray<ParameterTag> Tags { get; init; } = [];

    public ParameterLabels Labels { get; init; } = ParameterLabels.None;

    /// <summary>Never empty, oldest first, their numbers without a gap.</summary>
    public required ImmutableArray<SsmParameterVersion> Versions { get; init; }

    public SsmParameterVersion Latest => Versions[^1];

    /// <summary>The version of a number, or null when it never was or is no longer kept.</summary>
    public SsmParameterVersion? Find(long version)
    {
        var index = version - Versions[0].Version;
        return index >= 0 && index < Versions.Length ? Versions[(int)index] : null;
    }

    /// <summary>The version that carries a label, or null.</summary>
    public SsmParameterVersion? Find(string label) => Labels.VersionOf(label) is { } version ? Find(version) : null;
}

/// <summary>A tag of a parameter.</summary>
internal sealed record ParameterTag(string Key, string Value);

/// <summary>One version: its value, and what was said of the parameter when it was made.</summary>
internal sealed record SsmParameterVersion
{
    /// <summary>From 1, without a gap.</summary>
    public required long Version { get; init; }

    /// <summary>One of <see cref="ParameterTypes"/>.</summary>
    public required string Type { get; init; }

    public required ParameterValue Value { get; init; }

    /// <summary>The key of a SecureString as the request named it; null for another type.</summary>
    public string? KeyId { get; init; }

    /// <summary>The empty text is none.</summary>
    public string? Description { get; init => field = value is "" ? null : value; }

    /// <summary>A regular expression that the whole value matches; the empty text is none.</summary>
    public string? AllowedPattern { get; init => field = value is "" ? null : value; }

    /// <summary>Standard or Advanced; it says how a SecureString is encrypted.</summary>
    public required string Tier { get; init; }

    public ImmutableArray<ParameterPolicy> Policies { get; init; } = [];

    public required DateTimeOffset LastModifiedDate { get; init; }

    /// <summary>The ARN of who made the version.</summary>
    public required string LastModifiedUser { get; init; }
}

/// <summary>A value as it is kept and, without decryption, answered: clear text, or the ciphertext of a SecureString in base64.</summary>
internal sealed record ParameterValue(string Content)
{
    public override string ToString() => "***";
}

/// <summary>A policy of an advanced parameter. It is kept and shown, and nothing comes of it.</summary>
/// <param name="Type">Expiration, ExpirationNotification or NoChangeNotification.</param>
/// <param name="Text">Its JSON.</param>
internal sealed record ParameterPolicy(string Type, string Text);

/// <summary>The types of parameters.</summary>
internal static class ParameterTypes
{
    public const string String = "String";
    public const string StringList = "StringList";
    public const string SecureString = "SecureString";
}

/// <summary>What Parameter Store keeps.</summary>
internal static class SsmTables
{
    /// <summary>By name, and listed by it.</summary>
    public static Table<SsmParameter> Parameters { get; } = new(
        "parameters", parameter => parameter.Name, Comparer<SsmParameter>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name)));

    public static void Put(this UnitOfWork unit, SsmParameter parameter) => unit.Put(Parameters, parameter.Scope, parameter);
}
