using SecretsEmu.State;
using SecretsEmu.Time;

namespace SecretsEmu.Kms;

/// <summary>What KMS puts into the due queue.</summary>
internal static class KmsDue
{
    private const string DeletionKind = "key-deletion";
    private const string RotationKind = "key-rotation";

    public static IReadOnlyList<DueKind> Kinds(KeyRing ring)
    {
        var rotation = new KeyRotation(ring);
        return [new(DeletionKind, (item, unit, _) => Delete(item, unit)), new(RotationKind, (item, unit, _) => Rotate(item, unit, rotation))];
    }

    /// <summary>The end of a waiting period: the key goes, with its aliases and grants.</summary>
    public static DueItem DeletionOf(KmsKey key) => new(DeletionKind, key.Arn, key.DeletionDate ?? key.CreationDate);

    /// <summary>The next automatic rotation.</summary>
    public static DueItem RotationOf(KmsKey key) => new(RotationKind, key.Arn, key.NextRotationDate ?? key.CreationDate);

    private static string Delete(DueItem item, UnitOfWork unit)
    {
        if (unit.State.Key(item.Subject) is not { State: KeyState.PendingDeletion } key)
        {
            return "it was gone already";
        }

        unit.Remove(KmsTables.Keys, key.Scope, key.KeyId);
        unit.Unschedule(RotationOf(key).Key);
        foreach (var alias in unit.State.Rows(KmsTables.Aliases, key.Scope).InOrder.Where(alias => alias.TargetKeyId == key.KeyId))
        {
            unit.Remove(KmsTables.Aliases, key.Scope, alias.AliasName);
        }

        foreach (var grant in Grants.Of(key, unit.State))
        {
            unit.Remove(KmsTables.Grants, key.Scope, KmsTables.Grants.Key(grant));
        }

        BeginWaitOfPrimary(key, item.At, unit);
        return "deleted for good, its aliases and grants with it";
    }

    // A primary's own waiting period begins when its last replica is gone. Source: KMS developer guide, deleting multi-Region keys.
    private static void BeginWaitOfPrimary(KmsKey replica, DateTimeOffset now, UnitOfWork unit)
    {
        if (replica is { PrimaryRegion: { } region, IsPrimary: false }
            && unit.State.Find(KmsTables.Keys, replica.Scope with { Region = region }, replica.KeyId) is { State: KeyState.PendingReplicaDeletion } primary
            && !primary.ReplicasIn(unit.State).Any())
        {
            var waiting = primary with { State = KeyState.PendingDeletion, DeletionDate = now.AddDays(primary.PendingWindowInDays!.Value) };
            unit.Put(KmsTables.Keys, primary.Scope, waiting);
            unit.Schedule(DeletionOf(waiting));
        }
    }

    private static string Rotate(DueItem item, UnitOfWork unit, KeyRotation rotation)
    {
        if (unit.State.Key(item.Subject) is not { RotationPeriodInDays: not null } key)
        {
            return "its rotation was off";
        }

        // Enabling it rotates it. Source: KMS developer guide, rotating keys.
        if (key.State != KeyState.Enabled)
        {
            return "not rotated while it is not enabled";
        }

        rotation.RotateOnSchedule(key, item.At, unit);
        return "rotated";
    }
}
