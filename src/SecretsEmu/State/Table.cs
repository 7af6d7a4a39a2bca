namespace SecretsEmu.State;

/// <summary>A kind of record. The service that owns the records declares one; the store maps it to documents.</summary>
internal abstract class Table(string name)
{
    /// <summary>The name of the table, in the store and in messages.</summary>
    public string Name { get; } = name;

    public override string ToString() => Name;
}

/// <summary>A kind of record with its key, unique within a scope, and the order in which a scope's records are listed.</summary>
internal sealed class Table<T>(string name, Func<T, string> key, IComparer<T> order) : Table(name)
    where T : class
{
    private readonly Rows<T> _empty = new(order);

    public string Key(T record) => key(record);

    internal Rows<T> Empty => _empty;
}
