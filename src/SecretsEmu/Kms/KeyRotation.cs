using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>New material for a key; what the old one encrypted is still decrypted. Source: KMS developer guide, rotating keys (kms-iam-sts.md 2.5).</summary>
internal sealed class KeyRotation(KeyRing ring)
{
    public const int DefaultPeriodInDays = 365;

    /// <summary>Rotates a key, and with it the replicas of a multi-Region primary.</summary>
    public void Rotate(KmsKey key, RotationType type, DateTimeOffset at, UnitOfWork unit)
    {
        var material = ring.Generate(key.Arn) with { CreationDate = at, Rotation = type };
        var rotated = key with { Materials = key.Materials.Add(material) };
        unit.Put(KmsTables.Keys, key.Scope, rotated);
        foreach (var replica in key.ReplicasIn(unit.State))
        {
            unit.Put(KmsTables.Keys, replica.Scope, replica with { Materials = replica.Materials.Add(ring.CopyFor(replica.Arn, rotated, material)) });
        }
    }

    /// <summary>Rotates a key whose date has come, and plans the next time.</summary>
    public void RotateOnSchedule(KmsKey key, DateTimeOffset at, UnitOfWork unit)
    {
        var next = key with { NextRotationDate = at.AddDays(key.RotationPeriodInDays!.Value) };
        Rotate(next, RotationType.Automatic, at, unit);
        unit.Schedule(KmsDue.RotationOf(next));
    }
}
