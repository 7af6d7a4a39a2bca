using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Rotates a key automatically no longer.</summary>
/// <remarks>Source: API reference, DisableKeyRotation (kms-iam-sts.md 2.5).</remarks>
internal sealed class DisableKeyRotation : IChange<DisableKeyRotationRequest, FoundKey, NoContent>
{
    public Plan<FoundKey> Plan(DisableKeyRotationRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.DisableKeyRotation, KeyIdUse.KeyOnly, state, context);

    public NoContent Apply(FoundKey found, DisableKeyRotationRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireRotatable();
        unit.Put(KmsTables.Keys, key.Scope, key with { RotationPeriodInDays = null, NextRotationDate = null });
        unit.Unschedule(KmsDue.RotationOf(key).Key);
        return NoContent.Instance;
    }
}

internal sealed class DisableKeyRotationRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }
}
