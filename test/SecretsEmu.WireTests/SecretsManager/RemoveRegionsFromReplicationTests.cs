using SecretsEmu.WireTests.Replication;

namespace SecretsEmu.WireTests.SecretsManager;

public sealed class RemoveRegionsFromReplicationTests
{
    // Types

    [Test]
    public async Task RemoveReplicaRegions_of_another_type_cannot_be_read()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Call("RemoveRegionsFromReplication", """{"SecretId":"db","RemoveReplicaRegions":[1]}""");

        answer.ShouldBeError("SerializationException", "NUMBER_VALUE cannot be converted to String", messageKey: "message");
    }

    // Constraints

    [Test]
    public async Task The_primary_s_own_region_cannot_be_removed()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");

        (await emulator.Secrets.RemoveRegions("db", "eu-west-1", "us-east-1")).ShouldBeError("InvalidParameterException", "Invalid replica region.");

        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
    }

    // Behaviour

    [Test]
    public async Task The_answer_lists_the_regions_that_are_left_and_the_replica_goes_after_it()
    {
        await using var emulator = await Emulator.Start();
        var arn = await emulator.CreateReplicated("db", "eu-west-1", "ap-south-1");

        var answer = await emulator.Secrets.RemoveRegions("db", "eu-west-1");
        await emulator.Replicated();

        answer.Text("ARN").ShouldBe(arn);
        Replicas.StatusIn(answer).ShouldBe(["ap-south-1 InSync Replication succeeded"]);
        (await emulator.Secrets.As(region: "eu-west-1").Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        (await emulator.Secrets.As(region: "ap-south-1").GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task With_the_last_region_the_secret_is_one_of_a_single_region_again()
    {
        await using var emulator = await Emulator.Start();
        var arn = await emulator.CreateReplicated("db", "eu-west-1");

        var answer = await emulator.Secrets.RemoveRegions("db", "eu-west-1");

        answer.Body.ShouldBe($$"""{"ARN":"{{arn}}","ReplicationStatus":[]}""");
        var described = await emulator.Secrets.Describe("db");
        described.Has("PrimaryRegion").ShouldBeFalse();
        described.Has("ReplicationStatus").ShouldBeFalse();
        (await emulator.Secrets.Delete("db")).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_region_without_a_replica_is_passed_over()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");

        (await emulator.Secrets.RemoveRegions("db", "ap-south-1")).Status.ShouldBe(200);

        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
    }

    [Test]
    public async Task The_other_secret_that_made_a_replica_fail_stays()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.As(region: "eu-west-1").Create("db", "theirs");
        await emulator.CreateReplicated("db", "eu-west-1");

        await emulator.Secrets.RemoveRegions("db", "eu-west-1");
        await emulator.Replicated();

        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("theirs");
    }
}
