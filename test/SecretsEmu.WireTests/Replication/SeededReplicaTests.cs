using System.Text.Json.Nodes;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Replication;

public sealed class SeededReplicaTests
{
    [Test]
    public async Task A_seeded_secret_has_its_replicas_from_the_start()
    {
        await using var emulator = await Emulator.Start();

        await emulator.Server.SeedAsync("""{"secrets":[{"name":"db","string":"one","replicas":[{"region":"eu-west-1"}]}]}""");

        (await emulator.Secrets.Status("db")).ShouldBe(["eu-west-1 InSync Replication succeeded"]);
        (await emulator.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task An_export_has_the_primary_with_its_regions_and_makes_the_same_again()
    {
        await using var emulator = await Emulator.Start();
        await emulator.CreateReplicated("db", "eu-west-1");
        var before = await emulator.Secrets.As(region: "eu-west-1").Describe("db");

        var export = (await emulator.Get("/_emulator/export?values=true")).Body;
        await using var again = await Emulator.Start(seed: 8);
        await again.Server.SeedAsync(export);

        JsonNode.Parse(export)!["secrets"]!.AsArray().Count.ShouldBe(1);
        (await again.Secrets.As(region: "eu-west-1").Describe("db")).Text("ARN").ShouldBe(before.Text("ARN"));
        (await again.Secrets.As(region: "eu-west-1").GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [TestCase("""{"region":"us-east-1"}""", "seed, line 1: Invalid replica region.")]
    [TestCase("""{"kmsKeyId":"alias/a"}""", "seed, line 1: a replica needs a region.")]
    [TestCase("""{"region":"eu-west-1","key":"alias/a"}""", "seed, line 1: a replica has no member 'key'; it has region, kmsKeyId.")]
    public async Task A_replica_that_cannot_be_is_refused_with_its_line(string replica, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var refused = await Should.ThrowAsync<ArgumentException>(
            () => emulator.Server.SeedAsync($$"""{"secrets":[{"name":"db","string":"one","replicas":[{{replica}}]}]}"""));

        refused.Message.ShouldBe(sentence);
        (await emulator.Secrets.Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
}
