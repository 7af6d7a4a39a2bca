using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretsEmu.Calls;
using SecretsEmu.Files;
using SecretsEmu.Kms;
using SecretsEmu.Kms.Operations;
using SecretsEmu.Validation;

namespace SecretsEmu.Seeding;

/// <summary>Reads a KMS key of a seed file, with its aliases and grants. AWS's own limits hold, from the shapes of the operations.</summary>
internal static class SeedKeys
{
    private const string Key = "a key";
    private const string Grant = "a grant";

    private static readonly Lazy<Shape> CreateShape = new(() => Shape.Of(KmsJson.Default.CreateKeyRequest));
    private static readonly Lazy<Shape> AliasShape = new(() => Shape.Of(KmsJson.Default.CreateAliasRequest));
    private static readonly Lazy<Shape> RotationShape = new(() => Shape.Of(KmsJson.Default.EnableKeyRotationRequest));
    private static readonly Lazy<Shape> GrantShape = new(() => Shape.Of(KmsJson.Default.CreateGrantRequest));

    public static SeedKey Of(FileNode node)
    {
        node.Members(
            Key, "id", "account", "region", "primaryRegion", "alias", "aliases", "description", "spec", "usage", "policy", "enabled", "tags", "rotation",
            "material", "materials", "grants");
        var (spec, usage) = SpecOf(node);
        var key = new SeedKey(
            node,
            SeedRules.TextOf(node, "id", IsId, "a UUID in lower case, or mrk- and 32 hex digits"),
            SeedRules.AccountOf(node),
            SeedRules.RegionOf(node, "region"),
            SeedRules.RegionOf(node, "primaryRegion"),
            AliasesOf(node),
            node.Find("description")?.Text("description") ?? "",
            spec,
            usage,
            node.Find("policy") is { } policy ? SeedRules.PolicyOf(policy) : null,
            node.Find("enabled") is not { } enabled || SeedRules.Flag(enabled, "enabled"),
            TagsOf(node),
            PeriodOf(node, spec),
            MaterialsOf(node, spec),
            GrantsOf(node));
        RequireLimits(key);
        return key;
    }

    private static void RequireLimits(SeedKey key)
    {
        if (key.Id is null && key.Aliases.Count == 0)
        {
            // Each start would make another one.
            throw key.Node.Error("a key needs an id or an alias.");
        }

        if (key is { Id: { } id, PrimaryRegion: not null } && !id.StartsWith(KeyId.MultiRegionPrefix, StringComparison.Ordinal))
        {
            throw key.Node.Find("id")!.Error("the id of a key with a primaryRegion begins with mrk-.");
        }

        SeedRules.Require(key.Node, ConstraintReport.Of(new CreateKeyRequest { Description = key.Description, Tags = Tag.ListOf(key.Tags) }, CreateShape.Value));
        if (key.Policy is { } policy)
        {
            RequireLimits(key.Node, policy);
        }
    }

    private static void RequireLimits(FileNode node, string policy)
    {
        if (Encoding.UTF8.GetByteCount(policy) > KeyPolicyRules.LargestInBytes)
        {
            throw SeedRules.PolicyTooLong(node);
        }

        if (ConstraintReport.Of(new CreateKeyRequest { Policy = policy }, CreateShape.Value) is not null)
        {
            // AWS's sentence would quote all of it.
            throw node.Find("policy")!.Error("the policy has characters that a key policy cannot have.");
        }
    }

    private static (KeySpecFacts Spec, string Usage) SpecOf(FileNode node)
    {
        var given = node.Find("spec");
        var spec = KeySpecs.Find(given?.Text("spec") ?? KeySpecs.SymmetricDefault)
            ?? throw given!.Error($"spec must be one of {string.Join(", ", KeySpecs.All.Select(facts => facts.Name))}.");
        var asked = node.Find("usage");
        var usage = "";
        SeedRules.Require(asked ?? given ?? node, () => usage = spec.UsageOf(asked?.Text("usage")));
        return usage == KeyUsages.KeyAgreement ? throw asked!.Error("keys for KEY_AGREEMENT are not emulated.") : (spec, usage);
    }

    private static IReadOnlyList<string> AliasesOf(FileNode node)
    {
        if (node.Find("alias") is { } alias)
        {
            return node.Find("aliases") is null ? [AliasOf(alias)] : throw alias.Error("a key has either an alias or aliases.");
        }

        return [.. (node.Find("aliases")?.Items("aliases") ?? []).Select(AliasOf)];
    }

    private static string AliasOf(FileNode node)
    {
        var name = node.Text("an alias");
        try
        {
            AliasRules.RequireUsable(name);
            return ConstraintReport.Of(new CreateAliasRequest { AliasName = name, TargetKeyId = "a key" }, AliasShape.Value) is null ? name : throw NoAlias(node);
        }
        catch (AwsErrorException)
        {
            // AWS has several sentences for this, and none for a reserved name.
            throw NoAlias(node);
        }
    }

    private static FileException NoAlias(FileNode node) =>
        node.Error("an alias must be alias/ and letters, digits, /, _ or -, at most 256 characters, and not begin with alias/aws/.");

    private static ImmutableArray<KeyTag> TagsOf(FileNode node)
    {
        if (node.Find("tags") is not { } tags)
        {
            return [];
        }

        var list = tags.Entries("tags").Select(tag => new Tag { TagKey = tag.Name, TagValue = tag.Value.Text("the value of a tag") }).ToList();
        SeedRules.Require(tags, () => KeyTags.RequireUsable(list));
        return KeyTags.Merge([], list);
    }

    private static int? PeriodOf(FileNode node, KeySpecFacts spec)
    {
        if (node.Find("rotation") is not { } rotation)
        {
            return null;
        }

        // AWS's sentence would speak of days only.
        var days = RotationShape.Value.Find(nameof(EnableKeyRotationRequest.RotationPeriodInDays))!.Constraints.OfType<RangeAttribute>().Single();
        var period = rotation.Kind switch
        {
            JsonTokenType.True => KeyRotation.DefaultPeriodInDays,
            JsonTokenType.False => (int?)null,
            _ => int.TryParse(rotation.Compact(), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && days.Broken(given) is null
                ? given
                : throw rotation.Error($"rotation must be true, or a period of {days.Min} to {days.Max} days."),
        };
        return period is null || spec.Kind == KeyKind.Symmetric ? period : throw rotation.Error("only symmetric encryption keys rotate.");
    }

    private static List<SeedMaterial> MaterialsOf(FileNode node, KeySpecFacts spec)
    {
        if (node.Find("materials") is not { } list)
        {
            return node.Find("material") is { } only ? [new SeedMaterial(only, null, ContentOf(only, spec))] : [];
        }

        if (node.Find("material") is { } other)
        {
            throw other.Error("a key has either a material or materials.");
        }

        var materials = list.Items("materials").Select(item => MaterialOf(item, spec)).ToList();
        var ids = materials.Select(material => material.Id).OfType<string>().ToList();
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
        {
            throw list.Error("two materials have the same id.");
        }

        return materials.Count > 1 && spec.Kind != KeyKind.Symmetric ? throw list.Error("only symmetric encryption keys have several materials.") : materials;
    }

    private static SeedMaterial MaterialOf(FileNode node, KeySpecFacts spec)
    {
        node.Members("a material", "id", "material");
        return new SeedMaterial(
            node,
            SeedRules.TextOf(node, "id", IsHexId, "64 hex digits in lower case"),
            ContentOf(node.Find("material") ?? throw node.Error("an entry of materials needs its material."), spec));
    }

    private static byte[] ContentOf(FileNode node, KeySpecFacts spec)
    {
        var content = SeedRules.Base64(node, "material");
        return KeyMaterials.Fits(spec, content) ? content : throw node.Error(
            spec.IsAsymmetric ? $"the material of a key of spec {spec.Name} must be such a private key, PKCS#8." : $"the material of a key of spec {spec.Name} must be {spec.Bits / 8} bytes.");
    }

    private static List<SeedGrant> GrantsOf(FileNode node)
    {
        var grants = (node.Find("grants")?.Items("grants") ?? []).Select(GrantOf).ToList();
        var ids = grants.Select(grant => grant.Id).OfType<string>().ToList();
        return ids.Distinct(StringComparer.Ordinal).Count() == ids.Count ? grants : throw node.Find("grants")!.Error("two grants have the same id.");
    }

    private static SeedGrant GrantOf(FileNode node)
    {
        node.Members(Grant, "id", "granteePrincipal", "operations", "retiringPrincipal", "name", "constraints");
        var constraints = node.Find("constraints");
        constraints?.Members("constraints", "encryptionContextSubset", "encryptionContextEquals");
        var grant = new SeedGrant(
            node,
            SeedRules.TextOf(node, "id", IsHexId, "64 hex digits in lower case"),
            (node.Find("granteePrincipal") ?? throw node.Error("a grant needs a granteePrincipal.")).Text("granteePrincipal"),
            node.Find("retiringPrincipal")?.Text("retiringPrincipal"),
            node.Find("name")?.Text("name"),
            [.. (node.Find("operations") ?? throw node.Error("a grant needs operations.")).Items("operations").Select(operation => operation.Text("an operation"))],
            PairsOf(constraints?.Find("encryptionContextSubset")),
            PairsOf(constraints?.Find("encryptionContextEquals")));
        RequireLimits(node, grant);
        return grant;
    }

    // What the key's own spec and usage allow is found when it is made: a replica's are its primary's.
    private static void RequireLimits(FileNode node, SeedGrant grant)
    {
        var request = new CreateGrantRequest
        {
            KeyId = "a key",
            GranteePrincipal = grant.GranteePrincipal,
            RetiringPrincipal = grant.RetiringPrincipal,
            Name = grant.Name,
            Operations = grant.Operations,
            Constraints = new() { EncryptionContextEquals = grant.Exact, EncryptionContextSubset = grant.Subset },
        };
        SeedRules.Require(node, ConstraintReport.Of(request, GrantShape.Value));
        SeedRules.Require(node, () => GrantRules.Require(request));
    }

    private static ImmutableDictionary<string, string>? PairsOf(FileNode? node) => node?.Entries("an encryption context")
        .ToImmutableDictionary(pair => pair.Name, pair => pair.Value.Text("a value of an encryption context"), StringComparer.Ordinal);

    // An upper-case UUID would never be found: ids are compared as they are.
    private static bool IsId(string text) => KeyId.Parse(text) is { Kind: KeyIdKind.Key, Region: null } && !text.Any(char.IsAsciiLetterUpper);

    private static bool IsHexId(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
