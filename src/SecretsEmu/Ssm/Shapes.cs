using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm;

/// <summary>A parameter's value as the operations that read one answer it.</summary>
internal sealed class Parameter
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    /// <summary>Always <c>text</c>.</summary>
    public required string DataType { get; init; }

    /// <summary>When the version was made.</summary>
    public required DateTimeOffset LastModifiedDate { get; init; }

    public required string Name { get; init; }

    /// <summary><c>:3</c> or <c>:label</c>, as it was asked; absent for the latest version.</summary>
    public string? Selector { get; init; }

    /// <summary>The answer of another service as JSON: of a secret, its value included.</summary>
    [Sensitive] public string? SourceResult { get; init; }

    public required string Type { get; init; }

    /// <summary>Absent for a secret that is bytes.</summary>
    [Sensitive] public string? Value { get; init; }

    public required long Version { get; init; }
}

/// <summary>A tag as it travels.</summary>
internal sealed class Tag : IRequestTag
{
    /// <summary>1 to 128 characters.</summary>
    [NotNull, Length(1, 128), Pattern(@"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$")] public string? Key { get; init; }

    /// <summary>At most 256 characters.</summary>
    [NotNull, Length(0, 256), Pattern(@"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$")] public string? Value { get; init; }

    /// <summary>Sets by key; a key that is there keeps its place.</summary>
    public static ImmutableArray<ParameterTag> Merge(ImmutableArray<ParameterTag> tags, IEnumerable<Tag> changes) =>
        tags.Merge(changes.Select(tag => new ParameterTag(tag.Key!, tag.Value!)), tag => tag.Key);
}

/// <summary>A filter of DescribeParameters or GetParametersByPath.</summary>
internal sealed class ParameterStringFilter
{
    /// <summary>1 to 132 characters.</summary>
    [NotNull, Length(1, 132), Pattern("tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType")] public string? Key { get; init; }

    /// <summary>1 to 10 characters: <c>Equals</c> when absent, for a path <c>OneLevel</c>.</summary>
    [Length(1, 10)] public string? Option { get; init; }

    /// <summary>1 to 50, each of 1 to 1024 characters; a tag without values is asked for its presence.</summary>
    [Length(1, 50), EachLength(1, 1024)] public IReadOnlyList<string>? Values { get; init; }
}

/// <summary>A filter of DescribeParameters in its older form.</summary>
internal sealed class ParametersFilter
{
    [NotNull, OneOf("Name", "Type", "KeyId")] public string? Key { get; init; }

    /// <summary>1 to 50, each of 1 to 1024 characters.</summary>
    [NotNull, Length(1, 50), EachLength(1, 1024)] public IReadOnlyList<string>? Values { get; init; }
}

/// <summary>A policy as it is shown.</summary>
internal sealed class ParameterInlinePolicy
{
    /// <summary>Always Pending: nothing comes of it.</summary>
    public required string PolicyStatus { get; init; }

    public required string PolicyText { get; init; }

    public required string PolicyType { get; init; }

    public static IReadOnlyList<ParameterInlinePolicy> ListOf(ImmutableArray<ParameterPolicy> policies) =>
        [.. policies.Select(policy => new ParameterInlinePolicy { PolicyStatus = "Pending", PolicyText = policy.Text, PolicyType = policy.Type })];
}

/// <summary>What a value is checked for beside its type: nothing, since all other data types are refused.</summary>
internal static class DataTypes
{
    public const string Text = "text";
}

/// <summary>AWS validates the values of other data types, images against EC2.</summary>
internal sealed class DataTypeAttribute() : NotEmulatedAttribute("parameters of data types other than text")
{
    public override bool AsksForIt(object value) => value is not DataTypes.Text;
}

/// <summary>Of the resources of Systems Manager only parameters are here.</summary>
internal sealed class ParametersOnlyAttribute() : NotEmulatedAttribute("tags of Systems Manager's other resources than parameters")
{
    public override bool AsksForIt(object value) => value is not "Parameter";
}
