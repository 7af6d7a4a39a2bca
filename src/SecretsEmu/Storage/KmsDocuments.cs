using LiteDB;
using SecretsEmu.Kms;

namespace SecretsEmu.Storage;

/// <summary>Keys and aliases. Key material is wrapped by the root key before it comes here.</summary>
internal static class KmsDocuments
{
    public static BsonDocument Write(KmsKey key) => new()
    {
        ["keyId"] = key.KeyId,
        ["arn"] = key.Arn,
        ["description"] = key.Description,
        ["created"] = key.CreationDate.Write(),
        ["materials"] = new BsonArray(key.Materials.Select(material => new BsonDocument
        {
            ["id"] = material.Id,
            ["wrapped"] = material.Wrapped.Write(),
        })),
    };

    public static KmsKey ReadKey(BsonDocument document) => new()
    {
        KeyId = document["keyId"].AsString,
        Arn = document["arn"].AsString,
        Description = document["description"].AsString,
        CreationDate = document["created"].ReadTime(),
        Materials = [.. document["materials"].AsArray.Select(material => new KeyMaterial(material["id"].AsString, material["wrapped"].ReadBytes()))],
    };

    public static BsonDocument Write(KmsAlias alias) => new() { ["name"] = alias.AliasName, ["target"] = alias.TargetKeyId };

    public static KmsAlias ReadAlias(BsonDocument document) => new(document["name"].AsString, document["target"].AsString);
}
