using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Replication;

/// <summary>What is to be done for a copy of a secret in another region.</summary>
internal enum ReplicationTask
{
    /// <summary>Make it what its primary is.</summary>
    Copy = 0,

    /// <summary>Delete it: its region was removed from the replication.</summary>
    Remove = 1,
}

/// <summary>
/// Work for one replica. It is due once, in the queue of the clock; while one of its regions is down it waits here alone.
/// </summary>
/// <param name="ReplicaArn">Of the copy, which need not exist yet.</param>
/// <param name="PrimaryRegion">Where the secret is that it copies.</param>
/// <param name="Task">What to do.</param>
/// <param name="Cause">Whose permissions on the keys count; null for what the emulator or the user's own files did.</param>
internal sealed record ReplicationWork(string ReplicaArn, string PrimaryRegion, ReplicationTask Task, Cause? Cause)
{
    /// <summary>The region of the copy.</summary>
    public string Region => SecretArn.Parse(ReplicaArn).Region;
}

/// <summary>The work that waits, one item a replica: a later one replaces it.</summary>
internal static class ReplicationTable
{
    public static Table<ReplicationWork> Work { get; } =
        new("replications", work => work.ReplicaArn, Comparer<ReplicationWork>.Create((one, other) => string.CompareOrdinal(one.ReplicaArn, other.ReplicaArn)));
}
