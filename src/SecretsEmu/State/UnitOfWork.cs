namespace SecretsEmu.State;

/// <summary>One record that a unit of work put, replaced or removed.</summary>
internal sealed record Change(Table Table, Scope Scope, string Key, object? Before, object? After);

/// <summary>Whose request brings a unit about, so that what follows later is done with the same permissions.</summary>
/// <param name="PrincipalArn">As GetCallerIdentity says it.</param>
/// <param name="AccessKeyId">Of the request, or null; it leads to the session, whose policies its ARN does not tell.</param>
internal sealed record Cause(string PrincipalArn, string? AccessKeyId);

/// <summary>
/// The changes of one request: all of them are kept, or none. It reads what it wrote. It lives on the writer's thread
/// and dies with it: never keep one, never await beside one.
/// </summary>
internal sealed class UnitOfWork(Snapshot start)
{
    private readonly List<Change> _changes = [];

    /// <summary>The state with this unit's changes.</summary>
    public Snapshot State { get; private set; } = start;

    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Whose request it is; null for what the emulator does by itself and for the user's own files.</summary>
    public Cause? Cause { get; set; }

    public void Put<T>(Table<T> table, Scope scope, T record)
        where T : class
    {
        var key = table.Key(record);
        _changes.Add(new Change(table, scope, key, State.Find(table, scope, key), record));
        State = State.With(table, scope, key, record);
    }

    public void Remove<T>(Table<T> table, Scope scope, string key)
        where T : class
    {
        if (State.Find(table, scope, key) is { } before)
        {
            _changes.Add(new Change(table, scope, key, before, null));
            State = State.With(table, scope, key, null);
        }
    }

    /// <summary>Back to nothing: every record of every table.</summary>
    public void RemoveEverything()
    {
        foreach (var (table, scope, rows) in State.Everything)
        {
            _changes.AddRange(rows.Everything.Select(row => new Change(table, scope, row.Key, row.Value, null)));
        }

        State = Snapshot.Empty;
    }
}
