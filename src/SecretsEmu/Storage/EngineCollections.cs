using LiteDB;
using LiteDB.Engine;

namespace SecretsEmu.Storage;

/// <summary>The three things that are done to a collection of the engine.</summary>
internal static class EngineCollections
{
    /// <summary>All documents in the order of their ids; none when the collection was never made.</summary>
    public static IEnumerable<BsonDocument> All(this ILiteEngine engine, string collection)
    {
        using var reader = engine.Query(collection, new LiteDB.Query());
        while (reader.Read())
        {
            yield return reader.Current.AsDocument;
        }
    }

    /// <summary>Inserts or replaces by <c>_id</c>.</summary>
    public static void Put(this ILiteEngine engine, string collection, BsonDocument document) =>
        engine.Upsert(collection, [document], BsonAutoId.ObjectId);

    public static void Remove(this ILiteEngine engine, string collection, string id) => engine.Delete(collection, [id]);
}
