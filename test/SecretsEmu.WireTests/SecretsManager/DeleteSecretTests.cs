using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class DeleteSecretTests
{
    // Types

    [TestCase("""{"SecretId":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"SecretId":"db","RecoveryWindowInDays":"7"}""", "STRING_VALUE cannot be converted to Long")]
    [TestCase("""{"SecretId":"db","ForceDeleteWithoutRecovery":"true"}""", "STRING_VALUE cannot be converted to Boolean")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("DeleteSecret", body);

        answer.ShouldBeError("SerializationException", sentence, messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task A_SecretId_is_required()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("DeleteSecret", "{}");

        answer.ShouldBeValidationError("1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null");
    }

    [Test]
    public async Task A_name_with_other_characters_gets_the_name_sentence()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Delete("Inv Name");

        answer.ShouldBeValidationError("Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
    }

    [TestCase(0)]
    [TestCase(6)]
    [TestCase(31)]
    [TestCase(-1)]
    [TestCase(9_000_000_000)]
    public async Task A_window_outside_7_to_30_days_is_refused(long days)
    {
        // Verified: field; before the look-up
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Delete("nowhere", new JsonObject { ["RecoveryWindowInDays"] = days });

        answer.ShouldBeError("InvalidParameterException", "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }

    [Test]
    public async Task Force_with_a_window_out_of_range_is_refused_for_the_range()
    {
        // Verified: field
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 0, ["ForceDeleteWithoutRecovery"] = true });

        answer.ShouldBeError("InvalidParameterException", "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }

    [Test]
    public async Task Force_and_a_window_exclude_each_other()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7, ["ForceDeleteWithoutRecovery"] = true });

        answer.ShouldBeError("InvalidParameterException", "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }

    [Test]
    public async Task No_force_with_a_window_is_a_window()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7, ["ForceDeleteWithoutRecovery"] = false });

        answer.Json.GetProperty("DeletionDate").GetRawText().ShouldBe("1.7704512E9");
    }

    // Behaviour

    [Test]
    public async Task The_window_is_30_days_when_none_is_given()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var created = await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.Delete("db");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","DeletionDate":1.7724384E9,"Name":"db"}""");
    }

    [TestCase(7, "1.7704512E9")]
    [TestCase(30, "1.7724384E9")]
    public async Task The_deletion_date_is_the_end_of_the_window(int days, string deletionDate)
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = days });

        answer.Json.GetProperty("DeletionDate").GetRawText().ShouldBe(deletionDate);
    }

    [Test]
    public async Task An_unknown_name_is_not_found()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Delete("nowhere");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task Force_on_an_unknown_name_succeeds_with_an_invented_ARN()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");

        var answer = await emulator.Secrets.Delete("nowhere", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });

        answer.Status.ShouldBe(200);
        answer.Text("ARN").ShouldMatch("^arn:aws:secretsmanager:us-east-1:000000000000:secret:nowhere-[A-Za-z0-9]{6}$");
        Regex.Replace(answer.Body, "nowhere-[A-Za-z0-9]{6}", "nowhere").ShouldBe(
            """{"ARN":"arn:aws:secretsmanager:us-east-1:000000000000:secret:nowhere","DeletionDate":1.7698464E9,"Name":"nowhere"}""");
    }

    [Test]
    public async Task Force_frees_the_name_at_once_for_a_secret_with_another_ARN()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var first = await emulator.Secrets.Create("db", "one");

        var deleted = await emulator.Secrets.Delete("db", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
        var gone = await emulator.Secrets.Describe("db");
        var second = await emulator.Secrets.Create("db", "two");

        deleted.Body.ShouldBe($$"""{"ARN":"{{first.Text("ARN")}}","DeletionDate":1.7698464E9,"Name":"db"}""");
        gone.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        second.Status.ShouldBe(200);
        second.Text("ARN").ShouldNotBe(first.Text("ARN"));
    }

    [Test]
    public async Task Force_works_on_a_scheduled_secret()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db");

        var answer = await emulator.Secrets.Delete("db", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_second_time_without_force_is_refused()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db");

        var answer = await emulator.Secrets.Delete("db");

        answer.ShouldBeError(
            "InvalidRequestException", "You can't perform this operation on the secret because it was already scheduled for deletion.");
    }

    [Test]
    public async Task A_scheduled_secret_keeps_its_name()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7 });

        var answer = await emulator.Secrets.Create("db", "two");

        answer.ShouldBeError(
            "InvalidRequestException", "You can't create this secret because a secret with this name is already scheduled for deletion.");
    }

    [TestCase("GetSecretValue", """{"SecretId":"db"}""")]
    [TestCase("PutSecretValue", """{"SecretId":"db","ClientRequestToken":"22222222-2222-2222-2222-222222222222","SecretString":"two"}""")]
    [TestCase("UpdateSecret", """{"SecretId":"db","ClientRequestToken":"22222222-2222-2222-2222-222222222222","Description":"two"}""")]
    [TestCase("UpdateSecretVersionStage", """{"SecretId":"db","VersionStage":"blue","MoveToVersionId":"11111111-1111-1111-1111-111111111111"}""")]
    [TestCase("TagResource", """{"SecretId":"db","Tags":[{"Key":"a","Value":"b"}]}""")]
    [TestCase("UntagResource", """{"SecretId":"db","TagKeys":["a"]}""")]
    [TestCase("GetResourcePolicy", """{"SecretId":"db"}""")]
    [TestCase("PutResourcePolicy", """{"SecretId":"db","ResourcePolicy":"{}"}""")]
    [TestCase("DeleteResourcePolicy", """{"SecretId":"db"}""")]
    public async Task A_scheduled_secret_refuses(string operation, string body)
    {
        // Verified: localstack's recordings (tags) and field
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", token: "11111111-1111-1111-1111-111111111111");
        await emulator.Secrets.Delete("db");

        var answer = await emulator.Client.Call(operation, body);

        answer.ShouldBeError(
            "InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
    }

    [Test]
    public async Task Another_account_deletes_and_restores_by_the_full_ARN()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db", "one")).Text("ARN");
        await emulator.Secrets.LetIn("db", "111122223333");
        var other = emulator.Secrets.As(accessKey: "111122223333");

        var deleted = await other.Delete(arn);
        var restored = await other.Restore(arn);

        deleted.Text("Name").ShouldBe("db");
        restored.Body.ShouldBe($$"""{"ARN":"{{arn}}","Name":"db"}""");
    }
}
