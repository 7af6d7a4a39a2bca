using SecretsEmu.Files;
using SecretsEmu.Ssm;
using SecretsEmu.Ssm.Operations;
using SecretsEmu.Validation;

namespace SecretsEmu.Seeding;

/// <summary>Reads a parameter of a seed file. AWS's own limits hold, from the shapes and rules of the operations.</summary>
internal static class SeedParameters
{
    private const string Parameter = "a parameter";
    private const string Version = "a version";

    private static readonly string[] ValueMembers = ["value", "json"];
    private static readonly Lazy<Shape> PutShape = new(() => Shape.Of(SsmJson.Default.PutParameterRequest));
    private static readonly Lazy<Shape> LabelShape = new(() => Shape.Of(SsmJson.Default.LabelParameterVersionRequest));

    public static SeedParameter Of(FileNode node)
    {
        node.Members(
            Parameter, "name", "account", "region", "type", "description", "kmsKeyId", "allowedPattern", "tier", "policies", "tags", "firstVersion", "versions",
            "value", "json", "labels");
        var parameter = new SeedParameter(
            node,
            ParameterNames.Normalize((node.Find("name") ?? throw node.Error("a parameter needs a name.")).Text("name")),
            SeedRules.AccountOf(node),
            SeedRules.RegionOf(node, "region"),
            node.Find("type")?.Text("type") ?? ParameterTypes.String,
            node.Find("description")?.Text("description"),
            node.Find("kmsKeyId")?.Text("kmsKeyId"),
            node.Find("allowedPattern")?.Text("allowedPattern"),
            node.Find("tier")?.Text("tier"),
            node.Find("policies")?.Compact(),
            node.Find("tags")?.Entries("tags").Select(tag => new Tag { Key = tag.Name, Value = tag.Value.Text("the value of a tag") }).ToList() ?? [],
            FirstVersionOf(node),
            VersionsOf(node));
        RequireLimits(parameter);
        return parameter;
    }

    private static long FirstVersionOf(FileNode node) =>
        node.Find("firstVersion") is not { } first ? 1
        : first.Number("firstVersion") is > 0 and var number ? number
        : throw first.Error("firstVersion must be 1 or more.");

    private static IReadOnlyList<SeedParameterVersion> VersionsOf(FileNode node)
    {
        if (node.Find("versions") is not { } versions)
        {
            return [VersionOf(node)];
        }

        if (ValueMembers.Append("labels").Any(name => node.Find(name) is not null))
        {
            throw versions.Error("a parameter has either versions or a value of its own.");
        }

        var items = versions.Items("versions");
        return items.Count is 0 or > PutParameter.VersionsKept
            ? throw versions.Error($"a parameter has 1 to {PutParameter.VersionsKept} versions.")
            : [.. items.Select(item =>
            {
                item.Members(Version, "value", "json", "labels");
                return VersionOf(item);
            })];
    }

    private static SeedParameterVersion VersionOf(FileNode node)
    {
        if (ValueMembers.All(name => node.Find(name) is not null))
        {
            throw node.Find("json")!.Error("a value is one of value and json, not both.");
        }

        var labels = node.Find("labels")?.Items("labels").Select(LabelOf).ToList() ?? [];
        if (labels.Count > 0)
        {
            Require(node.Find("labels")!, ConstraintReport.Of(new LabelParameterVersionRequest { Name = "name", Labels = labels }, LabelShape.Value));
        }

        return new(node.Find("value")?.Text("value") ?? node.Find("json")?.Compact(), labels);
    }

    private static string LabelOf(FileNode node)
    {
        var label = node.Text("a label");
        return ParameterLabels.IsUsable(label) ? label : throw node.Error(
            "a label is letters, digits, '.', '-' and '_', and begins neither with a digit nor with aws or ssm.");
    }

    private static void RequireLimits(SeedParameter parameter)
    {
        var node = parameter.Node;
        foreach (var version in parameter.Versions)
        {
            var request = new PutParameterRequest
            {
                Name = parameter.Name,
                Type = parameter.Type,
                Description = parameter.Description,
                KeyId = parameter.KmsKeyId,
                AllowedPattern = parameter.AllowedPattern,
                Tier = parameter.Tier,
                Policies = parameter.Policies,
                Tags = parameter.Tags,
                Value = version.Value ?? ParameterSeeder.NoValue,
            };
            Require(node, ConstraintReport.Of(request, PutShape.Value));
            SeedRules.Require(node, () => PutParameter.Require(request));
        }

        if (parameter.Policies is { } policies)
        {
            SeedRules.Require(node.Find("policies")!, () => ParameterPolicies.Parse(policies));
        }

        var labels = parameter.Versions.SelectMany(version => version.Labels).ToList();
        if (labels.Distinct(StringComparer.Ordinal).Count() != labels.Count)
        {
            throw node.Error("a label stands twice: each is on one version.");
        }
    }

    // The sentence is about the call that the seed stands for; its reader knows the members of the seed.
    private static void Require(FileNode node, string? broken) => SeedRules.Require(node, broken?.Replace("'keyId'", "'kmsKeyId'", StringComparison.Ordinal));
}
