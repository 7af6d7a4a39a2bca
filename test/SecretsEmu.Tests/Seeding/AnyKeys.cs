using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Kms;

namespace SecretsEmu.Tests.Seeding;

/// <summary>Seeds of any keys, with their grants, a replica and a secret, for the properties of an export.</summary>
internal static class AnyKeys
{
    public const string MaterialId = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    public const string Material = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public static readonly string[] Policies =
    [
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"}]}""",
        """{ "Version": "2012-10-17",  "Statement": [ { "Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*" } ] }""",
    ];

    private static readonly Lazy<string> s_p256 = new(() =>
        Convert.ToBase64String(KeyMaterials.Generate(KeySpecs.Find("ECC_NIST_P256")!, new SecretsEmu.Randomness.SeededRandom(7))));

    private static readonly string[] Texts = ["plain", "<a href='x'>&</a>", "größe 日本", "🔑", "\"\\/", "\0\u0001", "\r\n\t", " "];

    public static Arbitrary<string> AnySeed() =>
        (from keys in AnyKey().ArrayOf()
         from replicated in Gen.Elements(true, false)
         from secretUnder in Gen.Elements(null, "alias/a", "alias/b/c")
         select SeedOf(keys, replicated, secretUnder)).ToArbitrary();

    private static string SeedOf(JsonObject[] keys, bool replicated, string? secretUnder)
    {
        // Each alias at most once, since it says which key it is.
        var distinct = keys.DistinctBy(key => (string)key["alias"]!).Select(key => key.DeepClone()).ToList();
        if (replicated)
        {
            distinct.Add(JsonNode.Parse("""{ "id": "mrk-11111111222243338444555555555555", "region": "eu-west-1", "primaryRegion": "us-east-1", "alias": "alias/replica" }""")!);
            distinct.Add(JsonNode.Parse("""{ "id": "mrk-11111111222243338444555555555555" }""")!);
        }

        var usable = secretUnder is not null && distinct.Exists(key => (string?)key["alias"] == secretUnder && key["spec"] is null);
        var secret = new JsonObject { ["name"] = "a", ["string"] = "one" };
        if (usable)
        {
            secret["kmsKeyId"] = secretUnder;
        }

        return new JsonObject { ["keys"] = new JsonArray([.. distinct]), ["secrets"] = new JsonArray(secret) }.ToJsonString();
    }

    private static Gen<JsonObject> AnyKey() =>
        from alias in Gen.Elements("alias/a", "alias/b/c", "alias/-_9")
        from description in Gen.Elements([null, .. Texts])
        from tags in Gen.SubListOf(Texts)
        from policy in Gen.Elements([null, .. Policies])
        from enabled in Gen.Elements(true, false)
        from kind in Gen.Choose(0, 3)
        from rotation in Gen.Elements<int?>(null, 90, 365)
        from grants in AnyGrant().ArrayOf()
        select Without(new JsonObject
        {
            ["alias"] = alias,
            ["description"] = description,
            ["tags"] = new JsonObject(tags.Select(tag => KeyValuePair.Create(tag, (JsonNode?)JsonValue.Create(tag)))),
            ["policy"] = policy,
            ["enabled"] = enabled,
            ["spec"] = kind switch { 2 => "HMAC_384", 3 => "ECC_NIST_P256", _ => null },
            ["usage"] = kind switch { 2 => "GENERATE_VERIFY_MAC", 3 => "SIGN_VERIFY", _ => null },
            ["rotation"] = kind < 2 ? JsonValue.Create(rotation) : null,
            ["material"] = kind == 3 ? s_p256.Value : null,
            ["materials"] = kind == 1 ? new JsonArray(new JsonObject { ["material"] = Material }, new JsonObject { ["id"] = MaterialId, ["material"] = Material }) : null,
            ["grants"] = new JsonArray([.. grants.Select(grant => grant.DeepClone())]),
        });

    private static Gen<JsonObject> AnyGrant() =>
        from grantee in Gen.Elements("arn:aws:iam::000000000000:role/app", "arn:aws:iam::111122223333:root")
        from retiring in Gen.Elements(null, "arn:aws:iam::000000000000:user/ops")
        from name in Gen.Elements(null, "orders")
        from operations in Gen.SubListOf("DescribeKey", "CreateGrant", "RetireGrant").Where(list => list.Count > 0)
        from subset in Gen.Elements(true, false)
        from pairs in Gen.SubListOf(Texts)
        select Without(new JsonObject
        {
            ["granteePrincipal"] = grantee,
            ["retiringPrincipal"] = retiring,
            ["name"] = name,
            ["operations"] = new JsonArray([.. operations.Select(operation => JsonValue.Create(operation))]),
            ["constraints"] = pairs.Count == 0 ? null : new JsonObject
            {
                [subset ? "encryptionContextSubset" : "encryptionContextEquals"] = new JsonObject(pairs.Select(text => KeyValuePair.Create(text, (JsonNode?)JsonValue.Create(text)))),
            },
        });

    private static JsonObject Without(JsonObject key)
    {
        foreach (var name in key.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            key.Remove(name);
        }

        return key;
    }
}
