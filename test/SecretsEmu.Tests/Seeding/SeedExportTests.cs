using SecretsEmu.State;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Seeding;

public sealed class SeedExportTests
{
    // Texts that meet the escapes of JSON, of HTML and of surrogate pairs.
    private static readonly string[] Texts =
        ["plain", "<a href='x'>&</a>", "größe 日本", "🔑", "\"\\/", "\0\u0001\u001b", "\r\n\t", " ", "\u2028\u2029", "{\"a\": 1}", "\uFEFF", "\uE000\uFFFE"];

    private static readonly string[] Policies =
    [
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"kms:*"}]}""",
        """{ "Version": "2012-10-17",  "Statement": [ { "Effect": "Deny", "Principal": "*", "Action": "kms:*" } ] }""",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:x":["<🔑>","\u00e9",1.50,true]}}}]}""",
    ];

    [Test]
    public void An_export_has_a_text_of_its_own_for_everything()
    {
        var state = new SeedState();
        state.Apply("""
            { "secrets": [
              { "name": "b", "arnSuffix": "BbBbBb", "description": "<ä>", "tags": { "team": "core" }, "policy": { "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "kms:*" }] },
                "versions": [
                  { "versionId": "11111111-1111-4111-8111-111111111111", "stages": ["AWSPREVIOUS"], "string": "old" },
                  { "versionId": "22222222-2222-4222-8222-222222222222", "stages": ["AWSCURRENT", "blue"], "binary": "AAH/" },
                  { "versionId": "33333333-3333-4333-8333-333333333333", "stages": [], "json": { "a": 1 } } ] },
              { "name": "a", "arnSuffix": "AaAaAa", "region": "eu-west-1" } ] }
            """);

        var text = state.Export(withValues: true);

        text.ShouldBe("""
            {
              "secrets": [
                {
                  "name": "a",
                  "account": "000000000000",
                  "region": "eu-west-1",
                  "arnSuffix": "AaAaAa"
                },
                {
                  "name": "b",
                  "account": "000000000000",
                  "region": "us-east-1",
                  "arnSuffix": "BbBbBb",
                  "description": "<ä>",
                  "tags": {
                    "team": "core"
                  },
                  "policy": {
                    "Version": "2012-10-17",
                    "Statement": [
                      {
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "kms:*"
                      }
                    ]
                  },
                  "versions": [
                    {
                      "versionId": "11111111-1111-4111-8111-111111111111",
                      "stages": [
                        "AWSPREVIOUS"
                      ],
                      "string": "old"
                    },
                    {
                      "versionId": "22222222-2222-4222-8222-222222222222",
                      "stages": [
                        "AWSCURRENT",
                        "blue"
                      ],
                      "binary": "AAH/"
                    },
                    {
                      "versionId": "33333333-3333-4333-8333-333333333333",
                      "stages": [],
                      "string": "{\"a\":1}"
                    }
                  ]
                }
              ]
            }

            """);
    }

    [Test]
    public void Without_values_there_are_no_versions()
    {
        var state = new SeedState();
        state.Apply("""{ "secrets": [{ "name": "a", "arnSuffix": "AaAaAa", "string": "hunter2" }] }""");

        var text = state.Export(withValues: false);

        text.ShouldBe("""
            {
              "secrets": [
                {
                  "name": "a",
                  "account": "000000000000",
                  "region": "us-east-1",
                  "arnSuffix": "AaAaAa"
                }
              ]
            }

            """);
    }

    [Test]
    public void Nothing_exports_as_an_empty_seed()
    {
        new SeedState().Export(withValues: true).ShouldBe("{\n  \"secrets\": []\n}\n");
    }

    [Test]
    public void Secrets_that_wait_for_their_deletion_are_left_out()
    {
        var state = new SeedState();
        state.Apply("""{ "secrets": [{ "name": "a", "string": "one" }] }""");
        state.Change(state.Secret("a") with { DeletedDate = SeedState.Now, DeletionDate = SeedState.Now.AddDays(7) });

        var text = state.Export(withValues: true);

        text.ShouldBe("{\n  \"secrets\": []\n}\n");
    }

    [Test]
    public void Tags_that_were_all_removed_stay_an_empty_set()
    {
        var state = new SeedState();
        state.Apply("""{ "secrets": [{ "name": "a", "tags": {} }] }""");
        var other = new SeedState(seed: 8);

        other.Apply(state.Export(withValues: true));

        other.Secret("a").Tags!.Value.ShouldBeEmpty();
    }

    [Property(MaxTest = 60)]
    public Property What_was_exported_with_values_and_seeded_into_nothing_exports_as_the_same_text() => Prop.ForAll(AnySeed(), SeedState.ExportsAsTheSameText);

    [Property(MaxTest = 60)]
    public Property Values_and_policies_come_through_an_export_as_they_were() => Prop.ForAll(AnySeed(), seed =>
    {
        var (first, second) = (new SeedState(seed: 7), new SeedState(seed: 8));
        first.Apply(seed);

        var report = second.Apply(first.Export(withValues: true));

        return report.Created.All(arn => Kept(first, second, arn));
    });

    [Property(MaxTest = 60)]
    public Property Seeding_an_export_into_its_own_state_changes_nothing() => Prop.ForAll(AnySeed(), SeedState.SeedingItsExportChangesNothing);

    private static bool Kept(SeedState first, SeedState second, string arn)
    {
        SecretsEmu.SecretsManager.SecretArn.TryParse(arn, out var parts).ShouldBeTrue();
        var scope = new Scope(parts.Account, parts.Region);
        var (before, after) = (first.Secret(parts.Name, scope), second.Secret(parts.Name, scope));
        return before.Arn == after.Arn
            && before.ResourcePolicy?.Text == after.ResourcePolicy?.Text
            && before.Description == after.Description
            && before.OwningService == after.OwningService
            && before.Rotation == after.Rotation
            && (before.Tags ?? []).SequenceEqual(after.Tags ?? [])
            && before.Versions.Select(version => version.VersionId).SequenceEqual(after.Versions.Select(version => version.VersionId))
            && before.Versions.All(version => before.Labels.LabelsOf(version.VersionId).SequenceEqual(after.Labels.LabelsOf(version.VersionId)))
            && (scope != SeedState.Default || before.Versions.IsEmpty || first.Value(parts.Name).IsSameAs(second.Value(parts.Name)));
    }

    private static Arbitrary<string> AnySeed() =>
        AnySecret().ArrayOf().Select(secrets => new JsonObject
        {
            ["secrets"] = new JsonArray([.. secrets.DistinctBy(secret => $"{secret["account"]} {secret["region"]} {secret["name"]}").Select(secret => secret.DeepClone())]),
        }.ToJsonString()).ToArbitrary();

    private static Gen<JsonObject> AnySecret() =>
        from name in Gen.Elements("a", "b/c", "x-AbCdEf", "A", "-/_+=.@!")
        from account in Gen.Elements("000000000000", "111122223333")
        from region in Gen.Elements("us-east-1", "eu-west-1", "cn-north-1")
        from suffix in Gen.Elements(null, "AbCdEf")
        from description in Gen.Elements([null, .. Texts])
        from tags in Gen.SubListOf(Texts)
        from policy in Gen.Elements([null, .. Policies])
        from versions in AnyValue().ArrayOf()
        from current in Gen.Choose(-1, versions.Length - 1)
        from labels in Gen.SubListOf("AWSPREVIOUS", "AWSPENDING", "blue", "🔑")
        from owner in Gen.Elements(null, null, "rds", "opsworks-cm")
        from rotation in Gen.OneOf(Gen.Constant((JsonObject?)null), AnyRotation(region, isOwned: owner is not null).Select(rotation => (JsonObject?)rotation))
        select Without(new JsonObject
        {
            ["name"] = name,
            ["account"] = account,
            ["region"] = region,
            ["arnSuffix"] = suffix,
            ["owningService"] = owner,
            ["description"] = description,
            ["tags"] = tags.Count == 1 ? null : new JsonObject(tags.Select(tag => KeyValuePair.Create(tag, (JsonNode?)JsonValue.Create(tag)))),
            ["policy"] = policy,
            ["rotation"] = rotation?.DeepClone(),
            ["versions"] = new JsonArray([.. versions.Select((version, i) => Staged(version, i, current, labels))]),
        });

    private static Gen<JsonObject> AnyRotation(string region, bool isOwned) =>
        from function in Gen.Elements(isOwned ? new string?[] { null, "f" } : ["f", "f:live"])
        from days in Gen.Elements<int?>(null, 1, 30, 1000)
        from expression in Gen.Elements(null, "rate(4 hours)", "rate(999 days)", "cron(0 /8 * * ? *)", "cron(0 8 ? FEB,aug TUE#2 *)")
        from duration in Gen.Elements(null, "1h", "04h")
        from enabled in Gen.Elements<bool?>(null, true, false)
        select Without(new JsonObject
        {
            ["function"] = function is null ? null : $"arn:{Scope.PartitionOf(region)}:lambda:{region}:000000000000:function:{function}",
            ["automaticallyAfterDays"] = expression is null ? days : null,
            ["scheduleExpression"] = expression,
            ["duration"] = duration,
            ["enabled"] = enabled,
        });

    private static Gen<JsonObject> AnyValue() => Gen.OneOf(
        Gen.Elements(Texts).Select(text => new JsonObject { ["string"] = text }),
        Gen.Elements(Texts).Select(text => new JsonObject { ["json"] = new JsonObject { [text] = text } }),
        ArbMap.Default.GeneratorFor<byte[]>().Where(bytes => bytes is { Length: > 0 }).Select(bytes => new JsonObject { ["binary"] = Convert.ToBase64String(bytes) }));

    // A negative current leaves the stages to the seed.
    private static JsonNode Staged(JsonObject version, int position, int current, IList<string> labels)
    {
        var staged = version.DeepClone();
        if (current >= 0)
        {
            var own = labels.Where((_, i) => i % (current + 1) == position).Concat(position == current ? ["AWSCURRENT"] : []);
            staged["stages"] = new JsonArray([.. own.Select(label => JsonValue.Create(label))]);
        }

        return staged;
    }

    private static JsonObject Without(JsonObject secret)
    {
        foreach (var name in secret.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            secret.Remove(name);
        }

        return secret;
    }
}
