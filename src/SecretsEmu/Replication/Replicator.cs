using SecretsEmu.Calls;
using SecretsEmu.Events;
using SecretsEmu.Faults;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.Replication;

/// <summary>
/// Keeps replicas in step with their primaries: whatever changes one queues work for its regions, in the same unit, and the
/// clock runs it. Source: user guide, Replicate secrets across Regions (secretsmanager.md 4.17).
/// </summary>
/// <param name="copies">Makes the copies.</param>
/// <param name="rotations">Takes along what is known of a secret's rotations when it is overwritten.</param>
/// <param name="events">Takes what happens.</param>
/// <param name="lag">How long a change takes to reach a replica, on the emulator's clock.</param>
internal sealed class Replicator(ReplicaCopies copies, Rotations rotations, EventLog events, TimeSpan lag)
{
    private const string DueKindName = "replication";
    private const string Succeeded = "Replication succeeded";

    /// <summary>How the clock runs the work.</summary>
    public DueKind Kind => new(DueKindName, (item, unit, now) => Run(item.Subject, unit, now));

    /// <summary>Whether an item is work whose primary is out of reach: it stays in the queue, as it does while the replica's own region is down.</summary>
    public static bool IsHeldBack(Snapshot state, DueItem item) =>
        item.Kind == DueKindName && state.Find(ReplicationTable.Work, Scope.Emulator, item.Subject) is { } work && state.OutageOf(work.PrimaryRegion) is not null;

    /// <summary>At the end of every unit: the work that follows from what it changed.</summary>
    public void Follow(UnitOfWork unit, DateTimeOffset now)
    {
        // Inferred: an event names no region, so that one stands for all replicas that it happens to at once.
        var said = new HashSet<(string Name, string SecretArn)>();
        var count = unit.Changes.Count;
        for (var i = 0; i < count; i++)
        {
            var change = unit.Changes[i];
            if (change.Table == SecretsManagerTables.Secrets)
            {
                FollowSecret((Secret?)change.Before, (Secret?)change.After, unit, now, said);
            }
        }

        foreach (var (name, secretArn) in said)
        {
            events.Add(unit, name, secretArn, now);
        }
    }

    private void FollowSecret(Secret? before, Secret? after, UnitOfWork unit, DateTimeOffset now, HashSet<(string Name, string SecretArn)> said)
    {
        if (after is null || (after.Replicas.IsEmpty && before is not { Replicas.IsEmpty: false }))
        {
            return;
        }

        if (after.Replicas.Any(replica => replica.Status == ReplicaStatus.InSync && before?.Replicas.Find(replica.Region) is not { Status: ReplicaStatus.InSync }))
        {
            said.Add((EventNames.ReplicationSucceeded, after.Arn));
        }

        foreach (var gone in (before?.Replicas ?? []).Where(replica => after.Replicas.Find(replica.Region) is null))
        {
            Leave(after, gone, unit, now);
        }

        var isChanged = before is not null && !HasSameContent(before, after);
        var hasNewValues = before is null || before.Versions != after.Versions;
        foreach (var replica in after.Replicas)
        {
            var isAsked = replica.Status == ReplicaStatus.InProgress && before?.Replicas.Find(replica.Region) is not { Status: not ReplicaStatus.Failed };
            // Inferred: one that failed waits until somebody asks for it again, as AWS's documentation tells to do.
            if (isAsked || (isChanged && replica.Status != ReplicaStatus.Failed))
            {
                if (Queue(after, replica, isAsked || hasNewValues, unit, now))
                {
                    said.Add((EventNames.ReplicationStarted, after.Arn));
                }
            }
        }
    }

    // All that a replica copies. What differs in both regions, and what a read notes, is no change.
    private static bool HasSameContent(Secret before, Secret after) =>
        (before with { Replicas = after.Replicas, KmsKeyId = after.KmsKeyId, LastAccessedDate = after.LastAccessedDate }) == after;

    // Whether none waited yet.
    private bool Queue(Secret primary, Replica replica, bool hasNewValues, UnitOfWork unit, DateTimeOffset now)
    {
        var arn = primary.ArnIn(replica.Region);
        var waiting = unit.State.Find(ReplicationTable.Work, Scope.Emulator, arn);
        // Only values need keys: who brings none must not stand for who did.
        var cause = (hasNewValues ? unit.Cause : waiting?.Cause) ?? waiting?.Cause ?? unit.Cause;
        Schedule(new ReplicationWork(arn, primary.Scope.Region, ReplicationTask.Copy, cause), unit, now + lag);
        if (replica.Status != ReplicaStatus.InProgress)
        {
            SetStatus(primary.Arn, replica.Region, ReplicaStatus.InProgress, null, unit);
        }

        return waiting is null;
    }

    // One that was promoted is left alone.
    private void Leave(Secret primary, Replica gone, UnitOfWork unit, DateTimeOffset now)
    {
        var arn = primary.ArnIn(gone.Region);
        unit.Remove(ReplicationTable.Work, Scope.Emulator, arn);
        unit.Unschedule(DueItem.KeyOf(DueKindName, arn));
        if (unit.State.SecretByArn(arn) is { IsReplica: true })
        {
            Schedule(new ReplicationWork(arn, primary.Scope.Region, ReplicationTask.Remove, unit.Cause), unit, now + lag);
        }
    }

    // Work that is due already stays due then, or a secret that is written all the time would never be copied.
    private static void Schedule(ReplicationWork work, UnitOfWork unit, DateTimeOffset at)
    {
        unit.Put(ReplicationTable.Work, Scope.Emulator, work);
        var item = new DueItem(DueKindName, work.ReplicaArn, at);
        if (unit.State.Find(DueQueue.Items, Scope.Emulator, item.Key) is null)
        {
            unit.Schedule(item);
        }
    }

    private DueOutcome Run(string replicaArn, UnitOfWork unit, DateTimeOffset now)
    {
        if (unit.State.Find(ReplicationTable.Work, Scope.Emulator, replicaArn) is not { } work)
        {
            return "nothing is left to do";
        }

        unit.Remove(ReplicationTable.Work, Scope.Emulator, replicaArn);
        return work.Task == ReplicationTask.Copy ? Copy(work, unit, now) : Remove(work, unit);
    }

    private static string Remove(ReplicationWork work, UnitOfWork unit)
    {
        if (unit.State.SecretByArn(work.ReplicaArn) is not { IsReplica: true } replica)
        {
            return "it was gone already";
        }

        unit.Remove(replica);
        return "the replica is deleted";
    }

    private string Copy(ReplicationWork work, UnitOfWork unit, DateTimeOffset now)
    {
        var arn = SecretArn.Parse(work.ReplicaArn);
        if (unit.State.SecretByArn((arn with { Region = work.PrimaryRegion }).ToString()) is not { } primary || primary.Replicas.Find(arn.Region) is not { } replica)
        {
            return "it is no replica any more";
        }

        var there = unit.State.Find(SecretsManagerTables.Secrets, arn.Scope, arn.Name);
        var inTheWay = there is { IsReplica: true } && there.Arn == work.ReplicaArn ? null : there;
        var failure = inTheWay is null ? null
            // Inferred: one that was promoted, or is another primary's, is not overwritten (field: its sentence is known in part).
            : inTheWay.IsReplica || inTheWay.Arn == work.ReplicaArn ? $"Replication failed: Secret {arn.Name} is currently replicated to {arn.Region} with a different arn."
            : !replica.Overwrites ? $"Replication failed: Secret name {arn.Name} already exists in region {arn.Region}."
            : null;
        var copy = failure is null ? copies.Make(primary, replica, inTheWay is null ? there : null, work.Cause, unit, now) : null;
        if (copy is null)
        {
            return Fail(primary, replica, failure ?? ReplicaCopies.KeyRefused, unit, now);
        }

        if (inTheWay is not null)
        {
            rotations.Remove(inTheWay, unit, now);
            unit.Unschedule(SecretDue.PurgeOf(inTheWay).Key);
        }

        unit.Put(copy);
        SetStatus(primary.Arn, arn.Region, ReplicaStatus.InSync, Succeeded, unit);
        return $"in step in {arn.Region}";
    }

    private string Fail(Secret primary, Replica replica, string message, UnitOfWork unit, DateTimeOffset now)
    {
        SetStatus(primary.Arn, replica.Region, ReplicaStatus.Failed, message, unit);
        events.Add(unit, EventNames.ReplicationFailed, primary.Arn, now);
        return message;
    }

    private static void SetStatus(string primaryArn, string region, ReplicaStatus status, string? message, UnitOfWork unit)
    {
        if (unit.State.SecretByArn(primaryArn) is { } primary && primary.Replicas.Find(region) is { } replica)
        {
            unit.Put(primary with { Replicas = primary.Replicas.Replace(replica, replica with { Status = status, StatusMessage = message }) });
        }
    }
}
