using System.Collections.Immutable;

namespace SecretsEmu.State;

/// <summary>Everything the emulator knows at one moment, values as ciphertext. Immutable, so a request reads it without a lock.</summary>
internal sealed class Snapshot
{
    private readonly ImmutableDictionary<(Table Table, Scope Scope), IRows> _rows;

    private Snapshot(ImmutableDictionary<(Table, Scope), IRows> rows) => _rows = rows;

    public static Snapshot Empty { get; } = new(ImmutableDictionary<(Table, Scope), IRows>.Empty);

    /// <summary>The records of a table in a scope; a scope that nobody wrote to is empty.</summary>
    public Rows<T> Rows<T>(Table<T> table, Scope scope)
        where T : class =>
        _rows.TryGetValue((table, scope), out var rows) ? (Rows<T>)rows : table.Empty;

    public T? Find<T>(Table<T> table, Scope scope, string key)
        where T : class =>
        Rows(table, scope).Find(key);

    /// <summary>The scopes in which a table has records, ordered by account and region.</summary>
    public IEnumerable<Scope> ScopesOf(Table table) =>
        _rows.Keys.Where(key => key.Table == table).Select(key => key.Scope)
            .OrderBy(scope => scope.Account, StringComparer.Ordinal).ThenBy(scope => scope.Region, StringComparer.Ordinal);

    /// <summary>How many records a table has over all scopes.</summary>
    public int Count(Table table) => _rows.Where(rows => rows.Key.Table == table).Sum(rows => rows.Value.Count);

    internal IEnumerable<(Table Table, Scope Scope, IRows Rows)> Everything => _rows.Select(rows => (rows.Key.Table, rows.Key.Scope, rows.Value));

    internal Snapshot With<T>(Table<T> table, Scope scope, string key, T? record)
        where T : class =>
        new(_rows.SetItem((table, scope), Rows(table, scope).With(key, record)));

    internal Snapshot WithAll<T>(Table<T> table, Scope scope, IReadOnlyCollection<T> records)
        where T : class =>
        new(_rows.SetItem((table, scope), State.Rows<T>.Of(table, records)));
}
