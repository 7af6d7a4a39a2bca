using System.Collections.Immutable;

namespace SecretsEmu.State;

/// <summary>Records of whatever kind, for what happens to all of them alike.</summary>
internal interface IRows
{
    int Count { get; }

    IEnumerable<KeyValuePair<string, object>> Everything { get; }
}

/// <summary>The records of one table in one scope, by key and in the table's order. Immutable: a change makes a new one that shares what did not change.</summary>
internal sealed class Rows<T> : IRows
    where T : class
{
    private readonly ImmutableDictionary<string, T> _byKey;

    internal Rows(IComparer<T> order)
        : this(ImmutableDictionary.Create<string, T>(StringComparer.Ordinal), ImmutableSortedSet.Create(order))
    {
    }

    private Rows(ImmutableDictionary<string, T> byKey, ImmutableSortedSet<T> inOrder)
    {
        _byKey = byKey;
        InOrder = inOrder;
    }

    /// <summary>All records in the table's order; a position in it is found in logarithmic time.</summary>
    public ImmutableSortedSet<T> InOrder { get; }

    public int Count => _byKey.Count;

    public IEnumerable<KeyValuePair<string, object>> Everything => _byKey.Select(row => KeyValuePair.Create(row.Key, (object)row.Value));

    public T? Find(string key) => _byKey.GetValueOrDefault(key);

    internal Rows<T> With(string key, T? record)
    {
        var inOrder = _byKey.TryGetValue(key, out var before) ? InOrder.Remove(before) : InOrder;
        return record is null
            ? new Rows<T>(_byKey.Remove(key), inOrder)
            : new Rows<T>(_byKey.SetItem(key, record), inOrder.Add(record));
    }

    internal static Rows<T> Of(Table<T> table, IReadOnlyCollection<T> records) => new(
        table.Empty._byKey.AddRange(records.Select(record => KeyValuePair.Create(table.Key(record), record))),
        table.Empty.InOrder.Union(records));
}
