using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Rotation;
using static SecretsEmu.WireTests.SecretsClient;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>Secrets that another service owns: a seed alone makes them (secretsmanager.md 4.0, 4.6, 4.18).</summary>
public sealed class OwnedSecretTests
{
    private const string Name = "rds!db-1";
    private const string Managed = "You can't perform this operation on the secret because it is managed by rds.";

    [Test]
    public async Task DescribeSecret_and_ListSecrets_show_the_service_and_its_tag()
    {
        await using var emulator = await Start(""", "tags": { "team": "core" }, "rotation": { "automaticallyAfterDays": 7 }""");

        var described = (await emulator.Secrets.Describe(Name)).Json;
        var listed = (await emulator.Secrets.Call("ListSecrets", [], new JsonObject
        {
            ["Filters"] = new JsonArray(new JsonObject { ["Key"] = "tag-key", ["Values"] = new JsonArray("aws:secretsmanager:") }),
        })).Json.GetProperty("SecretList")[0];

        foreach (var secret in (JsonElement[])[described, listed])
        {
            secret.GetProperty("OwningService").GetString().ShouldBe("rds");
            secret.GetProperty("Tags").EnumerateArray().ToDictionary(tag => tag.GetProperty("Key").GetString()!, tag => tag.GetProperty("Value").GetString()).ShouldBe(
                new Dictionary<string, string?> { ["aws:secretsmanager:owningService"] = "rds", ["team"] = "core" }, ignoreOrder: true);
            secret.GetProperty("RotationEnabled").GetBoolean().ShouldBeTrue();
            secret.GetProperty("RotationRules").GetRawText().ShouldBe("""{"AutomaticallyAfterDays":7}""");
            secret.TryGetProperty("RotationLambdaARN", out _).ShouldBeFalse();
            Date(secret, "NextRotationDate").ShouldBe("2026-02-07T23:59:59Z");
        }
    }

    [Test]
    public async Task PutSecretValue_is_refused_and_nothing_changes()
    {
        await using var emulator = await Start();
        var before = await emulator.Secrets.Describe(Name);

        var answer = await emulator.Secrets.PutValue(Name, "two");

        answer.ShouldBeError("InvalidRequestException", Managed);
        (await emulator.Secrets.Describe(Name)).Body.ShouldBe(before.Body);
        (await emulator.Secrets.GetValue(Name)).Text("SecretString").ShouldBe("one");
    }

    [TestCase("SecretString", "two")]
    [TestCase("Description", "mine")]
    public async Task UpdateSecret_is_refused_and_nothing_changes(string member, string value)
    {
        await using var emulator = await Start();
        var before = await emulator.Secrets.Describe(Name);

        var answer = await emulator.Secrets.Update(Name, new JsonObject { [member] = value });

        answer.ShouldBeError("InvalidRequestException", Managed);
        (await emulator.Secrets.Describe(Name)).Body.ShouldBe(before.Body);
    }

    [TestCase("RecoveryWindowInDays", "7")]
    [TestCase("ForceDeleteWithoutRecovery", "true")]
    public async Task DeleteSecret_is_refused_and_nothing_changes(string member, string value)
    {
        await using var emulator = await Start();
        var before = await emulator.Secrets.Describe(Name);

        var answer = await emulator.Secrets.Delete(Name, new JsonObject { [member] = JsonNode.Parse(value) });

        answer.ShouldBeError("InvalidRequestException", Managed);
        (await emulator.Secrets.Describe(Name)).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task RotateSecret_with_rules_alone_plans_the_next_window()
    {
        await using var emulator = await Start();

        var answer = await emulator.Rotate(Name, version: 2, rules: new JsonObject { ["AutomaticallyAfterDays"] = 30 }, immediately: false);

        answer.Body.ShouldBe($$"""{"ARN":"arn:aws:secretsmanager:us-east-1:000000000000:secret:rds!db-1-AbCdEf","Name":"rds!db-1","VersionId":"{{Version(2)}}"}""");
        var described = (await emulator.Secrets.Describe(Name)).Json;
        described.GetProperty("RotationEnabled").GetBoolean().ShouldBeTrue();
        described.GetProperty("RotationRules").GetRawText().ShouldBe("""{"AutomaticallyAfterDays":30}""");
        Date(described, "NextRotationDate").ShouldBe("2026-03-02T23:59:59Z");
        (await emulator.Secrets.Labels(Name)).ShouldBe("v1 [AWSCURRENT]");
        (await emulator.Events(Name)).ShouldBe("");
    }

    [TestCase(null)]
    [TestCase(true)]
    public async Task RotateSecret_at_once_is_not_emulated_and_changes_nothing(bool? immediately)
    {
        await using var emulator = await Start();
        var before = await emulator.Secrets.Describe(Name);

        var answer = await emulator.Rotate(Name, rules: new JsonObject { ["AutomaticallyAfterDays"] = 30 }, immediately: immediately);

        answer.ShouldBeError(
            "UnsupportedOperationException", "secrets-emu does not emulate rotation by the service that owns a secret (rds) yet.", messageKey: "message");
        (await emulator.Secrets.Describe(Name)).Body.ShouldBe(before.Body);
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(60))).ShouldBeEmpty();
    }

    [Test]
    public async Task CancelRotateSecret_switches_rotation_off()
    {
        await using var emulator = await Start(""", "rotation": { "automaticallyAfterDays": 7 }""");

        var answer = await emulator.Secrets.Call("CancelRotateSecret", new JsonObject { ["SecretId"] = Name });

        answer.Body.ShouldBe("""{"ARN":"arn:aws:secretsmanager:us-east-1:000000000000:secret:rds!db-1-AbCdEf","Name":"rds!db-1"}""");
        var described = (await emulator.Secrets.Describe(Name)).Json;
        described.GetProperty("RotationEnabled").GetBoolean().ShouldBeFalse();
        described.GetProperty("RotationRules").GetRawText().ShouldBe("""{"AutomaticallyAfterDays":7}""");
        described.TryGetProperty("NextRotationDate", out _).ShouldBeFalse();
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(60))).ShouldBeEmpty();
    }

    [Test]
    public async Task Its_windows_pass_and_the_clock_says_why()
    {
        await using var emulator = await Start(""", "rotation": { "automaticallyAfterDays": 7 }""");

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(15));

        fired.Select(one => $"{one.At:MM-dd} {one.Outcome}").ShouldBe(
            ["02-07 skipped: rotation by the service that owns a secret is not emulated", "02-14 skipped: rotation by the service that owns a secret is not emulated"]);
        (await emulator.Secrets.Labels(Name)).ShouldBe("v1 [AWSCURRENT]");
    }

    [Test]
    public async Task The_tag_of_the_service_cannot_be_removed_and_does_not_count_among_the_fifty()
    {
        await using var emulator = await Start();
        var fifty = Enumerable.Range(1, 50).Select(number => (JsonNode)new JsonObject { ["Key"] = $"key{number}", ["Value"] = "a" });

        var tagged = await emulator.Secrets.Call("TagResource", new JsonObject { ["SecretId"] = Name, ["Tags"] = new JsonArray([.. fifty]) });
        var untagged = await emulator.Secrets.Call(
            "UntagResource", new JsonObject { ["SecretId"] = Name, ["TagKeys"] = new JsonArray("aws:secretsmanager:owningService") });

        tagged.Status.ShouldBe(200);
        untagged.ShouldBeError("InvalidParameterException", "You can't modify system tags. Tag key: 'aws:secretsmanager:owningService'.");
        (await emulator.Secrets.Describe(Name)).Json.GetProperty("Tags").GetArrayLength().ShouldBe(51);
    }

    private static async Task<Emulator> Start(string members = "")
    {
        var emulator = await Emulator.Start();
        await emulator.Server.SeedAsync(
            $$"""{ "secrets": [{ "name": "{{Name}}", "arnSuffix": "AbCdEf", "owningService": "rds", "versionId": "{{Version(1)}}", "string": "one"{{members}} }] }""");
        return emulator;
    }

    private static string Date(JsonElement secret, string member) =>
        DateTimeOffset.FromUnixTimeSeconds((long)secret.GetProperty(member).GetDouble()).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
