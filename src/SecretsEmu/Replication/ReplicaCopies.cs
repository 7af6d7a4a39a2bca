using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.Randomness;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Replication;

/// <summary>Makes the copy of a secret for another region: everything but its region, its key and when it was read (secretsmanager.md 4.17).</summary>
/// <param name="envelope">Opens under the primary's key, seals under the replica's.</param>
/// <param name="authorizer">Decides about the keys, and keeps refusals for who asks why.</param>
/// <param name="principals">Who caused the change, as the state describes it now.</param>
/// <param name="random">For the ids under which refusals are kept.</param>
internal sealed class ReplicaCopies(Envelope envelope, IAuthorizer authorizer, PrincipalDirectory principals, IRandom random)
{
    /// <summary>What the status says when a key cannot be used, by this principal or at all.</summary>
    // Inferred: AWS's text is unknown (secretsmanager.md 4.17, question 24).
    public const string KeyRefused = "Replication failed: Access to KMS is not allowed";

    /// <summary>The copy, with the values that the replica lacks sealed anew; null when a key refuses, and then nothing is changed.</summary>
    /// <param name="primary">What is copied.</param>
    /// <param name="replica">Where to, and under which key a first copy is sealed.</param>
    /// <param name="existing">The copy as it is, or null for a first one.</param>
    /// <param name="cause">Who brings it about; null where nobody is to be asked.</param>
    /// <param name="unit">Where the default key of the region is made on first use.</param>
    /// <param name="now">The emulator's time.</param>
    public Secret? Make(Secret primary, Replica replica, Secret? existing, Cause? cause, UnitOfWork unit, DateTimeOffset now)
    {
        var copy = primary with
        {
            Arn = primary.ArnIn(replica.Region),
            KmsKeyId = existing is null ? replica.KmsKeyId : existing.KmsKeyId,
            ReplicaOf = primary.Scope.Region,
            Replicas = [],
            LastAccessedDate = existing?.LastAccessedDate,
        };
        if (ContextOf(primary, cause, unit.State, now) is not { } here)
        {
            return null;
        }

        // The keys of both regions are asked through the service of the region that was called (kms-iam-sts.md 3.1).
        var there = here with { Region = replica.Region, ViaRegion = here.Region };
        try
        {
            return copy with { Versions = [.. primary.Versions.Select(version => VersionOf(version, primary, copy, existing, unit, here, there))] };
        }
        catch (AwsErrorException)
        {
            return null;
        }
    }

    // A value never changes once it is there: what the replica has of the same version stays.
    private SecretVersion VersionOf(
        SecretVersion version, Secret primary, Secret copy, Secret? existing, UnitOfWork unit, RequestContext here, RequestContext there)
    {
        var kept = existing?.FindVersion(version.VersionId) is { } known && known.CreatedDate == version.CreatedDate ? known : null;
        var value = version.Value is not { } sealedHere ? null
            : kept?.Value ?? envelope.SealCopy(envelope.Open(sealedHere, primary.Arn, version.VersionId, unit.State, here), copy, version.VersionId, unit, there);
        return version with { Value = value, LastAccessedDate = kept?.LastAccessedDate };
    }

    private RequestContext? ContextOf(Secret primary, Cause? cause, Snapshot state, DateTimeOffset now)
    {
        var scope = primary.Scope;
        var principal = cause is null ? Principal.Root(scope.Account) : principals.Find(cause, state);
        return principal is null
            ? null
            : new RequestContext(principal, scope.Region, random.Uuid(), cause is null ? Unquestioned.Instance : authorizer) { Now = now };
    }
}
