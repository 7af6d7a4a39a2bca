using LiteDB;
using SecretsEmu.Events;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Storage;

/// <summary>Attempts at rotation, events and readers. A start looks at few of them, so an attempt is kept as the JSON that its readers get.</summary>
internal static class RotationDocuments
{
    public static BsonDocument Write(RotationAttempt attempt) => new() { ["json"] = System.Text.Json.JsonSerializer.Serialize(attempt, RotationJson.Default.RotationAttempt) };

    public static RotationAttempt ReadAttempt(BsonDocument document) =>
        System.Text.Json.JsonSerializer.Deserialize(document["json"].AsString, RotationJson.Default.RotationAttempt)!;

    public static BsonDocument Write(ServiceEvent one) => new()
    {
        ["sequence"] = one.Sequence,
        ["id"] = one.Id,
        ["event"] = one.EventId,
        ["request"] = one.RequestId,
        ["time"] = one.Time.Write(),
        ["name"] = one.Name,
        ["secret"] = one.SecretArn,
    };

    public static ServiceEvent ReadEvent(BsonDocument document) => new(
        document["sequence"].AsInt64, document["id"].AsString, document["event"].AsString, document["request"].AsString,
        document["time"].ReadTime(), document["name"].AsString, document["secret"].AsString);

    public static BsonDocument Write(SecretReader reader) => new()
    {
        ["secret"] = reader.SecretArn,
        ["version"] = reader.VersionId,
        ["caller"] = reader.Caller,
        ["client"] = reader.Client,
        ["at"] = reader.At.Write(),
    };

    public static SecretReader ReadReader(BsonDocument document) => new(
        document["secret"].AsString, document["version"].AsString, document["caller"].AsString, document["client"].AsString, document["at"].ReadTime());
}
