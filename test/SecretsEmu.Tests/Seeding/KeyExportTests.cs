using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Kms;
using SecretsEmu.State;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Seeding;

public sealed class KeyExportTests
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private const string MaterialId = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Material = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Empty = "{\n  \"secrets\": []\n}\n";

    private static readonly Lazy<string> s_p256 = new(() =>
        Convert.ToBase64String(KeyMaterials.Generate(KeySpecs.Find("ECC_NIST_P256")!, new SecretsEmu.Randomness.SeededRandom(7))));

    private static readonly string[] Texts = ["plain", "<a href='x'>&</a>", "größe 日本", "🔑", "\"\\/", "\0\u0001", "\r\n\t", " "];

    private static readonly string[] Policies =
    [
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"}]}""",
        """{ "Version": "2012-10-17",  "Statement": [ { "Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*" } ] }""",
    ];

    [Test]
    public void An_export_has_a_text_of_its_own_for_everything()
    {
        var state = new SeedState();
        state.Apply($$"""
            { "keys": [{
              "id": "{{Id}}", "alias": "alias/app", "description": "<ä>", "enabled": false, "tags": { "team": "core" }, "rotation": 90,
              "policy": {{Policies[0]}}, "materials": [{ "id": "{{MaterialId}}", "material": "{{Material}}" }],
              "grants": [{ "id": "{{MaterialId}}", "granteePrincipal": "arn:aws:iam::000000000000:role/app", "retiringPrincipal": "arn:aws:iam::000000000000:role/ops",
                "name": "orders", "operations": ["Decrypt", "Encrypt"], "constraints": { "encryptionContextEquals": { "b": "2", "a": "1" } } }]
            }], "secrets": [{ "name": "a", "arnSuffix": "AaAaAa", "kmsKeyId": "alias/app" }] }
            """);

        state.Export(withValues: true).ShouldBe("""
            {
              "keys": [
                {
                  "id": "11111111-2222-4333-8444-555555555555",
                  "account": "000000000000",
                  "region": "us-east-1",
                  "aliases": [
                    "alias/app"
                  ],
                  "description": "<ä>",
                  "policy": {
                    "Version": "2012-10-17",
                    "Statement": [
                      {
                        "Effect": "Allow",
                        "Principal": {
                          "AWS": "arn:aws:iam::000000000000:root"
                        },
                        "Action": "kms:*",
                        "Resource": "*"
                      }
                    ]
                  },
                  "enabled": false,
                  "tags": {
                    "team": "core"
                  },
                  "rotation": 90,
                  "materials": [
                    {
                      "id": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                      "material": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                    }
                  ],
                  "grants": [
                    {
                      "id": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                      "granteePrincipal": "arn:aws:iam::000000000000:role/app",
                      "operations": [
                        "Decrypt",
                        "Encrypt"
                      ],
                      "retiringPrincipal": "arn:aws:iam::000000000000:role/ops",
                      "name": "orders",
                      "constraints": {
                        "encryptionContextEquals": {
                          "a": "1",
                          "b": "2"
                        }
                      }
                    }
                  ]
                }
              ],
              "secrets": [
                {
                  "name": "a",
                  "account": "000000000000",
                  "region": "us-east-1",
                  "arnSuffix": "AaAaAa",
                  "kmsKeyId": "arn:aws:kms:us-east-1:000000000000:alias/app"
                }
              ]
            }

            """);
    }

    [Test]
    public void Without_values_there_is_no_material()
    {
        var state = new SeedState();
        state.Apply($$"""{ "keys": [{ "id": "{{Id}}", "material": "{{Material}}" }] }""");

        var text = state.Export(withValues: false);

        text.ShouldBe("""
            {
              "keys": [
                {
                  "id": "11111111-2222-4333-8444-555555555555",
                  "account": "000000000000",
                  "region": "us-east-1"
                }
              ],
              "secrets": []
            }

            """);
    }

    [Test]
    public void The_key_that_AWS_manages_is_left_out()
    {
        var state = new SeedState();
        state.Apply("""{ "secrets": [{ "name": "a", "string": "one" }] }""");
        state.KeyOf("alias/aws/secretsmanager").IsAwsManaged.ShouldBeTrue();

        state.Export(withValues: true).ShouldNotContain("\"keys\"");
    }

    [TestCase(2)]
    [TestCase(3)]
    public void A_key_that_a_seed_could_not_make_so_is_left_out(int keyState)
    {
        var state = new SeedState();
        state.Apply($$"""{ "keys": [{ "id": "{{Id}}", "alias": "alias/app" }] }""");
        state.Change(state.Key(Id) with { State = (KeyState)keyState });

        state.Export(withValues: true).ShouldBe(Empty);
    }

    [Test]
    public void A_replica_goes_with_its_primary()
    {
        const string MultiRegion = "mrk-11111111222243338444555555555555";
        var state = new SeedState();
        state.Apply($$"""{ "keys": [{ "id": "{{MultiRegion}}" }, { "id": "{{MultiRegion}}", "region": "eu-west-1", "primaryRegion": "us-east-1" }] }""");
        state.Change(state.Key(MultiRegion) with { State = KeyState.PendingReplicaDeletion });

        state.Export(withValues: true).ShouldBe(Empty);
    }

    [Test]
    public void A_secret_under_a_disabled_key_keeps_its_value()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply("""{ "keys": [{ "alias": "alias/off", "enabled": false }], "secrets": [{ "name": "a", "kmsKeyId": "alias/off", "string": "one" }] }""");

        other.Apply(state.Export(withValues: true));

        other.KeyOf("alias/off").State.ShouldBe(KeyState.Disabled);
        other.Change(other.KeyOf("alias/off") with { State = KeyState.Enabled });
        other.Value("a").AsString.ShouldBe("one");
    }

    [Test]
    public void A_secret_under_a_key_that_waits_for_its_deletion_comes_back_under_the_default_key()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply("""{ "keys": [{ "alias": "alias/app" }], "secrets": [{ "name": "a", "kmsKeyId": "alias/app", "string": "one" }] }""");
        state.Change(state.KeyOf("alias/app") with { State = KeyState.PendingDeletion, DeletionDate = SeedState.Now.AddDays(7) });

        other.Apply(state.Export(withValues: true));

        other.Secret("a").KmsKeyId.ShouldBeNull();
        other.Value("a").AsString.ShouldBe("one");
    }

    [Test]
    public void A_secret_whose_key_is_gone_comes_back_without_a_value()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply("""{ "keys": [{ "alias": "alias/app" }], "secrets": [{ "name": "a", "kmsKeyId": "alias/app", "string": "one" }] }""");
        state.Remove(state.KeyOf("alias/app"));

        other.Apply(state.Export(withValues: true));

        (other.Secret("a").KmsKeyId, other.Secret("a").Versions.Length).ShouldBe((null, 0));
    }

    [Test]
    public void What_was_encrypted_before_an_export_is_read_after_it()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply("""{ "keys": [{ "alias": "alias/app" }] }""");
        var ciphertext = state.Encrypt("alias/app", "text");

        other.Apply(state.Export(withValues: true));

        other.Decrypt(ciphertext).ShouldBe("text");
    }

    [Property(MaxTest = 60)]
    public Property What_was_exported_with_values_and_seeded_into_nothing_exports_as_the_same_text() => Prop.ForAll(AnySeed(), seed =>
    {
        var (first, second) = (new SeedState(seed: 7), new SeedState(seed: 8));
        first.Apply(seed);
        var exported = first.Export(withValues: true);

        second.Apply(exported);

        return second.Export(withValues: true) == exported;
    });

    [Property(MaxTest = 60)]
    public Property Keys_aliases_and_grants_come_through_an_export_as_they_were() => Prop.ForAll(AnySeed(), seed =>
    {
        var (first, second) = (new SeedState(seed: 7), new SeedState(seed: 8));
        first.Apply(seed);

        second.Apply(first.Export(withValues: true));

        return Written(first).SequenceEqual(Written(second));
    });

    [Property(MaxTest = 60)]
    public Property Seeding_an_export_into_its_own_state_changes_nothing() => Prop.ForAll(AnySeed(), seed =>
    {
        var state = new SeedState();
        state.Apply(seed);
        var before = state.Snapshot;

        var report = state.Apply(state.Export(withValues: true));

        return report.Created.Count == 0 && ReferenceEquals(state.Snapshot, before);
    });

    // All that a key, an alias and a grant have; the material in clear, since it is wrapped anew each time.
    private static IEnumerable<string> Written(SeedState state)
    {
        foreach (var scope in state.Snapshot.ScopesOf(KmsTables.Keys))
        {
            foreach (var key in state.Snapshot.Rows(KmsTables.Keys, scope).InOrder.Where(key => !key.IsAwsManaged))
            {
                yield return $"{key with { Tags = [], Materials = [] }}";
                yield return string.Join(' ', key.Tags);
                yield return string.Join(' ', key.Materials.Select((material, i) => $"{material.Id} {material.Rotation} {Convert.ToHexString(state.Material(key, i))}"));
            }

            foreach (var alias in state.Snapshot.Rows(KmsTables.Aliases, scope).InOrder.Where(alias => !alias.AliasName.StartsWith("alias/aws/", StringComparison.Ordinal)))
            {
                yield return alias.ToString();
            }

            foreach (var grant in state.Snapshot.Rows(KmsTables.Grants, scope).InOrder)
            {
                yield return $"{grant with { Operations = [], EncryptionContextEquals = null, EncryptionContextSubset = null }} {string.Join(' ', grant.Operations)}";
                yield return $"{Words(grant.EncryptionContextSubset)}; {Words(grant.EncryptionContextEquals)}";
            }
        }

        static string Words(IEnumerable<KeyValuePair<string, string>>? pairs) =>
            pairs is null ? "none" : string.Join(' ', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    private static Arbitrary<string> AnySeed() =>
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
