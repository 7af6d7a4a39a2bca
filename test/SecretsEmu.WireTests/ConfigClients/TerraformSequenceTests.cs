using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Rotation;

namespace SecretsEmu.WireTests.ConfigClients;

/// <summary>The calls of Terraform's aws_secretsmanager_secret, _version and _rotation in their order: a second read finds no drift (integrations.md 7).</summary>
public sealed class TerraformSequenceTests
{
    private const string Name = "app/db";

    [Test]
    public async Task A_secret_is_made_read_twice_changed_and_destroyed()
    {
        await using var emulator = await Emulator.Start();

        // Create.
        var arn = (await emulator.Secrets.Create(Name, more: new()
        {
            ["Description"] = "made by Terraform", ["ForceOverwriteReplicaSecret"] = false, ["Tags"] = Tags("team", "blue"),
        })).Text("ARN");
        var first = await Read(emulator, arn);
        first.Policy.ShouldBe($$"""{"ARN":"{{arn}}","Name":"app/db"}""", "a secret without a policy has none in the answer, not an empty one");
        emulator.Wall.Advance(TimeSpan.FromMinutes(5));
        (await Read(emulator, arn)).ShouldBe(first, "a second plan finds no drift");

        // Update: description, tags and policy by calls of their own.
        (await emulator.Secrets.Call("UpdateSecret", new() { ["SecretId"] = arn, ["Description"] = "changed", ["ClientRequestToken"] = emulator.Secrets.NextToken() })).Status.ShouldBe(200);
        (await emulator.Secrets.Call("UntagResource", new() { ["SecretId"] = arn, ["TagKeys"] = new JsonArray("team") })).Status.ShouldBe(200);
        (await emulator.Secrets.Call("TagResource", new() { ["SecretId"] = arn, ["Tags"] = Tags("owner", "green") })).Status.ShouldBe(200);
        (await emulator.Secrets.LetIn(arn, "000000000000")).Status.ShouldBe(200);
        var updated = await Read(emulator, arn);
        updated.Secret.ShouldContain("\"Description\":\"changed\"");
        updated.Secret.ShouldContain("\"Tags\":[{\"Key\":\"owner\",\"Value\":\"green\"}]");
        updated.Policy.ShouldContain("\"ResourcePolicy\":");
        (await Read(emulator, arn)).ShouldBe(updated);
        (await emulator.Secrets.Call("DeleteResourcePolicy", new() { ["SecretId"] = arn })).Status.ShouldBe(200);

        // Destroy: DescribeSecret until it says so.
        (await emulator.Secrets.Delete(arn, new() { ["RecoveryWindowInDays"] = 30 })).Status.ShouldBe(200);
        (await emulator.Secrets.Describe(arn)).Has("DeletedDate").ShouldBeTrue();
    }

    [Test]
    public async Task A_secret_without_a_recovery_window_is_gone_at_once()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create(Name)).Text("ARN");

        (await emulator.Secrets.Delete(arn, new() { ["ForceDeleteWithoutRecovery"] = true })).Status.ShouldBe(200);

        (await emulator.Secrets.Describe(arn)).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        (await emulator.Secrets.Create(Name)).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_version_is_written_read_by_its_id_moved_and_left_behind()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create(Name)).Text("ARN");

        // Create and read.
        (await emulator.Secrets.PutValue(arn, "one", token: SecretsClient.Version(1))).Text("VersionId").ShouldBe(SecretsClient.Version(1));
        var first = await emulator.Secrets.GetValue(arn, SecretsClient.Version(1));
        first.Text("SecretString").ShouldBe("one");
        (await emulator.Secrets.GetValue(arn, SecretsClient.Version(1))).Body.ShouldBe(first.Body);

        // Another value is another version; the stages of the old one are moved one by one.
        await emulator.Secrets.PutValue(arn, "two", token: SecretsClient.Version(2));
        (await emulator.Secrets.MoveStage(arn, "blue", to: 2)).Status.ShouldBe(200);
        (await emulator.Secrets.GetValue(arn, SecretsClient.Version(2))).Json.GetProperty("VersionStages").EnumerateArray().Select(stage => stage.GetString()).ShouldBe(
            ["AWSCURRENT", "blue"], ignoreOrder: true);

        // Destroy: every stage but AWSCURRENT is taken off.
        (await emulator.Secrets.MoveStage(arn, "blue", from: 2)).Status.ShouldBe(200);
        (await emulator.Secrets.Labels(arn)).ShouldBe("v1 [AWSPREVIOUS] v2 [AWSCURRENT]");
    }

    [Test]
    public async Task A_version_that_is_gone_is_told_so_that_the_plan_makes_it_anew()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create(Name, "one")).Text("ARN");

        (await emulator.Secrets.GetValue(arn, SecretsClient.Version(9))).ShouldBeError(
            "ResourceNotFoundException", $"Secrets Manager can't find the specified secret value for VersionId: {SecretsClient.Version(9)}");
    }

    [Test]
    public async Task The_data_sources_read_a_secret_and_the_version_of_a_stage()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create(Name, "one", SecretsClient.Version(1))).Text("ARN");

        (await emulator.Secrets.Describe(Name)).Text("ARN").ShouldBe(arn);
        (await emulator.Secrets.GetValue(Name, stage: "AWSCURRENT")).Text("VersionId").ShouldBe(SecretsClient.Version(1));
    }

    [Test]
    public async Task A_rotation_is_switched_on_read_and_cancelled()
    {
        await using var emulator = await RotationCalls.Start();
        var arn = (await emulator.Secrets.Create(Name, "one")).Text("ARN");

        (await emulator.Rotate(arn, "good", rules: new() { ["AutomaticallyAfterDays"] = 30 }, immediately: true)).Status.ShouldBe(200);
        await emulator.Server.RotationsEndedAsync();
        var read = (await emulator.Secrets.Describe(arn)).Json;
        read.GetProperty("RotationEnabled").GetBoolean().ShouldBeTrue();
        read.GetProperty("RotationLambdaARN").GetString().ShouldBe(RotationCalls.Function("good"));
        read.GetProperty("RotationRules").GetRawText().ShouldBe("""{"AutomaticallyAfterDays":30}""");

        (await emulator.Secrets.Call("CancelRotateSecret", new() { ["SecretId"] = arn })).Status.ShouldBe(200);
        (await emulator.Secrets.Describe(arn)).Json.GetProperty("RotationEnabled").GetBoolean().ShouldBeFalse();
    }

    [Test]
    public async Task Replicas_are_made_with_the_secret_added_removed_and_taken_away_before_it_is_deleted()
    {
        await using var emulator = await Emulator.Start();

        var arn = (await emulator.Secrets.Create(Name, "one", more: new() { ["AddReplicaRegions"] = Regions("eu-west-1"), ["ForceOverwriteReplicaSecret"] = false })).Text("ARN");
        (await ReplicasOf(emulator, arn)).ShouldBe("eu-west-1 InSync");
        (await ReplicasOf(emulator, arn)).ShouldBe("eu-west-1 InSync", "a second plan finds no drift");

        (await emulator.Secrets.Call("RemoveRegionsFromReplication", new() { ["SecretId"] = arn, ["RemoveReplicaRegions"] = new JsonArray("eu-west-1") })).Status.ShouldBe(200);
        (await emulator.Secrets.Call("ReplicateSecretToRegions", new() { ["SecretId"] = arn, ["AddReplicaRegions"] = Regions("eu-central-1"), ["ForceOverwriteReplicaSecret"] = false })).Status.ShouldBe(200);
        (await ReplicasOf(emulator, arn)).ShouldBe("eu-central-1 InSync");

        (await emulator.Secrets.Call("RemoveRegionsFromReplication", new() { ["SecretId"] = arn, ["RemoveReplicaRegions"] = new JsonArray("eu-central-1") })).Status.ShouldBe(200);
        (await emulator.Secrets.Delete(arn, new() { ["RecoveryWindowInDays"] = 30 })).Status.ShouldBe(200);
        (await emulator.Secrets.Describe(arn)).Has("ReplicationStatus").ShouldBeFalse();
    }

    // Replication is due work: whoever moves the clock waits for it.
    private static async Task<string> ReplicasOf(Emulator emulator, string arn)
    {
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.Zero);
        return string.Join(' ', (await emulator.Secrets.Describe(arn)).Json.GetProperty("ReplicationStatus").EnumerateArray()
            .Select(replica => $"{replica.GetProperty("Region").GetString()} {replica.GetProperty("Status").GetString()}"));
    }

    private static JsonArray Regions(string region) => [new JsonObject { ["Region"] = region }];

    private static async Task<(string Secret, string Policy)> Read(Emulator emulator, string arn) => (
        (await emulator.Secrets.Describe(arn)).Body,
        (await emulator.Secrets.Call("GetResourcePolicy", new JsonObject { ["SecretId"] = arn })).Body);

    private static JsonArray Tags(string key, string value) => [new JsonObject { ["Key"] = key, ["Value"] = value }];
}
