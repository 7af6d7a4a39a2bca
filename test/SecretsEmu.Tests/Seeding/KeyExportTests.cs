using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Kms;
using SecretsEmu.State;
using static SecretsEmu.Tests.Seeding.AnyKeys;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Seeding;

public sealed class KeyExportTests
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private const string Empty = "{\n  \"secrets\": []\n}\n";

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
    public void A_replica_under_a_key_that_is_left_out_comes_back_under_the_default_key_of_its_region()
    {
        var (state, other) = (new SeedState(), new SeedState(seed: 8));
        state.Apply("""
            {
              "keys": [{ "alias": "alias/there", "region": "eu-west-1" }, { "alias": "alias/gone", "region": "us-west-2" }],
              "secrets": [{ "name": "a", "replicas": [{ "region": "eu-west-1", "kmsKeyId": "alias/there" }, { "region": "us-west-2", "kmsKeyId": "alias/gone" }] }]
            }
            """);
        state.Change(state.KeyOf("alias/gone", SeedState.Default with { Region = "us-west-2" }) with { State = KeyState.PendingDeletion });

        other.Apply(state.Export(withValues: true));

        other.Secret("a").Replicas.Select(replica => (replica.Region, replica.KmsKeyId)).ShouldBe(
            [("eu-west-1", "arn:aws:kms:eu-west-1:000000000000:alias/there"), ("us-west-2", null)]);
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
    public Property What_was_exported_with_values_and_seeded_into_nothing_exports_as_the_same_text() => Prop.ForAll(AnySeed(), SeedState.ExportsAsTheSameText);

    [Property(MaxTest = 60)]
    public Property Keys_aliases_and_grants_come_through_an_export_as_they_were() => Prop.ForAll(AnySeed(), seed =>
    {
        var (first, second) = (new SeedState(seed: 7), new SeedState(seed: 8));
        first.Apply(seed);

        second.Apply(first.Export(withValues: true));

        return Written(first).SequenceEqual(Written(second));
    });

    [Property(MaxTest = 60)]
    public Property Seeding_an_export_into_its_own_state_changes_nothing() => Prop.ForAll(AnySeed(), SeedState.SeedingItsExportChangesNothing);

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
}
