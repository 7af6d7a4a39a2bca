using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.ConfigClients;

/// <summary>
/// The Rust cache, which is also the Secrets Manager Agent's: GetSecretValue with what the app asked for; when that is old, DescribeSecret of the
/// ARN, and GetSecretValue again only if the version no longer holds the stage (integrations.md 6.1). A real agent makes these calls
/// when AWS_ENDPOINT_URL names the emulator.
/// </summary>
public sealed class RustCacheTests
{
    [Test]
    public async Task At_its_start_the_agent_asks_who_it_is()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Send("sts", "Action=GetCallerIdentity&Version=2011-06-15", ("Content-Type", "application/x-www-form-urlencoded"));

        answer.Status.ShouldBe(200);
        answer.Body.ShouldContain("<Arn>arn:aws:iam::000000000000:root</Arn>");
    }

    [Test]
    public async Task A_version_that_still_holds_its_stage_is_renewed_and_one_that_does_not_is_read_anew()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one", SecretsClient.Version(1));
        var cached = await emulator.Secrets.GetValue("a");

        (await StagesOf(emulator, cached)).ShouldBe(["AWSCURRENT"]);
        await emulator.Secrets.PutValue("a", "two", token: SecretsClient.Version(2));
        (await StagesOf(emulator, cached)).ShouldBe(["AWSPREVIOUS"]);
        (await emulator.Secrets.GetValue("a")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task A_version_without_labels_is_none_that_DescribeSecret_knows()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one", SecretsClient.Version(1));
        var cached = await emulator.Secrets.GetValue("a");
        await emulator.Secrets.PutValue("a", "two");
        await emulator.Secrets.PutValue("a", "three");

        (await StagesOf(emulator, cached)).ShouldBeNull();
    }

    [Test]
    public async Task A_secret_of_the_same_name_that_was_made_anew_is_another_ARN()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one");
        var cached = await emulator.Secrets.GetValue("a");
        await emulator.Secrets.Delete("a", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
        await emulator.Secrets.Create("a", "two");

        (await emulator.Secrets.Describe(cached.Text("ARN"))).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static async Task<IEnumerable<string>?> StagesOf(Emulator emulator, WireAnswer cached) =>
        (await emulator.Secrets.Describe(cached.Text("ARN"))).Json.GetProperty("VersionIdsToStages").TryGetProperty(cached.Text("VersionId"), out var stages)
            ? stages.EnumerateArray().Select(stage => stage.GetString()!)
            : null;
}
