using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Faults;

namespace SecretsEmu.WireTests.Replication;

/// <summary>What replication does while a region is down, and after it.</summary>
public sealed class OutageTests
{
    [Test]
    public async Task A_change_waits_for_the_replica_s_region_and_arrives_when_it_is_up()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1", "ap-south-1");
        await emulator.Down("eu-west-1");

        await emulator.Secrets.PutValue("db", "two");
        await emulator.Replicated();

        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 InProgress", "ap-south-1 InSync Replication succeeded"]);
        await emulator.Up("eu-west-1");
        await emulator.Replicated();
        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 InSync Replication succeeded", "ap-south-1 InSync Replication succeeded"]);
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task A_change_that_was_on_its_way_waits_for_the_primary_s_region()
    {
        await using var emulator = await Emulator.Start(options: new() { ReplicationLag = TimeSpan.FromSeconds(5) });
        await emulator.Secrets.Create("db", "one", more: new JsonObject { ["AddReplicaRegions"] = Replicas.To("eu-west-1") });
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await emulator.Secrets.PutValue("db", "two");
        await emulator.Down("us-east-1");

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));

        var there = emulator.Secrets.As(region: "eu-west-1");
        (await there.GetValue("db")).Text("SecretString").ShouldBe("one");
        await emulator.Up("us-east-1");
        await emulator.Replicated();
        (await there.GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task A_replica_is_promoted_without_its_primary_which_returns_as_a_secret_of_its_own()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        await emulator.Down("us-east-1");
        var there = emulator.Secrets.As(region: "eu-west-1");

        (await there.GetValue("db")).Text("SecretString").ShouldBe("one");
        (await there.Promote("db")).Status.ShouldBe(200);
        (await there.PutValue("db", "two")).Status.ShouldBe(200);
        await emulator.Up("us-east-1");
        await emulator.Replicated();

        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
        (await emulator.Secrets.Describe("db")).Has("ReplicationStatus").ShouldBeFalse();
        (await there.GetValue("db")).Text("SecretString").ShouldBe("two");
        (await emulator.Secrets.Delete("db")).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_replica_that_is_removed_while_its_region_is_down_goes_when_it_is_up()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        await emulator.Down("eu-west-1");

        (await emulator.Secrets.RemoveRegions("db", "eu-west-1")).Status.ShouldBe(200);
        await emulator.Replicated();
        await emulator.Up("eu-west-1");
        await emulator.Replicated();

        (await emulator.Secrets.As(region: "eu-west-1").Describe("db"))
            .ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task What_waits_for_a_region_survives_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await emulator.CreateReplicated("db", "eu-west-1");
            await emulator.Down("eu-west-1");
            await emulator.Secrets.PutValue("db", "two");
            await emulator.Replicated();
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });
        (await again.Secrets.Status("db")).ShouldBe(["eu-west-1 InProgress"]);
        await again.Up("eu-west-1");
        await again.Replicated();

        (await again.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("two");
    }
}
