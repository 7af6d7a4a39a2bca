using SecretsEmu.Files;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.Validation;

namespace SecretsEmu.Seeding;

/// <summary>Reads a secret of a seed file. AWS's own limits hold, from the shapes of the operations.</summary>
internal static class SeedSecrets
{
    private const string Secret = "a secret";
    private const string Version = "a version";

    // The model's limit of OwningServiceType.
    private const int LongestService = 128;

    private static readonly string[] ValueMembers = ["string", "binary", "json"];
    private static readonly Lazy<Shape> CreateShape = new(() => Shape.Of(SecretsManagerJson.Default.CreateSecretRequest));
    private static readonly Lazy<Shape> PutShape = new(() => Shape.Of(SecretsManagerJson.Default.PutSecretValueRequest));
    private static readonly Lazy<Shape> PolicyShape = new(() => Shape.Of(SecretsManagerJson.Default.PutResourcePolicyRequest));

    public static SeedSecret Of(FileNode node)
    {
        node.Members(
            Secret, "name", "account", "region", "arnSuffix", "owningService", "description", "kmsKeyId", "tags", "policy", "rotation", "replicas", "versionId", "versions", "string",
            "binary", "json");
        var owner = SeedRules.TextOf(node, "owningService", IsService, "a service such as rds: small letters, digits and -");
        var secret = new SeedSecret(
            node,
            (node.Find("name") ?? throw node.Error("a secret needs a name.")).Text("name"),
            SeedRules.AccountOf(node),
            SeedRules.RegionOf(node, "region"),
            SeedRules.TextOf(node, "arnSuffix", IsSuffix, "six letters or digits"),
            owner,
            node.Find("description")?.Text("description"),
            node.Find("kmsKeyId")?.Text("kmsKeyId"),
            node.Find("tags")?.Entries("tags").Select(tag => new Tag { Key = tag.Name, Value = tag.Value.Text("the value of a tag") }).ToList(),
            node.Find("policy") is { } policy ? SeedRules.PolicyOf(policy) : null,
            node.Find("rotation") is { } rotation ? SeedRotations.Of(rotation, owner is not null) : null,
            ReplicasOf(node),
            VersionsOf(node));
        RequireLimits(secret);
        return secret;
    }

    private static IReadOnlyList<ReplicaRegionType> ReplicasOf(FileNode node) =>
    [
        .. (node.Find("replicas")?.Items("replicas") ?? []).Select(replica =>
        {
            replica.Members("a replica", "region", "kmsKeyId");
            return new ReplicaRegionType
            {
                Region = SeedRules.RegionOf(replica, "region") ?? throw replica.Error("a replica needs a region."), KmsKeyId = replica.Find("kmsKeyId")?.Text("kmsKeyId"),
            };
        }),
    ];

    private static IReadOnlyList<SeedVersion> VersionsOf(FileNode node)
    {
        if (node.Find("versions") is { } versions)
        {
            return ValueMembers.Append("versionId").Any(name => node.Find(name) is not null)
                ? throw versions.Error("a secret has either versions or a value of its own.")
                : [.. versions.Items("versions").Select(VersionOf)];
        }

        if (ValueOf(node) is { } value)
        {
            return [new SeedVersion(node.Find("versionId")?.Text("versionId"), value, null)];
        }

        return node.Find("versionId") is { } alone ? throw alone.Error("a versionId needs a value: string, binary or json.") : [];
    }

    private static SeedVersion VersionOf(FileNode node)
    {
        node.Members(Version, "versionId", "stages", "string", "binary", "json");
        return new SeedVersion(
            node.Find("versionId")?.Text("versionId"),
            ValueOf(node) ?? throw node.Error("a version needs a value: string, binary or json."),
            node.Find("stages")?.Items("stages").Select(stage => stage.Text("a stage")).ToList());
    }

    private static SecretValue? ValueOf(FileNode node)
    {
        var given = ValueMembers.Where(name => node.Find(name) is not null).ToList();
        if (given.Count > 1)
        {
            throw node.Find(given[1])!.Error($"a value is one of string, binary and json, not {string.Join(" and ", given)}.");
        }

        if (given.Count == 0)
        {
            return null;
        }

        var value = node.Find(given[0])!;
        return given[0] switch
        {
            "string" => SecretValue.Of(value.Text("string")),
            "binary" => SecretValue.Of(SeedRules.Base64(value, "binary")),
            _ => SecretValue.Of(value.Compact()),
        };
    }

    // The limits of a seed are those of the calls that would make the same secret.
    private static void RequireLimits(SeedSecret secret)
    {
        if (SecretNames.Broken(secret.Name) is { } sentence)
        {
            throw secret.Node.Find("name")!.Error(sentence);
        }

        var create = new CreateSecretRequest { Name = secret.Name, Description = secret.Description, KmsKeyId = secret.KmsKeyId, Tags = secret.Tags };
        Require(secret.Node, ConstraintReport.Of(create, CreateShape.Value));
        if (secret.Tags is { } tags)
        {
            var node = secret.Node.Find("tags")!;
            SeedRules.Require(node, () => TagRules.RequireUsable(tags));
            SeedRules.Require(node, () => TagRules.RequireWithinQuota(tags.Count));
        }

        var nodes = secret.Node.Find("versions")?.Items("versions");
        for (var i = 0; i < secret.Versions.Count; i++)
        {
            var version = secret.Versions[i];
            Require(nodes?[i] ?? secret.Node, ConstraintReport.Of(
                new PutSecretValueRequest
                {
                    SecretId = secret.Name,
                    ClientRequestToken = version.VersionId,
                    SecretString = version.Value.AsString,
                    SecretBinary = version.Value.AsBinary,
                    VersionStages = version.Stages is { Count: > 0 } stages ? stages : null,
                },
                PutShape.Value));
        }

        if (secret.Policy is { } policy
            && ConstraintReport.Of(new PutResourcePolicyRequest { SecretId = secret.Name, ResourcePolicy = policy }, PolicyShape.Value) is not null)
        {
            throw SeedRules.PolicyTooLong(secret.Node);
        }

        RequireLabels(secret);
    }

    private static void RequireLabels(SeedSecret secret)
    {
        var node = secret.Node.Find("versions") ?? secret.Node;
        var ids = secret.Versions.Select(version => version.VersionId).OfType<string>().ToList();
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
        {
            throw node.Error("two versions have the same versionId.");
        }

        var labels = secret.Versions.SelectMany(version => version.Stages ?? []).ToList();
        if (labels.Distinct(StringComparer.Ordinal).Count() != labels.Count)
        {
            throw node.Error("a stage stands twice: each is on one version.");
        }

        if (labels.Count > StagingLabels.Quota)
        {
            throw node.Error($"there are more than {StagingLabels.Quota} stages.");
        }

        if (secret.Versions.Any(version => version.Stages is not null) && !labels.Contains(StagingLabels.Current))
        {
            throw node.Error($"one version must have the stage {StagingLabels.Current}.");
        }
    }

    // The sentence is about the call that the seed stands for; its reader knows the members of the seed.
    private static void Require(FileNode node, string? broken) =>
        SeedRules.Require(node, broken?.Replace("'clientRequestToken'", "'versionId'", StringComparison.Ordinal)
            .Replace("'versionStages'", "'stages'", StringComparison.Ordinal)
            .Replace("'secretString'", "'string'", StringComparison.Ordinal)
            .Replace("'secretBinary'", "'binary'", StringComparison.Ordinal));

    private static bool IsService(string text) =>
        text.Length is > 0 and <= LongestService && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    private static bool IsSuffix(string text) => text.Length == SecretArn.SuffixLength && text.All(char.IsAsciiLetterOrDigit);
}
