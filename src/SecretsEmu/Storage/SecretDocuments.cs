using LiteDB;
using LiteDB.Engine;
using SecretsEmu.Access;
using SecretsEmu.Replication;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Storage;

/// <summary>
/// A secret is one document with its versions' dates and labels. The small values of a secret with few versions stand in
/// it too, as half as many documents are read at a start; others are documents of their own, written once, since every
/// page of a document is written and flushed anew with each change.
/// </summary>
internal sealed class SecretDocuments() : TableDocuments(SecretsManagerTables.Secrets)
{
    private const string Values = "values";
    private const int LargestInline = 512;
    private const int MostInline = 4;

    public override Snapshot Load(ILiteEngine engine, Snapshot state)
    {
        var values = engine.All(Values).ToDictionary(
            document => document["_id"].AsString, document => ValueOf(document["value"].AsArray), StringComparer.Ordinal);
        return new TableDocuments<Secret>(SecretsManagerTables.Secrets, Write, (scope, name, document) => Read(scope, name, document, values)).Load(engine, state);
    }

    public override void Write(ILiteEngine engine, Change change)
    {
        new TableDocuments<Secret>(SecretsManagerTables.Secrets, Write, (_, _, _) => throw new InvalidOperationException()).Write(engine, change);

        var before = ValuesOf(change.Scope, change.Before as Secret);
        foreach (var (id, value) in ValuesOf(change.Scope, change.After as Secret))
        {
            if (!before.Remove(id, out var kept) || !ReferenceEquals(kept, value))
            {
                engine.Put(Values, new BsonDocument { ["_id"] = id, ["value"] = new BsonArray(Fields(value)) });
            }
        }

        foreach (var gone in before.Keys)
        {
            engine.Remove(Values, gone);
        }
    }

    private static Dictionary<string, EncryptedValue> ValuesOf(Scope scope, Secret? secret) =>
        secret is null ? [] : secret.Versions.Where(version => version.Value is { } value && !IsInline(secret, value))
            .ToDictionary(version => ValueId(scope, secret.Name, version.VersionId), version => version.Value!, StringComparer.Ordinal);

    // A name holds no vertical bar; a version id may hold anything.
    private static string ValueId(Scope scope, string name, string versionId) => $"{IdOf(scope, name)}|{versionId}";

    // A start reads all of them, and what it costs is names and nested documents: the ARN follows from the id and the
    // suffix, absent members are left out, and lists are flat.
    private static BsonDocument Write(Secret secret)
    {
        var document = new BsonDocument
        {
            ["suffix"] = secret.Arn[^SecretArn.SuffixLength..],
            ["created"] = secret.CreatedDate.Write(),
            ["changed"] = secret.LastChangedDate.Write(),
            ["labels"] = new BsonArray(secret.Labels.All.SelectMany(label => new BsonValue[] { label.Label, label.VersionId })),
            ["versions"] = new BsonArray(secret.Versions.Select(version => new BsonArray(Fields(secret, version)))),
        };
        document.WriteUnlessNull("description", secret.Description);
        document.WriteUnlessNull("tags", secret.Tags is { } tags ? new BsonArray(tags.SelectMany(tag => new BsonValue[] { tag.Key, tag.Value })) : null);
        document.WriteUnlessNull("policy", secret.ResourcePolicy?.Text);
        document.WriteUnlessNull("kmsKey", secret.KmsKeyId);
        document.WriteUnlessNull("accessed", secret.LastAccessedDate.Write());
        document.WriteUnlessNull("deleted", secret.DeletedDate.Write());
        document.WriteUnlessNull("deletion", secret.DeletionDate.Write());
        document.WriteUnlessNull("owner", secret.OwningService);
        document.WriteUnlessNull("replicaOf", secret.ReplicaOf);
        document.WriteUnlessNull("replicas", secret.Replicas.IsEmpty ? null : new BsonArray(secret.Replicas.Select(replica => new BsonArray(Fields(replica)))));
        document.WriteUnlessNull("rotation", secret.Rotation is { } rotation ? new BsonArray(Fields(rotation)) : null);
        return document;
    }

    // Id, dates, and the value where it is small; where it has a document of its own, true; null where there is none.
    private static BsonValue[] Fields(Secret secret, SecretVersion version) =>
    [
        version.VersionId,
        version.CreatedDate.Write(),
        version.LastAccessedDate.Write(),
        version.Value is not { } value ? BsonValue.Null : IsInline(secret, value) ? new BsonArray(Fields(value)) : new BsonValue(true),
    ];

    private static IEnumerable<BsonValue> Fields(EncryptedValue value) =>
    [
        (int)value.Kind,
        value.Ciphertext.Write(),
        .. value.DataKeys.SelectMany(key => new BsonValue[] { key.KeyArn, key.CiphertextBlob.Write() }),
    ];

    private static Secret Read(Scope scope, string name, BsonDocument document, Dictionary<string, EncryptedValue> values)
    {
        var versions = document["versions"].AsArray;
        return new Secret
        {
            Arn = SecretArn.For(scope.Region, scope.Account, name, document["suffix"].AsString),
            Name = name,
            Description = document["description"].ReadTextOrNull(),
            Tags = document["tags"] is BsonArray tags ? [.. Pairs(tags).Select(tag => new SecretTag(tag.One.AsString, tag.Other.AsString))] : null,
            ResourcePolicy = document["policy"].ReadTextOrNull() is { } policy ? PolicyText.OfResource(policy) : null,
            KmsKeyId = document["kmsKey"].ReadTextOrNull(),
            CreatedDate = document["created"].ReadTime(),
            LastChangedDate = document["changed"].ReadTime(),
            LastAccessedDate = document["accessed"].ReadTimeOrNull(),
            DeletedDate = document["deleted"].ReadTimeOrNull(),
            DeletionDate = document["deletion"].ReadTimeOrNull(),
            OwningService = document["owner"].ReadTextOrNull(),
            ReplicaOf = document["replicaOf"].ReadTextOrNull(),
            Replicas = document["replicas"] is BsonArray replicas ? [.. replicas.Select(replica => ReplicaOf(replica.AsArray))] : [],
            Rotation = document["rotation"] is BsonArray rotation ? RotationOf(rotation) : null,
            Labels = StagingLabels.Of(Pairs(document["labels"].AsArray).Select(label => new StagedLabel(label.One.AsString, label.Other.AsString))),
            Versions = [.. versions.Select(version => VersionOf(version.AsArray, scope, name, values))],
        };
    }

    /// <summary>Work that waits for a replica; its ARN is the document's id.</summary>
    public static BsonDocument Write(ReplicationWork work)
    {
        var document = new BsonDocument { ["primary"] = work.PrimaryRegion, ["task"] = (int)work.Task };
        document.WriteUnlessNull("principal", work.Cause?.PrincipalArn);
        document.WriteUnlessNull("key", work.Cause?.AccessKeyId);
        return document;
    }

    public static ReplicationWork ReadWork(string replicaArn, BsonDocument document) => new(
        replicaArn, document["primary"].AsString, (ReplicationTask)document["task"].AsInt32,
        document["principal"].ReadTextOrNull() is { } principal ? new Cause(principal, document["key"].ReadTextOrNull()) : null);

    private static BsonValue[] Fields(Replica replica) =>
    [
        replica.Region,
        replica.KmsKeyId is { } keyId ? keyId : BsonValue.Null,
        replica.Overwrites,
        (int)replica.Status,
        replica.StatusMessage is { } message ? message : BsonValue.Null,
    ];

    private static Replica ReplicaOf(BsonArray fields) => new(fields[0].AsString, fields[1].ReadTextOrNull(), fields[2].AsBoolean)
    {
        Status = (ReplicaStatus)fields[3].AsInt32, StatusMessage = fields[4].ReadTextOrNull(),
    };

    private static BsonValue[] Fields(SecretRotation rotation) =>
    [
        rotation.IsEnabled,
        rotation.LambdaArn is { } function ? function : BsonValue.Null,
        rotation.LastRotatedDate.Write(),
        rotation.NextRotationDate.Write(),
        rotation.Attempts,
        rotation.Rules is { } rules ? new BsonArray(Fields(rules)) : BsonValue.Null,
    ];

    private static BsonValue[] Fields(RotationRules rules) =>
    [
        rules.AutomaticallyAfterDays is { } days ? days : BsonValue.Null,
        rules.ScheduleExpression is { } expression ? expression : BsonValue.Null,
        rules.Duration is { } duration ? duration : BsonValue.Null,
        rules.CalculatedDays is { } calculated ? calculated : BsonValue.Null,
    ];

    private static SecretRotation RotationOf(BsonArray fields) => new()
    {
        IsEnabled = fields[0].AsBoolean,
        LambdaArn = fields[1].ReadTextOrNull(),
        LastRotatedDate = fields[2].ReadTimeOrNull(),
        NextRotationDate = fields[3].ReadTimeOrNull(),
        Attempts = fields[4].AsInt64,
        Rules = fields[5] is BsonArray rules
            ? new(ReadNumberOrNull(rules[0]), rules[1].ReadTextOrNull(), rules[2].ReadTextOrNull(), ReadNumberOrNull(rules[3]))
            : null,
    };

    private static long? ReadNumberOrNull(BsonValue value) => value.IsNull ? null : value.AsInt64;

    private static SecretVersion VersionOf(BsonArray fields, Scope scope, string name, Dictionary<string, EncryptedValue> values) => new()
    {
        VersionId = fields[0].AsString,
        CreatedDate = fields[1].ReadTime(),
        LastAccessedDate = fields[2].ReadTimeOrNull(),
        Value = fields[3] is BsonArray inline ? ValueOf(inline)
            : fields[3].IsNull ? null
            : values.TryGetValue(ValueId(scope, name, fields[0].AsString), out var value) ? value
            : throw new InvalidDataException($"The value of version {fields[0].AsString} of {name} is lost."),
    };

    private static bool IsInline(Secret secret, EncryptedValue value) =>
        secret.Versions.Length <= MostInline && value.Ciphertext.Length <= LargestInline;

    private static EncryptedValue ValueOf(BsonArray fields) => new(
        (ValueKind)fields[0].AsInt32,
        fields[1].ReadBytes(),
        [.. Pairs(fields, from: 2).Select(key => new WrappedDataKey(key.One.AsString, key.Other.ReadBytes()))]);

    private static IEnumerable<(BsonValue One, BsonValue Other)> Pairs(BsonArray flat, int from = 0)
    {
        for (var i = from; i < flat.Count; i += 2)
        {
            yield return (flat[i], flat[i + 1]);
        }
    }
}
