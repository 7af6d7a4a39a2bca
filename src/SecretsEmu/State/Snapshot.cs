using System.Collections.Immutable;

namespace SecretsEmu.State;

/// <summary>Everything the emulator knows at one moment, values as ciphertext. Immutable, so a request reads it without a lock.</summary>
internal sealed class Snapshot
{
    // By reference types only: the runtime ships such dictionaries compiled, and a start does not wait for the JIT.
    private readonly ImmutableDictionary<Table, ImmutableDictionary<Scope, IRows>> _tables;

    private Snapshot(ImmutableDictionary<Table, ImmutableDictionary<Scope, IRows>> tables) => _tables = tables;

    public static Snapshot Empty { get; } = new(ImmutableDictionary<Table, ImmutableDictionary<Scope, IRows>>.Empty);

    /// <summary>The records of a table in a scope; a scope that nobody wrote to is empty.</summary>
    public Rows<T> Rows<T>(Table<T> table, Scope scope)
        where T : class =>
        ScopesIn(table).TryGetValue(scope, out var rows) ? (Rows<T>)rows : table.Empty;

    public T? Find<T>(Table<T> table, Scope scope, string key)
        where T : class =>
        Rows(table, scope).Find(key);

    /// <summary>The scopes in which a table has records, ordered by account and region.</summary>
    public IEnumerable<Scope> ScopesOf(Table table) =>
        ScopesIn(table).Keys.OrderBy(scope => scope.Account, StringComparer.Ordinal).ThenBy(scope => scope.Region, StringComparer.Ordinal);

    /// <summary>Whether anything is kept in a region.</summary>
    public bool IsUsed(string region) => Everything.Any(rows => rows.Scope.Region == region);

    /// <summary>How many records a table has over all scopes.</summary>
    public int Count(Table table) => ScopesIn(table).Values.Sum(rows => rows.Count);

    internal IEnumerable<(Table Table, Scope Scope, IRows Rows)> Everything =>
        from table in _tables from scope in table.Value select (table.Key, scope.Key, scope.Value);

    internal Snapshot With<T>(Table<T> table, Scope scope, string key, T? record)
        where T : class =>
        With(table, scope, Rows(table, scope).With(key, record));

    internal Snapshot WithAll<T>(Table<T> table, Scope scope, IReadOnlyCollection<T> records)
        where T : class =>
        With(table, scope, State.Rows<T>.Of(table, records));

    private ImmutableDictionary<Scope, IRows> ScopesIn(Table table) =>
        _tables.TryGetValue(table, out var scopes) ? scopes : ImmutableDictionary<Scope, IRows>.Empty;

    private Snapshot With(Table table, Scope scope, IRows rows) => new(_tables.SetItem(table, ScopesIn(table).SetItem(scope, rows)));
}
