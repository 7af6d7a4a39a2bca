using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Rotation;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class CancelRotateSecretTests
{
    // Types

    [Test]
    public async Task A_SecretId_of_another_type_cannot_be_read()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("CancelRotateSecret", """{"SecretId":7}""");

        answer.ShouldBeError("SerializationException", "NUMBER_VALUE cannot be converted to String", messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task A_SecretId_is_required()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("CancelRotateSecret", "{}");

        answer.ShouldBeValidationError("1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null");
    }

    // Behaviour

    [Test]
    public async Task A_secret_that_was_never_rotated_has_nothing_to_cancel()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await Cancel(emulator);

        answer.ShouldBeError("InvalidRequestException", "No Lambda rotation function ARN is associated with this secret.");
    }

    [Test]
    public async Task A_secret_that_does_not_exist_is_not_found()
    {
        await using var emulator = await Emulator.Start();

        (await Cancel(emulator)).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task Function_and_rules_stay_and_the_next_date_goes()
    {
        await using var emulator = await RotationCalls.Start();
        var created = await emulator.Secrets.Create("db", "one");
        await emulator.Rotate("db", "good", rules: new JsonObject { ["AutomaticallyAfterDays"] = 30 });
        await emulator.Server.RotationsEndedAsync();

        var answer = await Cancel(emulator);

        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db"}""");
        var described = (await emulator.Secrets.Describe("db")).Json;
        described.GetProperty("RotationEnabled").GetBoolean().ShouldBeFalse();
        described.GetProperty("RotationLambdaARN").GetString().ShouldBe(RotationCalls.Function("good"));
        described.GetProperty("RotationRules").GetRawText().ShouldBe("""{"AutomaticallyAfterDays":30}""");
        described.TryGetProperty("NextRotationDate", out _).ShouldBeFalse();
        described.TryGetProperty("LastRotatedDate", out _).ShouldBeTrue();
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(60))).ShouldBeEmpty();
    }

    [Test]
    public async Task A_second_cancel_succeeds_and_changes_nothing()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Rotate("db", "good");
        await emulator.Server.RotationsEndedAsync();
        await Cancel(emulator);
        var before = await emulator.Secrets.Describe("db");

        (await Cancel(emulator)).Status.ShouldBe(200);

        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task A_rotation_that_runs_is_given_up_and_its_pending_version_blocks_the_next()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one", token: SecretsClient.Version(1));
        await emulator.Rotate("db", "heeds", version: 2);

        var answer = await Cancel(emulator);
        await emulator.Server.RotationsEndedAsync();

        answer.Text("VersionId").ShouldBe(SecretsClient.Version(2));
        (await emulator.Secrets.Labels("db")).ShouldBe("v1 [AWSCURRENT] v2 [AWSPENDING]");
        (await emulator.Rotate("db", "good", version: 3)).ShouldBeError(
            "InvalidRequestException", "A previous rotation isn't complete. That rotation will be reattempted.");
        var rotation = await emulator.LastRotation("db");
        rotation.GetProperty("state").GetString().ShouldBe("Abandoned");
        rotation.GetProperty("reason").GetString().ShouldBe("Rotation was cancelled.");
    }

    [Test]
    public async Task What_a_function_does_when_it_is_given_up_is_not_the_callers_matter()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Rotate("db", "minds");
        await emulator.Until("db", "testSecret");

        var answer = await Cancel(emulator);
        await emulator.Server.RotationsEndedAsync();

        answer.Status.ShouldBe(200);
        (await emulator.LastRotation("db")).GetProperty("reason").GetString().ShouldBe("Rotation was cancelled.");
        (await emulator.Secrets.PutValue("db", "two")).Status.ShouldBe(200);
    }

    private static Task<WireAnswer> Cancel(Emulator emulator) => emulator.Secrets.Call("CancelRotateSecret", new JsonObject { ["SecretId"] = "db" });
}
