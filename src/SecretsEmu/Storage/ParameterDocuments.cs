using System.Collections.Immutable;
using LiteDB;
using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Storage;

/// <summary>A parameter is one document with its versions: values are small. The values of SecureStrings stand there as ciphertext, all others in clear.</summary>
internal static class ParameterDocuments
{
    public static BsonDocument Write(SsmParameter parameter) => new()
    {
        ["tags"] = new BsonArray(parameter.Tags.SelectMany(tag => new BsonValue[] { tag.Key, tag.Value })),
        ["labels"] = new BsonArray(parameter.Labels.All.SelectMany(label => new BsonValue[] { label.Label, label.Version })),
        ["versions"] = new BsonArray(parameter.Versions.Select(version => new BsonArray(Fields(version)))),
    };

    public static SsmParameter Read(Scope scope, string name, BsonDocument document) => new()
    {
        Name = name,
        Arn = ParameterNames.ArnOf(scope, name),
        Scope = scope,
        Tags = [.. Pairs(document["tags"]).Select(tag => new ParameterTag(tag[0].AsString, tag[1].AsString))],
        Labels = ParameterLabels.Of(Pairs(document["labels"]).Select(label => new LabelledVersion(label[0].AsString, label[1].AsInt64))),
        Versions = [.. document["versions"].AsArray.Select(version => VersionOf(version.AsArray))],
    };

    private static BsonValue[] Fields(SsmParameterVersion version) =>
    [
        version.Version,
        version.Type,
        version.Value.Content,
        version.KeyId,
        version.Description,
        version.AllowedPattern,
        version.Tier,
        version.LastModifiedDate.Write(),
        version.LastModifiedUser,
        new BsonArray(version.Policies.SelectMany(policy => new BsonValue[] { policy.Type, policy.Text })),
    ];

    private static SsmParameterVersion VersionOf(BsonArray fields) => new()
    {
        Version = fields[0].AsInt64,
        Type = fields[1].AsString,
        Value = new(fields[2].AsString),
        KeyId = fields[3].ReadTextOrNull(),
        Description = fields[4].ReadTextOrNull(),
        AllowedPattern = fields[5].ReadTextOrNull(),
        Tier = fields[6].AsString,
        LastModifiedDate = fields[7].ReadTime(),
        LastModifiedUser = fields[8].AsString,
        Policies = [.. Pairs(fields[9]).Select(policy => new ParameterPolicy(policy[0].AsString, policy[1].AsString))],
    };

    private static IEnumerable<BsonValue[]> Pairs(BsonValue flat) => flat.AsArray.Chunk(2);
}
