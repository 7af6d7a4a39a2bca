using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Takes back the deletion of a key that waits for it. The key is disabled afterwards.</summary>
/// <remarks>Source: API reference, CancelKeyDeletion (kms-iam-sts.md 2.4).</remarks>
internal sealed class CancelKeyDeletion : IChange<CancelKeyDeletionRequest, FoundKey, CancelKeyDeletionResponse>
{
    public Plan<FoundKey> Plan(CancelKeyDeletionRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.CancelKeyDeletion, KeyIdUse.KeyOnly, state, context);

    public CancelKeyDeletionResponse Apply(FoundKey found, CancelKeyDeletionRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequirePendingDeletion();
        unit.Unschedule(KmsDue.DeletionOf(key).Key);
        // Inferred: a key that never had material goes on waiting for it.
        var state = key.CurrentMaterial is null ? KeyState.PendingImport : KeyState.Disabled;
        unit.Put(KmsTables.Keys, key.Scope, key with { State = state, DeletionDate = null, PendingWindowInDays = null });
        return new() { KeyId = key.Arn };
    }
}

internal sealed class CancelKeyDeletionRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }
}

internal sealed class CancelKeyDeletionResponse
{
    /// <summary>The key ARN.</summary>
    public required string KeyId { get; init; }
}
