using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LiteDB;
using LiteDB.Engine;
using SecretsEmu.Events;
using SecretsEmu.Faults;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.Replication;
using SecretsEmu.SecretsManager;
using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Storage;

/// <summary>How each table's records become documents and come back: one line a table.</summary>
internal static class Documents
{
    /// <summary>The root key seals what must not stand in a file in clear, with nonces from chance.</summary>
    public static IReadOnlyList<TableDocuments> TablesOf(RootKey rootKey, IRandom random) =>
    [
        new SecretDocuments(),
        new TableDocuments<KmsKey>(KmsTables.Keys, KmsDocuments.Write, (_, id, document) => KmsDocuments.ReadKey(id, document)),
        new TableDocuments<KmsAlias>(KmsTables.Aliases, KmsDocuments.Write, (_, name, document) => KmsDocuments.ReadAlias(name, document)),
        new TableDocuments<KmsGrant>(KmsTables.Grants, KmsDocuments.Write, (_, _, document) => KmsDocuments.ReadGrant(document)),
        new TableDocuments<Time.DueItem>(DueQueue.Items, TimeDocuments.Write, (_, _, document) => TimeDocuments.ReadDueItem(document)),
        new TableDocuments<Time.ClockSetting>(Clock.Settings, TimeDocuments.Write, (_, _, document) => TimeDocuments.ReadClock(document)),
        new TableDocuments<RotationAttempt>(RotationTables.Running, RotationDocuments.Write, (_, _, document) => RotationDocuments.ReadAttempt(document)),
        new TableDocuments<RotationAttempt>(RotationTables.Ended, RotationDocuments.Write, (_, _, document) => RotationDocuments.ReadAttempt(document)),
        new TableDocuments<ServiceEvent>(EventTable.Events, RotationDocuments.Write, (_, _, document) => RotationDocuments.ReadEvent(document)),
        new TableDocuments<SecretReader>(Readers.Table, RotationDocuments.Write, (_, _, document) => RotationDocuments.ReadReader(document)),
        new TableDocuments<ReplicationWork>(ReplicationTable.Work, SecretDocuments.Write, (_, arn, document) => SecretDocuments.ReadWork(arn, document)),
        new TableDocuments<SsmParameter>(SsmTables.Parameters, ParameterDocuments.Write, ParameterDocuments.Read),
        new TableDocuments<RegionOutage>(RegionOutages.Table, TimeDocuments.Write, (_, _, document) => TimeDocuments.ReadOutage(document)),
        .. new PrincipalDocuments(rootKey, random).Tables,
    ];

    // Times as milliseconds: LiteDB's own dates come back in local time.
    public static BsonValue Write(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static BsonValue Write(this DateTimeOffset? time) => time is { } at ? at.Write() : BsonValue.Null;

    public static void WriteUnlessNull(this BsonDocument document, string name, BsonValue? value)
    {
        if (value is { IsNull: false })
        {
            document[name] = value;
        }
    }

    public static BsonValue Write(this ImmutableArray<byte> bytes) => ImmutableCollectionsMarshal.AsArray(bytes)!;

    public static DateTimeOffset ReadTime(this BsonValue value) => DateTimeOffset.FromUnixTimeMilliseconds(value.AsInt64);

    public static DateTimeOffset? ReadTimeOrNull(this BsonValue value) => value.IsNull ? null : value.ReadTime();

    public static ImmutableArray<byte> ReadBytes(this BsonValue value) => ImmutableCollectionsMarshal.AsImmutableArray(value.AsBinary);

    public static string? ReadTextOrNull(this BsonValue value) => value.IsNull ? null : value.AsString;
}

/// <summary>The documents of one table.</summary>
internal abstract class TableDocuments(Table table)
{
    public Table Table { get; } = table;

    public abstract Snapshot Load(ILiteEngine engine, Snapshot state);

    public abstract void Write(ILiteEngine engine, Change change);

    /// <summary>Unique over all scopes: neither an account nor a region holds a slash.</summary>
    protected static string IdOf(Scope scope, string key) => $"{scope.Account}/{scope.Region}/{key}";

    protected static (Scope Scope, string Key) ScopeAndKeyOf(string id) =>
        id.Split('/', 3) is [var account, var region, var key]
            ? (new Scope(account, region), key)
            : throw new InvalidDataException($"A document has the id {id}.");
}

/// <summary>A table whose records are one document each.</summary>
internal sealed class TableDocuments<T>(Table<T> table, Func<T, BsonDocument> write, Func<Scope, string, BsonDocument, T> read) : TableDocuments(table)
    where T : class
{
    private const int Chunk = 1000;

    public override Snapshot Load(ILiteEngine engine, Snapshot state)
    {
        // The engine reads on this thread alone; with many records it is busy while others turn its documents into records.
        var chunks = engine.All(table.Name).Chunk(Chunk).Select(documents => Task.Run(() => documents.Select(Read).ToList())).ToList();
        return chunks.SelectMany(chunk => chunk.GetAwaiter().GetResult())
            .GroupBy(row => row.Scope, row => row.Record)
            .Aggregate(state, (all, scope) => all.WithAll(table, scope.Key, [.. scope]));
    }

    public override void Write(ILiteEngine engine, Change change)
    {
        var id = IdOf(change.Scope, change.Key);
        if (change.After is not T record)
        {
            engine.Remove(table.Name, id);
            return;
        }

        var document = write(record);
        document["_id"] = id;
        engine.Put(table.Name, document);
    }

    private (Scope Scope, T Record) Read(BsonDocument document)
    {
        var (scope, key) = ScopeAndKeyOf(document["_id"].AsString);
        return (scope, read(scope, key, document));
    }
}
