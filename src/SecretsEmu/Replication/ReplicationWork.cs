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

/// <summary>Work for one replica: what an item of the due queue lacks.</summary>
/// <param name="ReplicaArn">Of the copy, which need not exist yet.</param>
/// <param name="PrimaryRegion">Where the secret is that it copies.</param>
/// <param name="Task">What to do.</param>
/// <param name="Cause">Whose permissions on the keys count; null for what the emulator or the user's own files did.</param>
internal sealed record ReplicationWork(string ReplicaArn, string PrimaryRegion, ReplicationTask Task, Cause? Cause);

/// <summary>The work that waits, one item a replica: a later one replaces it.</summary>
internal static class ReplicationTable
{
    public static Table<ReplicationWork> Work { get; } =
        new("replications", work => work.ReplicaArn, Comparer<ReplicationWork>.Create((one, other) => string.CompareOrdinal(one.ReplicaArn, other.ReplicaArn)));
}
