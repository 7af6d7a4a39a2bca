using System.Collections.Immutable;
using LiteDB;
using SecretsEmu.Access;
using SecretsEmu.Kms;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Storage;

/// <summary>
/// Keys, aliases and grants. Key material is wrapped by the root key before it comes here. A member that has its usual
/// value is left out; format 1 had none of these, as it had only keys of services.
/// </summary>
internal static class KmsDocuments
{
    public static BsonDocument Write(KmsKey key)
    {
        var document = new BsonDocument
        {
            ["arn"] = key.Arn,
            ["description"] = key.Description,
            ["created"] = key.CreationDate.Write(),
            ["policy"] = key.Policy.Text,
            ["state"] = (int)key.State,
            ["materials"] = new BsonArray(key.Materials.Select(material => new BsonDocument
            {
                ["id"] = material.Id,
                ["wrapped"] = material.Wrapped.Write(),
                ["created"] = material.CreationDate.Write(),
                ["rotation"] = (int)material.Rotation,
            })),
        };
        document.WriteUnlessNull("spec", key.KeySpec == KeySpecs.SymmetricDefault ? null : key.KeySpec);
        document.WriteUnlessNull("usage", key.KeyUsage == KeyUsages.EncryptDecrypt ? null : key.KeyUsage);
        document.WriteUnlessNull("origin", key.Origin == KeyOrigins.AwsKms ? null : key.Origin);
        document.WriteUnlessNull("aws", key.IsAwsManaged ? true : null);
        document.WriteUnlessNull("deletion", key.DeletionDate.Write());
        document.WriteUnlessNull("window", key.PendingWindowInDays);
        document.WriteUnlessNull("tags", key.Tags.IsEmpty ? null : new BsonArray(key.Tags.SelectMany(tag => new BsonValue[] { tag.TagKey, tag.TagValue })));
        document.WriteUnlessNull("primary", key.PrimaryRegion);
        document.WriteUnlessNull("period", key.RotationPeriodInDays);
        document.WriteUnlessNull("rotates", key.NextRotationDate.Write());
        return document;
    }

    public static KmsKey ReadKey(string keyId, BsonDocument document)
    {
        var key = new KmsKey
        {
            KeyId = keyId,
            Arn = document["arn"].AsString,
            Description = document["description"].AsString,
            CreationDate = document["created"].ReadTime(),
            KeySpec = document["spec"].ReadTextOrNull() ?? KeySpecs.SymmetricDefault,
            KeyUsage = document["usage"].ReadTextOrNull() ?? KeyUsages.EncryptDecrypt,
            Origin = document["origin"].ReadTextOrNull() ?? KeyOrigins.AwsKms,
            IsAwsManaged = !document["aws"].IsNull,
            State = document["state"].IsNull ? KeyState.Enabled : (KeyState)document["state"].AsInt32,
            DeletionDate = document["deletion"].ReadTimeOrNull(),
            PendingWindowInDays = ReadNumberOrNull(document["window"]),
            Policy = PolicyText.OfResource(document["policy"].ReadTextOrNull() ?? ""),
            Tags = [.. ReadTexts(document["tags"]).Chunk(2).Select(tag => new KeyTag(tag[0], tag[1]))],
            PrimaryRegion = document["primary"].ReadTextOrNull(),
            RotationPeriodInDays = ReadNumberOrNull(document["period"]),
            NextRotationDate = document["rotates"].ReadTimeOrNull(),
            Materials =
            [
                .. document["materials"].AsArray.Select(material => new KeyMaterial(material["id"].AsString, material["wrapped"].ReadBytes())
                {
                    CreationDate = (material["created"].IsNull ? document["created"] : material["created"]).ReadTime(),
                    Rotation = material["rotation"].IsNull ? RotationType.None : (RotationType)material["rotation"].AsInt32,
                }),
            ],
        };
        return document["policy"].IsNull ? OfFormatOne(key) : key;
    }

    public static BsonDocument Write(KmsAlias alias) => new()
    {
        ["target"] = alias.TargetKeyId,
        ["created"] = alias.CreationDate.Write(),
        ["updated"] = alias.LastUpdatedDate.Write(),
    };

    public static KmsAlias ReadAlias(string name, BsonDocument document) => new(name, document["target"].AsString)
    {
        CreationDate = document["created"].ReadTimeOrNull() ?? default,
        LastUpdatedDate = document["updated"].ReadTimeOrNull() ?? default,
    };

    public static BsonDocument Write(KmsGrant grant)
    {
        var document = new BsonDocument
        {
            ["grant"] = grant.GrantId,
            ["key"] = grant.KeyId,
            ["arn"] = grant.KeyArn,
            ["created"] = grant.CreationDate.Write(),
            ["grantee"] = grant.GranteePrincipal,
            ["issuer"] = grant.IssuingAccount,
            ["operations"] = Write(grant.Operations),
            ["tokens"] = Write(grant.GrantTokens),
        };
        document.WriteUnlessNull("name", grant.Name);
        document.WriteUnlessNull("retiring", grant.RetiringPrincipal);
        document.WriteUnlessNull("subset", Write(grant.EncryptionContextSubset));
        document.WriteUnlessNull("equals", Write(grant.EncryptionContextEquals));
        return document;
    }

    public static KmsGrant ReadGrant(BsonDocument document) => new()
    {
        GrantId = document["grant"].AsString,
        KeyId = document["key"].AsString,
        KeyArn = document["arn"].AsString,
        Name = document["name"].ReadTextOrNull(),
        CreationDate = document["created"].ReadTime(),
        GranteePrincipal = document["grantee"].AsString,
        RetiringPrincipal = document["retiring"].ReadTextOrNull(),
        IssuingAccount = document["issuer"].AsString,
        Operations = [.. ReadTexts(document["operations"])],
        EncryptionContextSubset = ReadPairs(document["subset"]),
        EncryptionContextEquals = ReadPairs(document["equals"]),
        GrantTokens = [.. ReadTexts(document["tokens"])],
    };

    // All keys of format 1 are Secrets Manager's own.
    private static KmsKey OfFormatOne(KmsKey key) =>
        KmsDoor.UnmadeDefaultKey(Envelope.Service, key.Scope, key.CreationDate) with { KeyId = key.KeyId, Arn = key.Arn, Materials = key.Materials };

    private static BsonArray Write(IEnumerable<string> texts) => new(texts.Select(text => new BsonValue(text)));

    private static BsonArray? Write(ImmutableDictionary<string, string>? pairs) =>
        pairs is null ? null : Write(pairs.SelectMany(pair => new[] { pair.Key, pair.Value }));

    private static IEnumerable<string> ReadTexts(BsonValue value) => value.IsNull ? [] : value.AsArray.Select(text => text.AsString);

    private static ImmutableDictionary<string, string>? ReadPairs(BsonValue value) =>
        value.IsNull ? null : ReadTexts(value).Chunk(2).ToImmutableDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static int? ReadNumberOrNull(BsonValue value) => value.IsNull ? null : value.AsInt32;
}
