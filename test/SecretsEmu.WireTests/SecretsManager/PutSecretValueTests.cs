using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Rotation;
using static SecretsEmu.WireTests.SecretsClient;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class PutSecretValueTests
{
    private const string Token = "11111111-2222-3333-4444-555555555555";

    // Types

    [TestCase("""{"SecretId":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","SecretString":{"user":"me"}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"SecretId":"db","SecretString":5}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","SecretBinary":false}""", "FALSE_VALUE cannot be converted to Blob")]
    [TestCase("""{"SecretId":"db","VersionStages":"AWSCURRENT"}""", "Unexpected field type")]
    [TestCase("""{"SecretId":"db","VersionStages":{"a":"b"}}""", "Start of structure or map found where not expected.")]
    [TestCase("""{"SecretId":"db","VersionStages":["a",2]}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","VersionStages":[["a"]]}""", "Start of list found where not expected")]
    public async Task A_member_of_another_JSON_type_is_a_serialization_error(string body, string sentence)
    {
        var answer = await TableEmulator.Call("PutSecretValue", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [TestCase("""{"SecretString":"s"}""", "Value null at 'secretId' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"SecretId":"db","SecretString":""}""", "Value at 'secretString' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("""{"SecretId":"db","SecretBinary":""}""", "Value at 'secretBinary' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("""{"SecretId":"db","VersionStages":[]}""", "Value '[]' at 'versionStages' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("""{"SecretId":"db","VersionStages":["a",""]}""", "Value '[a, ]' at 'versionStages' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 256, Member must have length greater than or equal to 1]")]
    [TestCase("""{"SecretId":"db","RotationToken":"short"}""", "Value at 'rotationToken' failed to satisfy constraint: Member must have length greater than or equal to 36")]
    [TestCase("""{"SecretId":"db","RotationToken":"123456789012345678901234567890 123456"}""", @"Value at 'rotationToken' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9\-]+$")]
    public async Task A_broken_constraint_is_named(string body, string sentence)
    {
        var answer = await TableEmulator.Call("PutSecretValue", body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [Test]
    public async Task At_most_20_stages_may_be_asked_for()
    {
        var stages = Enumerable.Range(1, 21).Select(number => $"s{number}").ToList();

        var answer = await TableEmulator.Call(
            "PutSecretValue", $$"""{"SecretId":"db","ClientRequestToken":"{{Token}}","SecretString":"s","VersionStages":["{{string.Join("\",\"", stages)}}"]}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '[{string.Join(", ", stages)}]' at 'versionStages' failed to satisfy constraint: Member must have length less than or equal to 20");
    }

    [TestCase("Inv Name")]
    [TestCase(" Inv Name")]
    [TestCase(" Inv*Name? ")]
    [TestCase(@" Inv *?!]Name\\-")]
    [TestCase("")]
    public async Task A_name_with_other_characters_is_invalid(string name)
    {
        var answer = await TableEmulator.Call(
            "PutSecretValue", $$"""{"SecretId":"{{name}}","ClientRequestToken":"{{Token}}","SecretString":"one"}""");

        answer.ShouldBeValidationError(
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
    }

    [Test]
    public async Task A_token_is_required_before_the_secret_is_looked_up()
    {
        var answer = await TableEmulator.Call("PutSecretValue", """{"SecretId":"nowhere","SecretString":"one","Description":"unknown here"}""");

        answer.ShouldBeError("InvalidRequestException", "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
    }

    [Test]
    public async Task Both_kinds_of_value_are_refused_before_the_secret_is_looked_up()
    {
        var answer = await TableEmulator.Call(
            "PutSecretValue", $$"""{"SecretId":"nowhere","ClientRequestToken":"{{Token}}","SecretString":"one","SecretBinary":"b25l"}""");

        answer.ShouldBeError(
            "InvalidParameterException", "You can't specify both a binary secret value and a string secret value in the same secret.");
    }

    [Test]
    public async Task No_value_is_refused_before_the_secret_is_looked_up()
    {
        var answer = await TableEmulator.Call("PutSecretValue", $$"""{"SecretId":"nowhere","ClientRequestToken":"{{Token}}"}""");

        answer.ShouldBeError("InvalidRequestException", "You must provide either SecretString or SecretBinary.");
    }

    // Behaviour

    [Test]
    public async Task An_unknown_secret_is_not_found()
    {
        var answer = await TableEmulator.Running.Secrets.PutValue("nowhere", "one");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_value_becomes_current_and_the_version_before_it_previous()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", Version(1));

        var answer = await emulator.Secrets.PutValue("db", "two", token: Version(2));

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe(
            $$"""{"ARN":"{{created.Text("ARN")}}","Name":"db","VersionId":"v2-00000000000000000000000000000","VersionStages":["AWSCURRENT"]}""");
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSCURRENT]");
    }

    [Test]
    public async Task The_third_value_leaves_the_first_version_deprecated()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));

        await emulator.Secrets.PutValue("db", "two", token: Version(2));
        await emulator.Secrets.PutValue("db", "three", token: Version(3));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 deprecated v2 [AWSPREVIOUS] v3 [AWSCURRENT]");
        (await emulator.Secrets.GetValue("db", Version(1))).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task The_same_token_and_value_succeed_without_effect_and_answer_the_labels_of_now()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", ["AWSPENDING"], Version(2));
        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 1, to: 2);
        var before = await emulator.Secrets.Describe("db");
        emulator.Wall.Advance(TimeSpan.FromMinutes(1));

        var again = await emulator.Secrets.PutValue("db", "two", ["AWSPENDING"], Version(2));

        again.Json.GetProperty("VersionStages").GetRawText().ShouldBe("""["AWSPENDING","AWSCURRENT"]""");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task The_same_token_with_another_value_is_refused_and_nothing_changes()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", Token);
        var before = await emulator.Secrets.Describe("db");
        emulator.Wall.Advance(TimeSpan.FromMinutes(1));

        var answer = await emulator.Secrets.PutValue("db", "two", token: Token);

        answer.ShouldBeError(
            "ResourceExistsException",
            $"You can't use ClientRequestToken 11111111-2222-3333-4444-555555555555 because that value is already in use for a version of secret {created.Text("ARN")}.");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task A_binary_of_the_same_bytes_under_the_token_of_a_string_is_another_value()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", Token);

        var answer = await emulator.Client.Call("PutSecretValue", $$"""{"SecretId":"db","ClientRequestToken":"{{Token}}","SecretBinary":"b25l"}""");

        answer.ShouldBeError(
            "ResourceExistsException",
            $"You can't use ClientRequestToken 11111111-2222-3333-4444-555555555555 because that value is already in use for a version of secret {created.Text("ARN")}.");
    }

    [Test]
    public async Task Tokens_are_case_sensitive()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", "abcdefabcdefabcdefabcdefabcdefab");

        var answer = await emulator.Secrets.PutValue("db", "two", token: "ABCDEFABCDEFABCDEFABCDEFABCDEFAB");

        answer.Text("VersionId").ShouldBe("ABCDEFABCDEFABCDEFABCDEFABCDEFAB");
        (await emulator.Secrets.GetValue("db", "abcdefabcdefabcdefabcdefabcdefab")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task The_first_value_of_a_secret_is_current_whatever_stages_are_asked()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db");

        var answer = await emulator.Secrets.PutValue("db", "one", ["AWSPENDING"], Version(1));

        answer.Json.GetProperty("VersionStages").GetRawText().ShouldBe("""["AWSPENDING","AWSCURRENT"]""");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task Custom_stages_leave_AWSCURRENT_where_it_was()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));

        var answer = await emulator.Secrets.PutValue("db", "two", ["SAMPLESTAGE1", "SAMPLESTAGE0"], Version(2));

        answer.Json.GetProperty("VersionStages").GetRawText().ShouldBe("""["SAMPLESTAGE1","SAMPLESTAGE0"]""");
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT] v2 [SAMPLESTAGE1,SAMPLESTAGE0]");
    }

    [Test]
    public async Task A_version_that_loses_its_last_stage_is_deprecated()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "current", Version(1));

        await emulator.Secrets.PutValue("db", "two", ["one", "two", "three"], Version(2));
        await emulator.Secrets.PutValue("db", "three", ["one", "two", "three"], Version(3));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT] v2 deprecated v3 [one,two,three]");
    }

    [Test]
    public async Task Only_the_stages_given_move()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "current", Version(1));

        await emulator.Secrets.PutValue("db", "two", ["one", "two", "three"], Version(2));
        await emulator.Secrets.PutValue("db", "three", ["one", "two", "four"], Version(3));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT] v2 [three] v3 [one,two,four]");
    }

    [Test]
    public async Task A_new_current_version_takes_AWSPENDING_from_the_outgoing_one()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", ["AWSPENDING"], Version(2));
        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 1, to: 2);

        await emulator.Secrets.PutValue("db", "three", token: Version(3));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 deprecated v2 [AWSPREVIOUS] v3 [AWSCURRENT]");
    }

    [Test]
    public async Task A_new_current_version_takes_AWSPENDING_from_any_version()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", ["AWSPENDING"], Version(2));

        await emulator.Secrets.PutValue("db", "three", token: Version(3));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 deprecated v3 [AWSCURRENT]");
    }

    [Test]
    public async Task Both_stages_of_a_rotation_may_be_given_together()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));

        await emulator.Secrets.PutValue("db", "two", ["AWSCURRENT", "AWSPENDING"], Version(2));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSCURRENT,AWSPENDING]");
    }

    [Test]
    public async Task The_outgoing_version_keeps_its_custom_stages()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", ["PUT0", "AWSCURRENT"], Version(2));

        await emulator.Secrets.PutValue("db", "three", token: Version(3));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 deprecated v2 [PUT0,AWSPREVIOUS] v3 [AWSCURRENT]");
    }

    [Test]
    public async Task A_stage_that_only_looks_like_one_of_AWS_is_an_ordinary_one()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));

        await emulator.Secrets.PutValue("db", "two", ["AWSSOMETHING", "awscurrent", "PENDING"], Version(2));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT] v2 [AWSSOMETHING,awscurrent,PENDING]");
    }

    [Test]
    public async Task More_than_20_stages_over_all_versions_are_refused_and_nothing_is_stored()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", [.. Enumerable.Range(1, 19).Select(number => $"s{number}")], Version(2));

        var answer = await emulator.Secrets.PutValue("db", "three", ["s20"], Version(3));

        answer.ShouldBeError("LimitExceededException", "You've exceeded the quota for the number of staging labels.");
        (await emulator.Secrets.GetValue("db", Version(3))).ShouldBeError(
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret value for VersionId: v3-00000000000000000000000000000");
    }

    [Test]
    public async Task The_date_of_change_moves_and_the_versions_keep_their_own_dates()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        emulator.Wall.Advance(TimeSpan.FromMilliseconds(1500));

        await emulator.Secrets.PutValue("db", "two", token: Version(2));

        (await emulator.Secrets.Describe("db")).Json.GetProperty("LastChangedDate").GetRawText().ShouldBe("1.7698464015E9");
        (await emulator.Secrets.GetValue("db")).Json.GetProperty("CreatedDate").GetRawText().ShouldBe("1.7698464015E9");
        (await emulator.Secrets.GetValue("db", Version(1))).Json.GetProperty("CreatedDate").GetRawText().ShouldBe("1.7698464E9");
    }

    [Test]
    public async Task The_hundred_and_first_version_is_refused_while_all_are_younger_than_a_day()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        for (var number = 2; number <= 100; number++)
        {
            await emulator.Secrets.PutValue("db", "more", token: Version(number));
        }

        var answer = await emulator.Secrets.PutValue("db", "too much", token: Version(101));

        answer.ShouldBeError("LimitExceededException", "You've exceeded the quota for the number of versions of a secret.");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("more");
    }

    [Test]
    public async Task After_a_day_the_oldest_version_without_a_stage_makes_room()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", ["keep"], Version(2));
        for (var number = 3; number <= 100; number++)
        {
            emulator.Wall.Advance(TimeSpan.FromMilliseconds(1));
            await emulator.Secrets.PutValue("db", "more", token: Version(number));
        }

        emulator.Wall.Advance(TimeSpan.FromHours(24));

        var answer = await emulator.Secrets.PutValue("db", "last", token: Version(101));

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.Labels("db")).ShouldStartWith("v2 [keep] v3 deprecated v4 deprecated");
    }

    [Test]
    public async Task A_rotation_token_is_refused_while_no_rotation_runs()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", token: Version(1));

        var answer = await emulator.Secrets.PutValue("db", "two", more: new JsonObject { ["RotationToken"] = Token });

        answer.ShouldBeError("AccessDeniedException", "The RotationToken is not valid for this secret.");
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT]");
    }

    [Test]
    public async Task A_rotation_token_is_accepted_from_the_rotation_that_runs_alone_and_not_shown()
    {
        await using var function = await FunctionServer.Start();
        await using var emulator = await Emulator.Start(options: new() { LambdaEndpoint = function.Url });
        await emulator.Secrets.Create("db", "one", token: Version(1));
        await emulator.Secrets.Create("other", "one");
        WireAnswer? wrong = null, elsewhere = null, right = null;
        var token = "";
        function.CreateSecret = async rotation =>
        {
            token = (string)rotation["RotationToken"]!;
            wrong = await Put(emulator, "db", Token);
            elsewhere = await Put(emulator, "other", token);
            right = await Put(emulator, "db", token);
        };

        await emulator.Rotate("db", "any", version: 2);
        await emulator.Server.RotationsEndedAsync();
        var late = await Put(emulator, "db", token);

        foreach (var refused in (WireAnswer?[])[wrong, elsewhere, late])
        {
            refused!.ShouldBeError("AccessDeniedException", "The RotationToken is not valid for this secret.");
        }

        right!.Status.ShouldBe(200);
        right.Body.ShouldNotContain(token);
        (await emulator.LastRotation("db")).GetRawText().ShouldNotContain(token);
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT] v2 [AWSPENDING]");
    }

    private static Task<WireAnswer> Put(Emulator emulator, string secret, string rotationToken) => emulator.Secrets.PutValue(
        secret, "two", stages: ["AWSPENDING"], token: Version(2), more: new JsonObject { ["RotationToken"] = rotationToken });
}
