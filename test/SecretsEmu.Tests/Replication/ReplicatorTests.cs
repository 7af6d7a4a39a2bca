using SecretsEmu.SecretsManager;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Replication;

/// <summary>Whatever happens to a secret, in whatever order and under whatever outages: its replicas catch up.</summary>
public sealed class ReplicatorTests
{
    private static readonly string[] Regions = ["eu-west-1", "ap-south-1"];

    private static readonly string[] All = [ReplicatedSecret.Home, .. Regions];

    private static readonly Action<ReplicatedSecret, int>[] Events =
    [
        (secret, n) => secret.Replicate(Regions[n % 2]),
        (secret, n) => secret.Replicate(Regions[n % 2]),
        (secret, n) => secret.RemoveRegion(Regions[n % 2]),
        (secret, n) => secret.Promote(Regions[n % 2]),
        (secret, _) => secret.Put(),
        (secret, _) => secret.Put("AWSPENDING"),
        (secret, n) => secret.Put($"label{n % 3}"),
        (secret, n) => secret.Describe($"text {n % 3}"),
        (secret, n) => secret.Tag($"tag{n % 3}"),
        (secret, n) => secret.Untag($"tag{n % 3}"),
        (secret, n) => secret.MoveLabel("label1", n),
        (secret, n) => secret.MoveLabel("AWSCURRENT", n),
        (secret, _) => secret.PutPolicy(),
        (secret, _) => secret.Rotate(),
        (secret, _) => secret.CancelRotation(),
        (secret, n) => secret.ChangeReplicaKey(Regions[n % 2], toDefault: n % 4 < 2),
        (secret, n) => secret.Down(All[n % 3]),
        (secret, n) => secret.Up(All[n % 3]),
        (secret, _) => secret.Pass(),
        (secret, _) => secret.Pass(),
    ];

    [Property(MaxTest = 300)]
    public void After_catching_up_every_replica_equals_its_primary_but_for_region_key_and_access_dates(byte[] happenings)
    {
        var secret = new ReplicatedSecret(Regions);
        foreach (var happening in happenings)
        {
            Events[happening % Events.Length](secret, happening / Events.Length);
        }

        CatchUp(secret);

        secret.Waiting.ShouldBe(0);
        foreach (var replica in secret.Primary.Replicas.Where(replica => replica.Status == ReplicaStatus.InSync))
        {
            ShouldBeInStep(secret, replica.Region);
        }
    }

    [Property(MaxTest = 300)]
    public void After_catching_up_a_replica_exists_where_the_primary_says_so_and_nowhere_else(byte[] happenings)
    {
        var secret = new ReplicatedSecret(Regions);
        foreach (var happening in happenings)
        {
            Events[happening % Events.Length](secret, happening / Events.Length);
        }

        CatchUp(secret);

        foreach (var region in Regions)
        {
            var status = secret.Primary.Replicas.Find(region)?.Status;
            status.ShouldNotBe(ReplicaStatus.InProgress);
            (secret.In(region) is { IsReplica: true }).ShouldBe(status == ReplicaStatus.InSync, region);
        }
    }

    [Test]
    public void A_change_that_brings_no_value_leaves_the_sealed_values_of_the_replica_alone()
    {
        var secret = new ReplicatedSecret();
        secret.Replicate("eu-west-1");
        secret.Pass();
        var before = secret.In("eu-west-1")!.Versions[0].Value;

        secret.Tag("one");
        secret.Pass();

        secret.In("eu-west-1")!.Versions[0].Value.ShouldBeSameAs(before);
        secret.In("eu-west-1")!.Tags!.Value.ShouldHaveSingleItem().Key.ShouldBe("one");
    }

    [Test]
    public void A_secret_that_is_written_again_before_the_first_change_arrived_is_copied_once()
    {
        var secret = new ReplicatedSecret();
        secret.Replicate("eu-west-1");

        secret.Put();
        secret.Put();

        secret.Waiting.ShouldBe(1);
        secret.Pass();
        ShouldBeInStep(secret, "eu-west-1");
    }

    private static void CatchUp(ReplicatedSecret secret)
    {
        foreach (var region in All)
        {
            secret.Up(region);
        }

        secret.Pass();
    }

    private static void ShouldBeInStep(ReplicatedSecret secret, string region)
    {
        var (primary, replica) = (secret.Primary, secret.In(region)!);
        replica.ReplicaOf.ShouldBe("us-east-1");
        replica.Arn.ShouldBe(primary.Arn.Replace("us-east-1", region, StringComparison.Ordinal));
        secret.Content(replica).ShouldBe(secret.Content(primary));
        (replica with
        {
            Arn = primary.Arn, ReplicaOf = null, Replicas = primary.Replicas, KmsKeyId = primary.KmsKeyId, LastAccessedDate = primary.LastAccessedDate, Versions = primary.Versions,
        }).ShouldBe(primary);
    }
}
