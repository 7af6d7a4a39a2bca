using LiteDB;
using LiteDB.Engine;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Storage;

/// <summary>
/// A secret is one document with its versions' dates and labels. A small value stands in it too, as half as many
/// documents are read at a start; a larger one is a document of its own, written once, since a hundred values of 64 KiB
/// in one document would take seconds.
/// </summary>
internal sealed class SecretDocuments() : TableDocuments(SecretsManagerTables.Secrets)
{
    private const string Values = "values";
    private const int LargestInline = 512;

    public override Snapshot Load(ILiteEngine engine, Snapshot state)
    {
        var values = engine.All(Values).ToDictionary(document => document["_id"].AsString, ReadValue, StringComparer.Ordinal);
        return new TableDocuments<Secret>(SecretsManagerTables.Secrets, Write, document => Read(document, values)).Load(engine, state);
    }

    public override void Write(ILiteEngine engine, Change change)
    {
        new TableDocuments<Secret>(SecretsManagerTables.Secrets, Write, _ => throw new InvalidOperationException()).Write(engine, change);

        var before = ValuesOf(change.Scope, change.Before as Secret);
        foreach (var (id, value) in ValuesOf(change.Scope, change.After as Secret))
        {
            if (!before.Remove(id, out var kept) || !ReferenceEquals(kept, value))
            {
                var document = Write(value);
                document["_id"] = id;
                engine.Put(Values, document);
            }
        }

        foreach (var gone in before.Keys)
        {
            engine.Remove(Values, gone);
        }
    }

    private static Dictionary<string, EncryptedValue> ValuesOf(Scope scope, Secret? secret) =>
        secret is null ? [] : secret.Versions.Where(version => version.Value is { } value && !IsInline(value))
            .ToDictionary(version => ValueId(scope, secret.Name, version.VersionId), version => version.Value!, StringComparer.Ordinal);

    // A name holds no vertical bar; a version id may hold anything.
    private static string ValueId(Scope scope, string name, string versionId) => $"{IdOf(scope, name)}|{versionId}";

    private static BsonDocument Write(Secret secret) => new()
    {
        ["arn"] = secret.Arn,
        ["name"] = secret.Name,
        ["description"] = secret.Description,
        ["tags"] = secret.Tags is { } tags
            ? new BsonArray(tags.Select(tag => new BsonDocument { ["key"] = tag.Key, ["value"] = tag.Value }))
            : BsonValue.Null,
        ["policy"] = secret.ResourcePolicy,
        ["created"] = secret.CreatedDate.Write(),
        ["changed"] = secret.LastChangedDate.Write(),
        ["accessed"] = secret.LastAccessedDate.Write(),
        ["deleted"] = secret.DeletedDate.Write(),
        ["deletion"] = secret.DeletionDate.Write(),
        ["labels"] = new BsonArray(secret.Labels.All.Select(label => new BsonDocument { ["label"] = label.Label, ["version"] = label.VersionId })),
        ["versions"] = new BsonArray(secret.Versions.Select(version => new BsonDocument
        {
            ["id"] = version.VersionId,
            ["created"] = version.CreatedDate.Write(),
            ["accessed"] = version.LastAccessedDate.Write(),
            ["hasValue"] = version.Value is not null,
            ["value"] = version.Value is { } value && IsInline(value) ? Write(value) : BsonValue.Null,
        })),
    };

    private static Secret Read(BsonDocument document, Dictionary<string, EncryptedValue> values)
    {
        var scope = new Scope(document["account"].AsString, document["region"].AsString);
        var name = document["name"].AsString;
        return new Secret
        {
            Arn = document["arn"].AsString,
            Name = name,
            Description = document["description"].ReadTextOrNull(),
            Tags = document["tags"].IsNull
                ? null
                : [.. document["tags"].AsArray.Select(tag => new SecretTag(tag["key"].AsString, tag["value"].AsString))],
            ResourcePolicy = document["policy"].ReadTextOrNull(),
            CreatedDate = document["created"].ReadTime(),
            LastChangedDate = document["changed"].ReadTime(),
            LastAccessedDate = document["accessed"].ReadTimeOrNull(),
            DeletedDate = document["deleted"].ReadTimeOrNull(),
            DeletionDate = document["deletion"].ReadTimeOrNull(),
            Labels = StagingLabels.Of(document["labels"].AsArray.Select(label => new StagedLabel(label["label"].AsString, label["version"].AsString))),
            Versions = [.. document["versions"].AsArray.Select(version => new SecretVersion
            {
                VersionId = version["id"].AsString,
                CreatedDate = version["created"].ReadTime(),
                LastAccessedDate = version["accessed"].ReadTimeOrNull(),
                Value = version["value"] is BsonDocument inline ? ReadValue(inline)
                    : version["hasValue"].AsBoolean ? ValueOf(ValueId(scope, name, version["id"].AsString), values)
                    : null,
            })],
        };
    }

    private static EncryptedValue ValueOf(string id, Dictionary<string, EncryptedValue> values) =>
        values.TryGetValue(id, out var value) ? value : throw new InvalidDataException($"The value of {id} is lost.");

    private static bool IsInline(EncryptedValue value) => value.Ciphertext.Length <= LargestInline;

    private static BsonDocument Write(EncryptedValue value) => new()
    {
        ["kind"] = (int)value.Kind,
        ["ciphertext"] = value.Ciphertext.Write(),
        ["dataKeys"] = new BsonArray(value.DataKeys.Select(key => new BsonDocument
        {
            ["key"] = key.KeyArn,
            ["blob"] = key.CiphertextBlob.Write(),
        })),
    };

    private static EncryptedValue ReadValue(BsonDocument document) => new(
        (ValueKind)document["kind"].AsInt32,
        document["ciphertext"].ReadBytes(),
        [.. document["dataKeys"].AsArray.Select(key => new WrappedDataKey(key["key"].AsString, key["blob"].ReadBytes()))]);
}
