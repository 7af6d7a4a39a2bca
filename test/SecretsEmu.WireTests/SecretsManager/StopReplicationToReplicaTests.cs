using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Replication;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class StopReplicationToReplicaTests
{
    // Types

    [Test]
    public async Task A_SecretId_of_another_type_cannot_be_read()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("StopReplicationToReplica", """{"SecretId":[]}""");

        answer.ShouldBeError("SerializationException", "Start of list found where not expected", messageKey: "message");
    }

    // Constraints

    [TestCase("db", TestName = "A primary with replicas is no replica")]
    [TestCase("alone", TestName = "A secret of one region is no replica")]
    public async Task Only_a_replica_can_be_promoted(string name)
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        await emulator.Secrets.Create("alone", "one");

        (await emulator.Secrets.Promote(name)).ShouldBeError(
            "InvalidParameterException", "Operation not permitted on a primary secret. Call must be made in replica secret's region.");
    }

    // Behaviour

    [Test]
    public async Task A_promoted_replica_keeps_ARN_and_content_and_can_be_changed()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        var there = emulator.Secrets.As(region: "eu-west-1");
        var arn = (await there.Describe("db")).Text("ARN");

        var answer = await there.Promote("db");

        answer.Body.ShouldBe($$"""{"ARN":"{{arn}}"}""");
        (await there.Describe("db")).Has("PrimaryRegion").ShouldBeFalse();
        (await there.GetValue("db")).Text("SecretString").ShouldBe("one");
        (await there.PutValue("db", "mine")).Status.ShouldBe(200);
        (await there.GetValue(arn)).Text("SecretString").ShouldBe("mine");
    }

    [Test]
    public async Task The_primary_forgets_a_promoted_replica_and_changes_it_no_more()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        await emulator.Secrets.As(region: "eu-west-1").Promote("db");

        await emulator.Secrets.PutValue("db", "two");
        await emulator.Replicated();

        (await emulator.Secrets.Describe("db")).Has("ReplicationStatus").ShouldBeFalse();
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_promoted_replica_is_in_the_way_of_a_new_one_also_with_force()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        await emulator.Secrets.As(region: "eu-west-1").Promote("db");

        await emulator.Secrets.Call(
            "ReplicateSecretToRegions",
            new JsonObject { ["SecretId"] = "db", ["AddReplicaRegions"] = Replicas.To("eu-west-1"), ["ForceOverwriteReplicaSecret"] = true });
        await emulator.Replicated();

        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 Failed Replication failed: Secret db is currently replicated to eu-west-1 with a different arn."]);
    }

    [Test]
    public async Task A_promoted_replica_can_be_replicated_and_deleted()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        var there = emulator.Secrets.As(region: "eu-west-1");
        await there.Promote("db");

        await there.Replicate("db", "eu-central-1");
        await emulator.Replicated();
        (await emulator.Secrets.As(region: "eu-central-1").Describe("db")).Text("PrimaryRegion").ShouldBe("eu-west-1");
        await there.RemoveRegions("db", "eu-central-1");

        (await there.Delete("db")).Status.ShouldBe(200);
    }
}
