using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class DescribeSecretTests
{
    // Types

    [TestCase("""{"SecretId":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":true}""", "TRUE_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":["db"]}""", "Start of list found where not expected")]
    [TestCase("""{"SecretId":{"Name":"db"}}""", "Start of structure or map found where not expected.")]
    public async Task A_SecretId_of_another_type_cannot_be_read(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("DescribeSecret", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [TestCase("{}")]
    [TestCase("""{"SecretId":null}""")]
    public async Task A_SecretId_is_required(string body)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("DescribeSecret", body);

        answer.ShouldBeValidationError("1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null");
    }

    [Test]
    public async Task A_SecretId_of_2049_characters_is_too_long()
    {
        await using var emulator = await Emulator.Start();
        var id = new string('a', 2049);

        var answer = await emulator.Secrets.Describe(id);

        answer.ShouldBeValidationError($"1 validation error detected: Value '{id}' at 'secretId' failed to satisfy constraint: Member must have length less than or equal to 2048");
    }

    [TestCase("")]
    [TestCase("Inv Name")]
    [TestCase(" Inv Name")]
    [TestCase(" Inv*Name? ")]
    [TestCase(" Inv *?!]Name\\-")]
    public async Task A_SecretId_with_other_characters_gets_the_name_sentence(string id)
    {
        // Verified: localstack's recordings; the empty one by terraform-provider-aws #39406
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Describe(id);

        answer.ShouldBeValidationError("Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
    }

    // Behaviour

    [Test]
    public async Task A_secret_without_value_has_no_member_beyond_its_name_and_dates()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var created = await emulator.Secrets.Create("db", more: new JsonObject { ["Description"] = "" });

        var answer = await emulator.Secrets.Describe("db");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","CreatedDate":1.7698464E9,"LastChangedDate":1.7698464E9,"Name":"db"}""");
    }

    [Test]
    public async Task A_secret_with_everything_shows_everything_in_alphabetical_order()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var created = await emulator.Secrets.Create("db", "one", token: "11111111-1111-1111-1111-111111111111", more: new JsonObject
        {
            ["Description"] = "of the orders", ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "team", ["Value"] = "" }),
        });
        await emulator.Secrets.PutValue("db", "two", token: "22222222-2222-2222-2222-222222222222");
        await emulator.Secrets.GetValue("db");

        var answer = await emulator.Secrets.Describe(created.Text("ARN"));

        answer.Body.ShouldBe(
            $$$"""
            {"ARN":"{{{created.Text("ARN")}}}","CreatedDate":1.7698464E9,"Description":"of the orders","LastAccessedDate":1.7698176E9,
            "LastChangedDate":1.7698464E9,"Name":"db","Tags":[{"Key":"team","Value":""}],
            "VersionIdsToStages":{"11111111-1111-1111-1111-111111111111":["AWSPREVIOUS"],"22222222-2222-2222-2222-222222222222":["AWSCURRENT"]}}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    [Test]
    public async Task Versions_without_a_label_are_left_out()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", token: "11111111-1111-1111-1111-111111111111");
        await emulator.Secrets.PutValue("db", "two", token: "22222222-2222-2222-2222-222222222222");
        await emulator.Secrets.PutValue("db", "three", token: "33333333-3333-3333-3333-333333333333");

        var answer = await emulator.Secrets.Describe("db");

        answer.Json.GetProperty("VersionIdsToStages").GetRawText().ShouldBe(
            """{"22222222-2222-2222-2222-222222222222":["AWSPREVIOUS"],"33333333-3333-3333-3333-333333333333":["AWSCURRENT"]}""");
    }

    [Test]
    public async Task A_scheduled_secret_shows_when_its_deletion_was_asked_for_and_keeps_its_stages()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var created = await emulator.Secrets.Create("db", "one", token: "11111111-1111-1111-1111-111111111111");
        emulator.Wall.Advance(TimeSpan.FromHours(1));
        await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7 });

        var answer = await emulator.Secrets.Describe("db");

        answer.Body.ShouldBe(
            $$$"""
            {"ARN":"{{{created.Text("ARN")}}}","CreatedDate":1.7698464E9,"DeletedDate":1.76985E9,"LastChangedDate":1.7698464E9,"Name":"db",
            "VersionIdsToStages":{"11111111-1111-1111-1111-111111111111":["AWSCURRENT"]}}
            """.Replace("\n", "", StringComparison.Ordinal));
    }

    [Test]
    public async Task An_unknown_name_is_not_found()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Describe("nowhere");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_name_does_not_cross_regions_or_accounts()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var elsewhere = await emulator.Secrets.As(region: "eu-west-1").Describe("db");
        var another = await emulator.Secrets.As(accessKey: "111122223333").Describe("db");

        elsewhere.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        another.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_full_ARN_crosses_accounts_but_not_regions()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db", "one")).Text("ARN");
        await emulator.Secrets.LetIn("db", "111122223333");

        var another = await emulator.Secrets.As(accessKey: "111122223333").Describe(arn);
        var elsewhere = await emulator.Secrets.As(region: "eu-west-1").Describe(arn);

        another.Text("ARN").ShouldBe(arn);
        elsewhere.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [TestCase("Valid/_+=.@-Name")]
    [TestCase("Valid/_+=.@-Name-a1b2")]
    [TestCase("Valid/_+=.@-Name-a1b2c3-")]
    public async Task A_partial_ARN_finds_the_secret_of_exactly_that_name(string name)
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create(name, "one");
        await emulator.Secrets.Create(name + "-AbCdEf", "two");

        var answer = await emulator.Secrets.Describe("arn:aws:secretsmanager:us-east-1:000000000000:secret:" + name);

        answer.Text("Name").ShouldBe(name);
    }

    [Test]
    public async Task A_partial_ARN_of_a_name_that_ends_like_a_suffix_is_not_found()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("Invalid/_+=.@-Name-a1b2c3", "one");

        var answer = await emulator.Secrets.Describe("arn:aws:secretsmanager:us-east-1:000000000000:secret:Invalid/_+=.@-Name-a1b2c3");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
}
