namespace SecretsEmu.Access;

/// <summary>A tag as a request sets it.</summary>
internal interface IRequestTag
{
    string? Key { get; }

    string? Value { get; }
}

/// <summary>The condition keys of the tags that a request sets or names.</summary>
internal static class RequestTags
{
    /// <summary><c>aws:RequestTag/…</c> and <c>aws:TagKeys</c> of a request that sets tags.</summary>
    public static IReadOnlyList<string>? Find(string key, IReadOnlyList<IRequestTag>? tags) =>
        tags is not { Count: > 0 } ? null
        : ConditionValue.Behind("aws:RequestTag/", key) is { } tag ? ConditionValue.Of(tags.FirstOrDefault(one => ConditionValue.IsSameKey(one.Key!, tag))?.Value)
        : Find(key, tags.Select(one => one.Key!));

    /// <summary><c>aws:TagKeys</c> of a request that names tags.</summary>
    public static IReadOnlyList<string>? Find(string key, IEnumerable<string> tagKeys) =>
        key.Equals("aws:TagKeys", StringComparison.OrdinalIgnoreCase) ? [.. tagKeys] : null;
}
