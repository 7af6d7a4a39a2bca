using System.Collections.Immutable;

namespace SecretsEmu.SecretsManager;

/// <summary>What a filter can see of a secret.</summary>
internal readonly record struct SecretAttributes(
    string Name,
    string? Description,
    IEnumerable<string> TagKeys,
    IEnumerable<string> TagValues,
    string? OwningService,
    string? PrimaryRegion);

/// <summary>
/// One filter of ListSecrets or BatchGetSecretValue: a key and up to ten values, of which one must match (secretsmanager.md 4.10).
/// Filters of one request combine with AND, also two of the same key.
/// </summary>
internal sealed class SecretFilter
{
    private readonly FilterKey _key;
    private readonly ImmutableArray<FilterValue> _values;

    private SecretFilter(FilterKey key, ImmutableArray<FilterValue> values)
    {
        _key = key;
        _values = values;
    }

    private enum FilterKey
    {
        Description,
        Name,
        TagKey,
        TagValue,
        PrimaryRegion,
        OwningService,
        All,
    }

    /// <summary>Reads the filter of a request whose lengths and patterns were checked.</summary>
    /// <exception cref="Calls.AwsErrorException">The key or the values are absent, or the key is none of the seven.</exception>
    public static SecretFilter Parse(string? key, IReadOnlyCollection<string>? values)
    {
        var parsedKey = key switch
        {
            "description" => FilterKey.Description,
            "name" => FilterKey.Name,
            "tag-key" => FilterKey.TagKey,
            "tag-value" => FilterKey.TagValue,
            "primary-region" => FilterKey.PrimaryRegion,
            "owning-service" => FilterKey.OwningService,
            "all" => FilterKey.All,
            _ => throw SecretsManagerErrors.MissingFilterKey.AsException(),
        };
        return values is { Count: > 0 }
            ? new(parsedKey, [.. values.Select(FilterValue.Parse)])
            : throw SecretsManagerErrors.MissingFilterValues(key).AsException();
    }

    /// <summary>Whether one of the values matches. A negated value matches what its positive form does not, secrets without the attribute included.</summary>
    public bool Matches(in SecretAttributes secret)
    {
        foreach (var value in _values)
        {
            if (IsFound(value, secret) != value.IsNegated)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsFound(FilterValue value, in SecretAttributes secret) => _key switch
    {
        FilterKey.Name => value.StartsAttribute(secret.Name),
        FilterKey.TagKey => secret.TagKeys.Any(value.StartsAttribute),
        FilterKey.TagValue => secret.TagValues.Any(value.StartsAttribute),
        FilterKey.PrimaryRegion => value.StartsAttribute(secret.PrimaryRegion),
        FilterKey.OwningService => value.StartsAttribute(secret.OwningService),
        FilterKey.Description => value.HasItsWordsIn(secret.Description),
        // Inferred: all words within one attribute, which other emulators do too (secretsmanager.md 4.10, question 14).
        _ => value.HasItsWordsIn(secret.Name)
            || value.HasItsWordsIn(secret.Description)
            || secret.TagKeys.Any(value.HasItsWordsIn)
            || secret.TagValues.Any(value.HasItsWordsIn)
            || value.HasItsWordsIn(secret.OwningService)
            || value.HasItsWordsIn(secret.PrimaryRegion),
    };

    /// <summary>One value of a filter, taken apart once for all secrets.</summary>
    private sealed record FilterValue(string Text, ImmutableArray<string> Words, bool IsNegated)
    {
        public static FilterValue Parse(string value)
        {
            var isNegated = value.StartsWith('!');
            var text = isNegated ? value[1..] : value;
            return new(text, SecretsManager.Words.Split(text), isNegated);
        }

        public bool StartsAttribute(string? attribute) => attribute?.StartsWith(Text, StringComparison.Ordinal) == true;

        public bool HasItsWordsIn(string? attribute) => attribute is not null && SecretsManager.Words.AllStartIn(Words, attribute);
    }
}
