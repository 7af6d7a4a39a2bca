using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Calls;

namespace SecretsEmu.Sts;

/// <summary>The tags of a session, and those that travel on to the sessions made with it (kms-iam-sts.md 6.2).</summary>
/// <param name="Tags">Of the session.</param>
/// <param name="TransitiveKeys">Which of them travel on.</param>
internal sealed record SessionTags(ImmutableDictionary<string, string> Tags, ImmutableArray<string> TransitiveKeys)
{
    /// <exception cref="AwsErrorException">A key stands twice, or is to travel on and is not among the tags.</exception>
    public static void Validate(IReadOnlyCollection<Tag>? tags, IReadOnlyCollection<string>? transitiveKeys)
    {
        var keys = (tags ?? []).Select(tag => tag.Key!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (keys.Count < (tags?.Count ?? 0))
        {
            throw StsErrors.DuplicateTagKeys.AsException();
        }

        if (transitiveKeys?.All(keys.Contains) is false)
        {
            throw StsErrors.TransitiveKeyNotRequested.AsException();
        }
    }

    /// <summary>What the caller's session hands on, and what the request adds.</summary>
    /// <exception cref="AwsErrorException">A requested tag is one that the caller's session hands on.</exception>
    public static SessionTags Of(Principal caller, IEnumerable<Tag>? tags, IEnumerable<string>? transitiveKeys)
    {
        var inherited = Principal.NoTags.AddRange(caller.TransitiveTagKeys.Where(caller.Tags.ContainsKey).Select(key => KeyValuePair.Create(key, caller.Tags[key])));
        var requested = (tags ?? []).Select(tag => KeyValuePair.Create(tag.Key!, tag.Value!)).ToList();
        return requested.Exists(tag => inherited.ContainsKey(tag.Key))
            ? throw StsErrors.TransitiveKeyConflict.AsException()
            : new(inherited.AddRange(requested), [.. caller.TransitiveTagKeys, .. transitiveKeys ?? []]);
    }
}
