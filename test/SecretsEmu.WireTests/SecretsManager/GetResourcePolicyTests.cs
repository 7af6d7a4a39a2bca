using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class GetResourcePolicyTests
{
    // Types

    [Test]
    public async Task A_SecretId_of_another_type_cannot_be_read()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("GetResourcePolicy", """{"SecretId":[]}""");

        answer.ShouldBeError("SerializationException", "Start of list found where not expected", messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task A_SecretId_is_required()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("GetResourcePolicy", "{}");

        answer.ShouldBeValidationError("1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null");
    }

    // Behaviour

    [Test]
    public async Task Without_a_policy_the_member_is_absent()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db")).Text("ARN");

        var answer = await emulator.Secrets.Call("GetResourcePolicy", new JsonObject { ["SecretId"] = "db" });

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe($$"""{"ARN":"{{arn}}","Name":"db"}""");
    }

    [Test]
    public async Task The_policy_is_a_JSON_string_that_another_account_reads_too()
    {
        // Verified: localstack's recordings
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db")).Text("ARN");
        await emulator.Secrets.Call("PutResourcePolicy", new JsonObject { ["SecretId"] = "db", ["ResourcePolicy"] = Policy });

        var answer = await emulator.Secrets.As(accessKey: "111122223333").Call("GetResourcePolicy", new JsonObject { ["SecretId"] = arn });

        answer.Body.ShouldBe(
            $$"""{"ARN":"{{arn}}","Name":"db","ResourcePolicy":"{{Policy.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""");
    }

    [Test]
    public async Task An_unknown_name_is_not_found()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.Call("GetResourcePolicy", new JsonObject { ["SecretId"] = "nowhere" });

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
}
