using System.Collections.Immutable;

namespace SecretsEmu.Kms;

/// <summary>Which tags a key may have, and how a request changes them (kms-iam-sts.md 2.5).</summary>
internal static class KeyTags
{
    private const int Quota = 50;
    private const string SystemPrefix = "aws:";

    // As other emulators have it.
    private const string CustomId = "_custom_id_";

    /// <summary>None twice, at most fifty, none of AWS's own. Inferred: the order, from a peer (kms-iam-sts.md 2.5).</summary>
    public static void RequireUsable(IReadOnlyList<Tag> tags)
    {
        if (tags.DistinctBy(tag => tag.TagKey, StringComparer.Ordinal).Count() != tags.Count)
        {
            throw KmsErrors.DuplicateTagKeys.AsException();
        }

        RequireWithinQuota(tags.Count);
        if (tags.Any(tag => tag.TagKey!.StartsWith(SystemPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw KmsErrors.SystemTag.AsException();
        }

        if (CustomIdOf(tags) is { } id && Kms.KeyId.Parse(id) is not { Kind: KeyIdKind.Key, Region: null })
        {
            throw KmsErrors.InvalidCustomId(id).AsException();
        }
    }

    public static void RequireWithinQuota(int count)
    {
        if (count > Quota)
        {
            throw KmsErrors.TooManyTags.AsException();
        }
    }

    /// <summary>The key id that a new key is to have, or null.</summary>
    public static string? CustomIdOf(IReadOnlyList<Tag> tags) => tags.FirstOrDefault(tag => tag.TagKey == CustomId)?.TagValue;

    /// <summary>Sets by key; a key that is there keeps its place. Verified: recorded, kms-iam-sts.md 2.5.</summary>
    public static ImmutableArray<KeyTag> Merge(ImmutableArray<KeyTag> tags, IEnumerable<Tag> changes)
    {
        foreach (var change in changes)
        {
            var tag = new KeyTag(change.TagKey!, change.TagValue!);
            var at = tags.ToList().FindIndex(other => other.TagKey == tag.TagKey);
            tags = at < 0 ? tags.Add(tag) : tags.SetItem(at, tag);
        }

        return tags;
    }
}
