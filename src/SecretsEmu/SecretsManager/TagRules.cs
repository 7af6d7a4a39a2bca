using System.Collections.Immutable;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>Which tags a user may set, and how a request changes the tags of a secret (secretsmanager.md 4.20).</summary>
internal static class TagRules
{
    private const int Quota = 50;
    private const string SystemPrefix = "aws:";
    private const string OwningService = "aws:secretsmanager:owningService";

    /// <summary>No key of AWS's own, none twice.</summary>
    public static void RequireUsable(IReadOnlyList<Tag> tags)
    {
        RequireNoSystemKeys(tags.Select(tag => tag.Key!));
        if (tags.DistinctBy(tag => tag.Key, StringComparer.Ordinal).Count() != tags.Count)
        {
            throw SecretsManagerErrors.DuplicateTagKeys.AsException();
        }
    }

    public static void RequireNoSystemKeys(IEnumerable<string> keys)
    {
        if (keys.FirstOrDefault(IsOfSystem) is { } key)
        {
            throw SecretsManagerErrors.SystemTag(key).AsException();
        }
    }

    /// <summary>Whether it is one of AWS's own, which a user sees and cannot set.</summary>
    public static bool IsOfSystem(string key) => key.StartsWith(SystemPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The tag of a secret that a service owns (field: secretsmanager.md 4.6).</summary>
    public static SecretTag OfOwner(string service) => new(OwningService, service);

    /// <summary>The tags of a secret; AWS's own do not count (Inferred: as the tagging guide says of all services).</summary>
    public static void RequireWithinQuota(ImmutableArray<SecretTag> tags) => RequireWithinQuota(tags.Count(tag => !IsOfSystem(tag.Key)));

    public static void RequireWithinQuota(int count)
    {
        if (count > Quota)
        {
            throw SecretsManagerErrors.TooManyTags.AsException();
        }
    }

    /// <summary>Sets by key; a key that is there keeps its place.</summary>
    public static ImmutableArray<SecretTag> Merge(ImmutableArray<SecretTag> tags, IEnumerable<Tag> changes) =>
        tags.Merge(changes.Select(tag => new SecretTag(tag.Key!, tag.Value!)), tag => tag.Key);
}
