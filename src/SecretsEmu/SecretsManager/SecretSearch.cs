using System.Globalization;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>One page of a scope's secrets, filtered and in order: what ListSecrets and BatchGetSecretValue share (secretsmanager.md 4.10).</summary>
internal sealed class SecretSearch
{
    private const int ValuesOfAllFilters = 10;

    private readonly List<SecretFilter> _filters;
    private readonly string _sortBy;
    private readonly bool _descending;
    private readonly bool _plannedDeletion;
    private readonly PageToken? _after;
    private readonly string _question;

    /// <param name="filters">All must match.</param>
    /// <param name="nextToken">Where to go on, or null for the first page.</param>
    /// <param name="sortBy">One of the model's four keys; creation when null.</param>
    /// <param name="descending">Newest or last name first.</param>
    /// <param name="plannedDeletion">Whether secrets that wait for their deletion are found.</param>
    /// <exception cref="AwsErrorException">A filter lacks its key or values, there are too many values, or the token is not of this search.</exception>
    public SecretSearch(
        IReadOnlyList<Filter> filters, string? nextToken, string? sortBy = null, bool descending = false, bool plannedDeletion = false)
    {
        _filters = [.. filters.Select(filter => SecretFilter.Parse(filter.Key, filter.Values))];
        if (filters.Sum(filter => filter.Values!.Count) > ValuesOfAllFilters)
        {
            throw SecretsManagerErrors.TooManyFilters.AsException();
        }

        (_sortBy, _descending, _plannedDeletion) = (sortBy ?? "created-date", descending, plannedDeletion);
        _question = string.Join('\0', [_sortBy, _descending ? "desc" : "asc", .. filters.SelectMany(filter => filter.Values!.Prepend(filter.Key!))]);
        _after = PageToken.Parse(nextToken, _question);
    }

    /// <summary>Up to <paramref name="size"/> secrets, and the token of the next page when there is one.</summary>
    public (List<Secret> Page, string? NextToken) Run(Rows<Secret> secrets, AccessNotes notes, int size)
    {
        // One more than the page shows whether another page follows.
        var page = InOrder(secrets, notes).Where(Matches).Take(size + 1).ToList();
        if (page.Count <= size)
        {
            return (page, null);
        }

        page.RemoveAt(size);
        return (page, new PageToken(_question, SortKey(page[^1], notes), page[^1].Arn).ToString());
    }

    private IEnumerable<Secret> InOrder(Rows<Secret> secrets, AccessNotes notes)
    {
        if (_sortBy == "created-date")
        {
            return ByCreation(secrets);
        }

        var comparer = Comparer<(string Key, string Arn)>.Create((one, other) =>
            string.CompareOrdinal(one.Key, other.Key) is var byKey and not 0 ? byKey : string.CompareOrdinal(one.Arn, other.Arn));
        var all = secrets.InOrder.Select(secret => (Secret: secret, Place: (SortKey(secret, notes), secret.Arn)));
        if (_after is { } after)
        {
            var from = (after.SortKey, after.Id);
            all = all.Where(entry => comparer.Compare(entry.Place, from) is var place && (_descending ? place < 0 : place > 0));
        }

        return (_descending ? all.OrderByDescending(entry => entry.Place, comparer) : all.OrderBy(entry => entry.Place, comparer))
            .Select(entry => entry.Secret);
    }

    // The table's own order: the place of the last record is found, not searched, so that a page costs the same among many.
    private IEnumerable<Secret> ByCreation(Rows<Secret> secrets)
    {
        var inOrder = secrets.InOrder;
        var start = _descending ? inOrder.Count - 1 : 0;
        if (_after is { } after)
        {
            if (!long.TryParse(after.SortKey, NumberStyles.None, CultureInfo.InvariantCulture, out var created)
                || created > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            {
                throw SecretsManagerErrors.InvalidNextToken.AsException();
            }

            var date = DateTimeOffset.FromUnixTimeMilliseconds(created);
            var index = inOrder.IndexOf(new Secret { Arn = after.Id, Name = "", CreatedDate = date, LastChangedDate = date });
            // A record that is gone leaves the place where it would be.
            start = index >= 0 ? (_descending ? index - 1 : index + 1) : (_descending ? ~index - 1 : ~index);
        }

        for (var i = start; i >= 0 && i < inOrder.Count; i += _descending ? -1 : 1)
        {
            yield return inOrder[i];
        }
    }

    private string SortKey(Secret secret, AccessNotes notes) => _sortBy switch
    {
        "name" => secret.Name,
        "last-accessed-date" => Sortable(notes.LastAccessedDate(secret)),
        "last-changed-date" => Sortable(secret.LastChangedDate),
        _ => secret.CreatedDate.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    };

    // Fixed width, so that text sorts as numbers; a date that is missing is the oldest (Inferred, secretsmanager.md 4.10).
    private static string Sortable(DateTimeOffset? date) =>
        (date?.ToUnixTimeMilliseconds() ?? 0).ToString("D15", CultureInfo.InvariantCulture);

    private bool Matches(Secret secret)
    {
        if (secret.IsScheduledForDeletion && !_plannedDeletion)
        {
            return false;
        }

        if (_filters.Count == 0)
        {
            return true;
        }

        var tags = secret.Tags ?? [];
        var attributes = new SecretAttributes(
            secret.Name, secret.Description, tags.Select(tag => tag.Key), tags.Select(tag => tag.Value), secret.OwningService, secret.PrimaryRegion);
        return _filters.TrueForAll(filter => filter.Matches(attributes));
    }
}
