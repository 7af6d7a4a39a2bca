using System.Collections.Immutable;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms;

/// <summary>A tag as it travels.</summary>
internal sealed class Tag
{
    /// <summary>1 to 128 characters, case-sensitive.</summary>
    [NotNull, Length(1, 128)] public string? TagKey { get; init; }

    /// <summary>At most 256 characters.</summary>
    [NotNull, Length(0, 256)] public string? TagValue { get; init; }

    public static IReadOnlyList<Tag> ListOf(ImmutableArray<KeyTag> tags) =>
        [.. tags.Select(tag => new Tag { TagKey = tag.TagKey, TagValue = tag.TagValue })];
}
