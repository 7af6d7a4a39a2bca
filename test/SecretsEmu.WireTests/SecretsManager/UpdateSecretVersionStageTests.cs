using static SecretsEmu.WireTests.SecretsClient;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class UpdateSecretVersionStageTests
{
    // Types

    [TestCase("""{"SecretId":"db","VersionStage":["AWSCURRENT"]}""", "Start of list found where not expected")]
    [TestCase("""{"SecretId":"db","VersionStage":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","VersionStage":"a","RemoveFromVersionId":true}""", "TRUE_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","VersionStage":"a","MoveToVersionId":{}}""", "Start of structure or map found where not expected.")]
    public async Task A_member_of_another_JSON_type_is_a_serialization_error(string body, string sentence)
    {
        var answer = await TableEmulator.Call("UpdateSecretVersionStage", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [TestCase("""{"VersionStage":"a"}""", "Value null at 'secretId' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"SecretId":"db"}""", "Value null at 'versionStage' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"SecretId":"db","VersionStage":""}""", "Value '' at 'versionStage' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("""{"SecretId":"db","VersionStage":"a","RemoveFromVersionId":"v1"}""", "Value 'v1' at 'removeFromVersionId' failed to satisfy constraint: Member must have length greater than or equal to 32")]
    [TestCase("""{"SecretId":"db","VersionStage":"a","MoveToVersionId":"v1"}""", "Value 'v1' at 'moveToVersionId' failed to satisfy constraint: Member must have length greater than or equal to 32")]
    public async Task A_broken_constraint_is_named(string body, string sentence)
    {
        var answer = await TableEmulator.Call("UpdateSecretVersionStage", body);

        answer.ShouldBeValidationError($"1 validation error detected: {sentence}");
    }

    [Test]
    public async Task A_stage_has_at_most_256_characters()
    {
        var stage = new string('s', 257);

        var answer = await TableEmulator.Call("UpdateSecretVersionStage", $$"""{"SecretId":"db","VersionStage":"{{stage}}"}""");

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{stage}' at 'versionStage' failed to satisfy constraint: Member must have length less than or equal to 256");
    }

    [Test]
    public async Task A_name_with_other_characters_is_invalid()
    {
        var answer = await TableEmulator.Call("UpdateSecretVersionStage", """{"SecretId":"Inv Name","VersionStage":"a"}""");

        answer.ShouldBeValidationError(
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
    }

    [Test]
    public async Task One_of_the_two_versions_is_needed_before_the_secret_is_looked_up()
    {
        var answer = await TableEmulator.Running.Secrets.MoveStage("nowhere", "AWSCURRENT");

        answer.ShouldBeError("InvalidParameterException", "You must specify RemoveFromVersionId, MoveToVersionId, or both.");
    }

    // Behaviour

    [Test]
    public async Task An_unknown_secret_is_not_found()
    {
        var answer = await TableEmulator.Running.Secrets.MoveStage("nowhere", "AWSCURRENT", from: 1, to: 2);

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task It_answers_ARN_and_name()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", Version(1));

        var answer = await emulator.Secrets.MoveStage("db", "custom", to: 1);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db"}""");
    }

    // The table of the reference: label, RemoveFrom, MoveTo, and the labels afterwards. Before: v1 [one,AWSPREVIOUS] v2 [AWSCURRENT] v3 [AWSPENDING].
    [TestCase("new", null, 1, "v1 [AWSPREVIOUS,one,new] v2 [AWSCURRENT] v3 [AWSPENDING]", TestName = "Move_alone_adds_a_label_that_nobody_holds")]
    [TestCase("one", null, 1, "v1 [AWSPREVIOUS,one] v2 [AWSCURRENT] v3 [AWSPENDING]", TestName = "Move_alone_to_the_holder_changes_nothing")]
    [TestCase("AWSCURRENT", null, 2, "v1 [AWSPREVIOUS,one] v2 [AWSCURRENT] v3 [AWSPENDING]", TestName = "Move_alone_of_AWSCURRENT_to_its_holder_changes_nothing")]
    [TestCase("one", 1, 3, "v1 [AWSPREVIOUS] v2 [AWSCURRENT] v3 [AWSPENDING,one]", TestName = "Remove_and_move_take_a_custom_label_along")]
    [TestCase("AWSCURRENT", 2, 3, "v1 [one] v2 [AWSPREVIOUS] v3 [AWSPENDING,AWSCURRENT]", TestName = "AWSCURRENT_leaves_AWSPREVIOUS_behind_and_AWSPENDING_stays")]
    [TestCase("AWSCURRENT", 2, 1, "v1 [one,AWSCURRENT] v2 [AWSPREVIOUS] v3 [AWSPENDING]", TestName = "AWSCURRENT_moved_back_swaps_with_AWSPREVIOUS")]
    [TestCase("AWSPENDING", 3, 2, "v1 [AWSPREVIOUS,one] v2 [AWSCURRENT,AWSPENDING] v3 deprecated", TestName = "A_version_that_loses_its_last_label_is_deprecated")]
    [TestCase("one", 1, null, "v1 [AWSPREVIOUS] v2 [AWSCURRENT] v3 [AWSPENDING]", TestName = "Remove_alone_takes_a_custom_label_off")]
    [TestCase("AWSPENDING", 3, null, "v1 [AWSPREVIOUS,one] v2 [AWSCURRENT] v3 deprecated", TestName = "Remove_alone_takes_AWSPENDING_off")]
    [TestCase("AWSPREVIOUS", 1, null, "v1 [one] v2 [AWSCURRENT] v3 [AWSPENDING]", TestName = "Remove_alone_takes_AWSPREVIOUS_off")]
    [TestCase("one", 1, 1, "v1 [AWSPREVIOUS,one] v2 [AWSCURRENT] v3 [AWSPENDING]", TestName = "Remove_and_move_on_one_version_change_nothing")]
    [TestCase("AWSCURRENT", 2, 2, "v1 [AWSPREVIOUS,one] v2 [AWSCURRENT] v3 [AWSPENDING]", TestName = "Remove_and_move_of_AWSCURRENT_on_one_version_change_nothing")]
    public async Task A_move_that_is_allowed(string label, int? from, int? to, string labels)
    {
        await using var emulator = await ThreeVersions();

        var answer = await emulator.Secrets.MoveStage("db", label, from, to);

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.Labels("db")).ShouldBe(labels);
    }

    [TestCase("AWSCURRENT", null, 3, "The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version v2-00000000000000000000000000000, so you must explicitly reference that version in RemoveFromVersionId.", TestName = "Move_alone_does_not_take_AWSCURRENT_from_its_holder")]
    [TestCase("one", null, 3, "The parameter RemoveFromVersionId can't be empty. Staging label one is currently attached to version v1-00000000000000000000000000000, so you must explicitly reference that version in RemoveFromVersionId.", TestName = "Move_alone_does_not_take_a_custom_label_from_its_holder")]
    [TestCase("AWSCURRENT", 1, 3, "Staging label AWSCURRENT isn't currently attached to version v1-00000000000000000000000000000.", TestName = "Remove_of_another_version_with_a_move_is_refused")]
    [TestCase("AWSCURRENT", 3, null, "Staging label AWSCURRENT isn't currently attached to version v3-00000000000000000000000000000.", TestName = "Remove_of_another_version_is_refused")]
    [TestCase("new", 1, null, "Staging label new isn't currently attached to version v1-00000000000000000000000000000.", TestName = "Remove_of_a_label_that_nobody_holds_is_refused")]
    [TestCase("new", 1, 2, "Staging label new isn't currently attached to version v1-00000000000000000000000000000.", TestName = "Move_of_a_label_that_nobody_holds_from_a_version_is_refused")]
    [TestCase("one", 9, 2, "Staging label one isn't currently attached to version v9-00000000000000000000000000000.", TestName = "Remove_from_an_unknown_version_is_refused")]
    [TestCase("awscurrent", 2, 3, "Staging label awscurrent isn't currently attached to version v2-00000000000000000000000000000.", TestName = "Labels_are_case_sensitive")]
    [TestCase("AWSCURRENT", 2, null, "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.", TestName = "AWSCURRENT_is_never_removed")]
    public async Task A_move_that_is_refused_changes_nothing(string label, int? from, int? to, string sentence)
    {
        await using var emulator = await ThreeVersions();
        var before = await emulator.Secrets.Describe("db");
        emulator.Wall.Advance(TimeSpan.FromMinutes(1));

        var answer = await emulator.Secrets.MoveStage("db", label, from, to);

        answer.ShouldBeError("InvalidParameterException", sentence);
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [TestCase(null)]
    [TestCase(2)]
    public async Task A_move_to_an_unknown_version_is_not_found(int? from)
    {
        await using var emulator = await ThreeVersions();

        var answer = await emulator.Secrets.MoveStage("db", "AWSCURRENT", from, to: 9);

        answer.ShouldBeError(
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret value for VersionId: v9-00000000000000000000000000000");
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSPREVIOUS,one] v2 [AWSCURRENT] v3 [AWSPENDING]");
    }

    [Test]
    public async Task A_deprecated_version_can_become_current_again()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", token: Version(2));
        await emulator.Secrets.PutValue("db", "three", token: Version(3));

        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 3, to: 1);

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT] v2 deprecated v3 [AWSPREVIOUS]");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task The_labels_of_a_rotation_follow_the_recorded_sequence()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", ["AWSPENDING"], Version(2));

        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 1, to: 2);
        var first = await emulator.Secrets.Labels("db");
        await emulator.Secrets.PutValue("db", "three", ["AWSPENDING"], Version(3));
        var second = await emulator.Secrets.Labels("db");
        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 2, to: 3);
        var third = await emulator.Secrets.Labels("db");

        first.ShouldBe("v1 [AWSPREVIOUS] v2 [AWSPENDING,AWSCURRENT]");
        second.ShouldBe("v1 [AWSPREVIOUS] v2 [AWSCURRENT] v3 [AWSPENDING]");
        third.ShouldBe("v1 deprecated v2 [AWSPREVIOUS] v3 [AWSPENDING,AWSCURRENT]");
    }

    [Test]
    public async Task A_write_after_the_first_move_frees_AWSPENDING_as_recorded()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", ["AWSPENDING"], Version(2));
        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 1, to: 2);

        await emulator.Secrets.PutValue("db", "three", token: Version(3));

        (await emulator.Secrets.Labels("db")).ShouldBe("v1 deprecated v2 [AWSPREVIOUS] v3 [AWSCURRENT]");
    }

    [Test]
    public async Task Custom_labels_stay_through_two_moves_as_recorded()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", ["AWSPENDING", "PUT0"], Version(2));
        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 1, to: 2);
        await emulator.Secrets.PutValue("db", "three", ["AWSPENDING", "PUT1"], Version(3));
        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 2, to: 3);
        await emulator.Secrets.PutValue("db", "four", ["AWSPENDING", "PUT2"], Version(4));

        await emulator.Secrets.MoveStage("db", "AWSCURRENT", from: 3, to: 4);

        (await emulator.Secrets.Labels("db")).ShouldBe(
            "v1 deprecated v2 [PUT0] v3 [PUT1,AWSPREVIOUS] v4 [AWSPENDING,PUT2,AWSCURRENT]");
    }

    [Test]
    public async Task More_than_20_labels_are_refused()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.PutValue("db", "two", [.. Enumerable.Range(1, 19).Select(number => $"s{number}")], Version(2));

        var answer = await emulator.Secrets.MoveStage("db", "s20", to: 1);

        answer.ShouldBeError("LimitExceededException", "You've exceeded the quota for the number of staging labels.");
    }

    [Test]
    public async Task The_date_of_change_moves_with_a_label_and_stays_without_a_change()
    {
        await using var emulator = await ThreeVersions();
        emulator.Wall.Advance(TimeSpan.FromSeconds(1));
        await emulator.Secrets.MoveStage("db", "one", from: 1, to: 2);
        emulator.Wall.Advance(TimeSpan.FromSeconds(1));

        await emulator.Secrets.MoveStage("db", "one", from: 2, to: 2);

        (await emulator.Secrets.Describe("db")).Json.GetProperty("LastChangedDate").GetRawText().ShouldBe("1.769846401E9");
    }

    private static async Task<Emulator> ThreeVersions()
    {
        var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "first", Version(1));
        await emulator.Secrets.PutValue("db", "second", token: Version(2));
        await emulator.Secrets.PutValue("db", "third", ["AWSPENDING"], Version(3));
        await emulator.Secrets.MoveStage("db", "one", to: 1);
        return emulator;
    }
}
