using LiteDB;
using SecretsEmu.Kms;

namespace SecretsEmu.Storage;

/// <summary>Keys and aliases. Key material is wrapped by the root key before it comes here.</summary>
internal static class KmsDocuments
{
    public static BsonDocument Write(KmsKey key) => new()
    {
        ["arn"] = key.Arn,
        ["description"] = key.Description,
        ["created"] = key.CreationDate.Write(),
        ["materials"] = new BsonArray(key.Materials.Select(material => new BsonDocument
        {
            ["id"] = material.Id,
            ["wrapped"] = material.Wrapped.Write(),
        })),
    };

    public static KmsKey ReadKey(string keyId, BsonDocument document) => new()
    {
        KeyId = keyId,
        Arn = document["arn"].AsString,
        Description = document["description"].AsString,
        CreationDate = document["created"].ReadTime(),
        Policy = KeyPolicies.Default("000000000000", "us-east-1"),
        Materials = [.. document["materials"].AsArray.Select(material => new KeyMaterial(material["id"].AsString, material["wrapped"].ReadBytes()))],
    };

    public static BsonDocument Write(KmsAlias alias) => new() { ["target"] = alias.TargetKeyId };

    public static KmsAlias ReadAlias(string name, BsonDocument document) => new(name, document["target"].AsString);
}
