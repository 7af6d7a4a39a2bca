using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class RestoreSecretTests
{
    // Types

    [Test]
    public async Task A_SecretId_of_another_type_cannot_be_read()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("RestoreSecret", """{"SecretId":false}""");

        answer.ShouldBeError("SerializationException", "FALSE_VALUE cannot be converted to String", messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task A_SecretId_is_required()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("RestoreSecret", "{}");

        answer.ShouldBeValidationError("1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null");
    }

    // Behaviour

    [Test]
    public async Task A_restored_secret_is_as_it_was()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", more: new JsonObject { ["Description"] = "kept" });
        var before = await emulator.Secrets.Describe("db");
        await emulator.Secrets.Delete("db");
        emulator.Wall.Advance(TimeSpan.FromDays(29));

        var answer = await emulator.Secrets.Restore("db");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db"}""");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_restored_secret_outlives_the_window()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7 });
        await emulator.Secrets.Restore("db");

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(8));

        fired.ShouldBeEmpty();
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task An_active_secret_stays_as_it_is()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one");
        var before = await emulator.Secrets.Describe("db");

        var answer = await emulator.Secrets.Restore("db");

        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db"}""");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task A_second_window_counts_from_the_second_deletion()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7 });
        await emulator.Secrets.Restore("db");
        emulator.Wall.Advance(TimeSpan.FromDays(1));

        var answer = await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7 });

        answer.Json.GetProperty("DeletionDate").GetRawText().ShouldBe("1.7705376E9");
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(6.5))).ShouldBeEmpty();
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(0.5))).Count.ShouldBe(1);
    }

    [Test]
    public async Task A_deleted_secret_is_not_found()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Delete("db", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });

        var answer = await emulator.Secrets.Restore("db");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
}
