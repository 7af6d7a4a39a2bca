using System.Collections.Immutable;
using SecretsEmu.State;

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
        RequireNoSystemKeys(tags.Select(tag => tag.TagKey!));
    }

    public static void RequireNoSystemKeys(IEnumerable<string> keys)
    {
        if (keys.Any(key => key.StartsWith(SystemPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw KmsErrors.SystemTag.AsException();
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
    /// <exception cref="Calls.AwsErrorException">It is no key id.</exception>
    public static string? CustomIdOf(IReadOnlyList<Tag> tags) =>
        tags.FirstOrDefault(tag => tag.TagKey == CustomId)?.TagValue is not { } id ? null
        : KeyId.Parse(id) is { Kind: KeyIdKind.Key, Region: null } ? id
        : throw KmsErrors.InvalidCustomId(id).AsException();

    /// <summary>Sets by key; a key that is there keeps its place. Verified: recorded, kms-iam-sts.md 2.5.</summary>
    public static ImmutableArray<KeyTag> Merge(ImmutableArray<KeyTag> tags, IEnumerable<Tag> changes) =>
        tags.Merge(changes.Select(tag => new KeyTag(tag.TagKey!, tag.TagValue!)), tag => tag.TagKey);
}
