using System.Text.Json.Nodes;
using static SecretsEmu.WireTests.SecretsClient;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class GetSecretValueTests
{
    // Types

    [TestCase("""{"SecretId":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":{"Ref":"db"}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"SecretId":"db","VersionId":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","VersionStage":["AWSCURRENT"]}""", "Start of list found where not expected")]
    public async Task A_member_of_another_JSON_type_is_a_serialization_error(string body, string sentence)
    {
        var answer = await TableEmulator.Call("GetSecretValue", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [TestCase("{}", "Value null at 'secretId' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"SecretId":null}""", "Value null at 'secretId' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"SecretId":"db","VersionId":"short"}""", "Value 'short' at 'versionId' failed to satisfy constraint: Member must have length greater than or equal to 32")]
    [TestCase("""{"SecretId":"db","VersionId":""}""", "Value '' at 'versionId' failed to satisfy constraint: Member must have length greater than or equal to 32")]
    [TestCase("""{"SecretId":"db","VersionStage":""}""", "Value '' at 'versionStage' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task A_broken_constraint_is_named(string body, string sentence)
    {
        var answer = await TableEmulator.Call("GetSecretValue", body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [Test]
    public async Task A_SecretId_has_at_most_2048_characters()
    {
        var id = new string('n', 2049);

        var answer = await TableEmulator.Call("GetSecretValue", $$"""{"SecretId":"{{id}}"}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{id}' at 'secretId' failed to satisfy constraint: Member must have length less than or equal to 2048");
    }

    [TestCase("Inv Name")]
    [TestCase(" Inv Name")]
    [TestCase(" Inv*Name? ")]
    [TestCase(@" Inv *?!]Name\\-")]
    [TestCase("")]
    [TestCase("ARN:aws")]
    public async Task A_name_with_other_characters_is_invalid(string name)
    {
        var answer = await TableEmulator.Call("GetSecretValue", $$"""{"SecretId":"{{name}}"}""");

        answer.ShouldBeValidationError(
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
    }

    // Behaviour

    [Test]
    public async Task An_unknown_name_is_not_found()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.GetValue("nowhere");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_string_comes_back_with_version_stages_and_date()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00.123Z");
        var created = await emulator.Secrets.Create("db", "my_secret", Version(1));

        var answer = await emulator.Secrets.GetValue("db");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe(
            $$"""{"ARN":"{{created.Text("ARN")}}","CreatedDate":1.769846400123E9,"Name":"db","SecretString":"my_secret","VersionId":"v1-00000000000000000000000000000","VersionStages":["AWSCURRENT"]}""");
    }

    [Test]
    public async Task A_binary_comes_back_in_base64()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", token: Version(1), more: new JsonObject { ["SecretBinary"] = "Zm9vdGVzdA==" });

        var answer = await emulator.Secrets.GetValue("db");

        answer.Body.ShouldBe(
            $$"""{"ARN":"{{created.Text("ARN")}}","CreatedDate":1.7698464E9,"Name":"db","SecretBinary":"Zm9vdGVzdA==","VersionId":"v1-00000000000000000000000000000","VersionStages":["AWSCURRENT"]}""");
    }

    [Test]
    public async Task Text_leaves_as_it_is_with_no_escapes_but_the_needed_ones()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "<a href='x'>&+ü€</a>\"\\\n");

        var answer = await emulator.Secrets.GetValue("db");

        answer.Body.ShouldContain("""
            "SecretString":"<a href='x'>&+ü€</a>\"\\\n",
            """.Trim());
    }

    [Test]
    public async Task A_secret_without_versions_has_no_value_under_AWSCURRENT()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var answer = await emulator.Secrets.GetValue("db");

        answer.ShouldBeError(
            "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
    }

    [TestCase("AWSPREVIOUS")]
    [TestCase("AWSPENDING")]
    [TestCase("awscurrent")]
    [TestCase("custom")]
    public async Task A_stage_that_no_version_has_is_not_found(string stage)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.GetValue("db", stage: stage);

        answer.ShouldBeError("ResourceNotFoundException", $"Secrets Manager can't find the specified secret value for staging label: {stage}");
    }

    [Test]
    public async Task A_version_that_does_not_exist_is_not_found()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));

        var answer = await emulator.Secrets.GetValue("db", versionId: Version(2));

        answer.ShouldBeError(
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret value for VersionId: v2-00000000000000000000000000000");
    }

    [Test]
    public async Task A_version_that_does_not_exist_is_not_found_with_a_stage_too()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));

        var answer = await emulator.Secrets.GetValue("db", Version(2), "AWSCURRENT");

        answer.ShouldBeError(
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret value for VersionId: v2-00000000000000000000000000000");
    }

    [TestCase("AWSPREVIOUS")]
    [TestCase("nowhere")]
    public async Task A_stage_that_is_not_on_the_version_is_refused(string stage)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", token: Version(2));

        var answer = await emulator.Secrets.GetValue("db", Version(2), stage);

        answer.ShouldBeError("InvalidRequestException", "You provided a VersionStage that is not associated to the provided VersionId.");
    }

    [Test]
    public async Task A_version_is_found_by_id_and_by_stage_and_by_both()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", token: Version(2));

        var byId = await emulator.Secrets.GetValue("db", Version(1));
        var byStage = await emulator.Secrets.GetValue("db", stage: "AWSPREVIOUS");
        var byBoth = await emulator.Secrets.GetValue("db", Version(1), "AWSPREVIOUS");

        byId.Text("SecretString").ShouldBe("one");
        byStage.Body.ShouldBe(byId.Body);
        byBoth.Body.ShouldBe(byId.Body);
    }

    [Test]
    public async Task A_deprecated_version_is_read_by_id_and_shows_no_stages()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", token: Version(2));
        await emulator.Secrets.PutValue("db", "three", token: Version(3));

        var answer = await emulator.Secrets.GetValue("db", Version(1));

        answer.Text("SecretString").ShouldBe("one");
        answer.Has("VersionStages").ShouldBeFalse();
    }

    [Test]
    public async Task PutSecretValue_with_AWSPENDING_leaves_AWSCURRENT_where_it_was()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T00:00:00Z", seed: 7);
        var first = await emulator.Secrets.Create("db/password", "one");

        await emulator.Secrets.PutValue("db/password", "two", stages: ["AWSPENDING"]);

        (await emulator.Secrets.GetValue("db/password")).Text("VersionId").ShouldBe(first.Text("VersionId"));
    }

    [Test]
    public async Task A_read_sets_the_day_of_access_of_the_secret_and_of_the_version()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T23:59:59Z");
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", token: Version(2));

        await emulator.Secrets.GetValue("db");

        (await emulator.Secrets.Describe("db")).Json.GetProperty("LastAccessedDate").GetRawText().ShouldBe("1.7698176E9");
        var versions = (await emulator.Client.Call("ListSecretVersionIds", """{"SecretId":"db"}""")).Json.GetProperty("Versions");
        versions[0].TryGetProperty("LastAccessedDate", out _).ShouldBeFalse();
        versions[1].GetProperty("LastAccessedDate").GetRawText().ShouldBe("1.7698176E9");
    }

    [Test]
    public async Task A_second_read_on_the_same_day_leaves_the_date_and_one_on_the_next_day_moves_it()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T00:00:00Z");
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.GetValue("db");
        var first = await emulator.Secrets.Describe("db");

        emulator.Wall.Advance(TimeSpan.FromHours(23));
        await emulator.Secrets.GetValue("db");
        var sameDay = await emulator.Secrets.Describe("db");
        emulator.Wall.Advance(TimeSpan.FromHours(1));
        await emulator.Secrets.GetValue("db");
        var nextDay = await emulator.Secrets.Describe("db");

        sameDay.Body.ShouldBe(first.Body);
        nextDay.Json.GetProperty("LastAccessedDate").GetRawText().ShouldBe("1.769904E9");
    }

    [Test]
    public async Task A_refused_read_sets_no_date()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        await emulator.Secrets.GetValue("db", stage: "AWSPENDING");

        (await emulator.Secrets.Describe("db")).Has("LastAccessedDate").ShouldBeFalse();
    }
}
