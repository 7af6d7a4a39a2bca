using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class DeleteResourcePolicyTests
{
    // Types

    [Test]
    public async Task A_SecretId_of_another_type_cannot_be_read()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("DeleteResourcePolicy", """{"SecretId":{}}""");

        answer.ShouldBeError("SerializationException", "Start of structure or map found where not expected.", messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task A_SecretId_is_required()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("DeleteResourcePolicy", "{}");

        answer.ShouldBeValidationError("1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null");
    }

    // Behaviour

    [Test]
    public async Task The_policy_is_gone_afterwards()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db")).Text("ARN");
        await emulator.Secrets.Call("PutResourcePolicy", new JsonObject
        {
            ["SecretId"] = "db",
            ["ResourcePolicy"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""",
        });

        var answer = await emulator.Secrets.Call("DeleteResourcePolicy", new JsonObject { ["SecretId"] = "db" });

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe($$"""{"ARN":"{{arn}}","Name":"db"}""");
        (await emulator.Secrets.Call("GetResourcePolicy", new JsonObject { ["SecretId"] = "db" })).Has("ResourcePolicy").ShouldBeFalse();
    }

    [Test]
    public async Task Without_a_policy_it_succeeds_too()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db")).Text("ARN");

        var answer = await emulator.Secrets.Call("DeleteResourcePolicy", new JsonObject { ["SecretId"] = "db" });

        answer.Body.ShouldBe($$"""{"ARN":"{{arn}}","Name":"db"}""");
    }

    [Test]
    public async Task An_unknown_name_is_not_found()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Call("DeleteResourcePolicy", new JsonObject { ["SecretId"] = "nowhere" });

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
}
