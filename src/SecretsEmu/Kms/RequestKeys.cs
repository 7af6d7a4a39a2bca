using SecretsEmu.Access;

namespace SecretsEmu.Kms;

/// <summary>The condition keys that a request's own members give; a member that was not sent gives none.</summary>
internal sealed class RequestKeys : IConditionKeys
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The values of a key; null or the empty list leaves it out.</summary>
    public RequestKeys Add(string key, IReadOnlyList<string>? values)
    {
        if (values is { Count: > 0 })
        {
            _values[key] = values;
        }

        return this;
    }

    /// <summary>The value of a key; null leaves it out.</summary>
    public RequestKeys Add(string key, string? value) => Add(key, ConditionValue.Of(value));

    /// <summary>The value of a key that says yes or no; null leaves it out.</summary>
    public RequestKeys Add(string key, bool? value) => Add(key, ConditionValue.Of(value));

    /// <summary><c>aws:RequestTag/{key}</c> and <c>aws:TagKeys</c> of tags that are set.</summary>
    public RequestKeys AddTags(IReadOnlyList<Tag>? tags)
    {
        foreach (var tag in tags ?? [])
        {
            Add($"aws:RequestTag/{tag.TagKey}", tag.TagValue);
        }

        return AddTagKeys(tags?.Select(tag => tag.TagKey!).ToList());
    }

    /// <summary><c>aws:TagKeys</c> of tags that are taken away.</summary>
    public RequestKeys AddTagKeys(IReadOnlyList<string>? keys) => Add("aws:TagKeys", keys);

    public IReadOnlyList<string>? Find(string key) => _values.GetValueOrDefault(key);
}
