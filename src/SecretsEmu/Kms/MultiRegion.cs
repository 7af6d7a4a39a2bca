using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>Keys that are the same in several regions: one id, one material, and everything else of their own. Source: KMS developer guide, multi-Region keys (kms-iam-sts.md 2.5).</summary>
internal static class MultiRegion
{
    /// <exception cref="Calls.AwsErrorException">UnsupportedOperationException: a replica, or a key of one region.</exception>
    public static KmsKey RequirePrimary(this KmsKey key) => key.IsPrimary ? key : throw KmsErrors.NotPrimary(key.Arn).AsException();

    /// <summary>A replica of a primary, without what is not copied: description, tags, policy and aliases. Rotation is the primary's alone, and gives every replica its new material.</summary>
    public static KmsKey ReplicaIn(this KmsKey primary, string region, DateTimeOffset now, KeyRing ring)
    {
        var arn = KeyArn.Of(region, primary.Scope.Account, primary.KeyId);
        return primary with
        {
            Arn = arn,
            CreationDate = now,
            Description = "",
            Policy = KeyPolicies.Default(primary.Scope.Account, region),
            Tags = [],
            RotationPeriodInDays = null,
            NextRotationDate = null,
            Materials = [.. primary.Materials.Select(material => ring.CopyFor(arn, primary, material))],
        };
    }

    /// <summary>Makes a replica the primary; the old primary and all others are its replicas then. The rotation goes with the primary.</summary>
    public static void MovePrimary(KmsKey primary, KmsKey replica, UnitOfWork unit)
    {
        unit.Unschedule(KmsDue.RotationOf(primary).Key);
        foreach (var key in primary.ReplicasIn(unit.State).Append(primary).ToList())
        {
            var isNext = key.Arn == replica.Arn;
            var moved = key with
            {
                PrimaryRegion = replica.Scope.Region,
                RotationPeriodInDays = isNext ? primary.RotationPeriodInDays : null,
                NextRotationDate = isNext ? primary.NextRotationDate : null,
            };
            unit.Put(KmsTables.Keys, moved.Scope, moved);
            if (isNext && moved.RotationPeriodInDays is not null)
            {
                unit.Schedule(KmsDue.RotationOf(moved));
            }
        }
    }
}
