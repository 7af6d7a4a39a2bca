using SecretsEmu.WireTests.Ssm;

namespace SecretsEmu.WireTests.Faults;

/// <summary>Secrets that are read as parameters meet what is ordered for GetSecretValue.</summary>
public sealed class SecretReferenceFaultTests
{
    private const string Reference = "/aws/reference/secretsmanager/db";

    [Test]
    public async Task Deny_kms_refuses_what_the_secret_refuses()
    {
        await using var emulator = await WithSecretAndParameter();
        await emulator.Break("deny-kms", secret: "db", times: 1);

        (await emulator.Ssm.Get("plain")).Status.ShouldBe(200);
        (await emulator.Ssm.Get(Reference, withDecryption: true)).ShouldBeError(
            "AccessDeniedException", "An error occurred (AccessDeniedException) when referencing Secrets Manager: Access to KMS is not allowed");
        (await emulator.Ssm.Get(Reference, withDecryption: true)).Status.ShouldBe(200);
    }

    [Test]
    public async Task Stale_reads_show_the_secret_as_it_was_and_the_parameter_beside_it_as_it_is()
    {
        await using var emulator = await WithSecretAndParameter();
        await emulator.Break("stale-reads");
        await emulator.Secrets.PutValue("db", "two", token: SecretsClient.Version(2));
        await emulator.Ssm.Overwrite("plain", "new");

        var both = await emulator.Ssm.Call("GetParameters", $$"""{"Names":["plain","{{Reference}}"],"WithDecryption":true}""");
        var byId = await emulator.Ssm.Get($"{Reference}:{SecretsClient.Version(2)}", withDecryption: true);

        both.Json.GetProperty("Parameters").EnumerateArray().Select(parameter => parameter.GetProperty("Value").GetString()).ShouldBe(["one", "new"]);
        byId.Json.GetProperty("Parameter").GetProperty("Value").GetString().ShouldBe("two");
    }

    [TestCase(null)]
    [TestCase("GetSecretValue")]
    public async Task Throttling_meets_the_call_that_reads_a_secret(string? operation)
    {
        await using var emulator = await WithSecretAndParameter();
        await emulator.Break("throttle", operation: operation);

        (await emulator.Ssm.Get(Reference, withDecryption: true)).ShouldBeThrottled();
        (await emulator.Ssm.Get("plain")).Status.ShouldBe(200);
    }

    [TestCase("other", null)]
    [TestCase(null, "PutSecretValue")]
    [TestCase(null, "kms:Decrypt")]
    public async Task What_is_ordered_for_something_else_does_not_meet_it(string? secret, string? operation)
    {
        await using var emulator = await WithSecretAndParameter();
        await emulator.Break("errors", secret, operation);

        (await emulator.Ssm.Get(Reference, withDecryption: true)).Status.ShouldBe(200);
    }

    private static async Task<Emulator> WithSecretAndParameter()
    {
        var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", SecretsClient.Version(1));
        await emulator.Ssm.Put("plain", "old");
        return emulator;
    }
}
