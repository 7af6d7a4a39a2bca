using System.Globalization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Lets a key wait for its deletion: until then it cannot be used, and the deletion can be cancelled.</summary>
/// <remarks>Source: API reference, ScheduleKeyDeletion (kms-iam-sts.md 2.5; KMS developer guide, deleting multi-Region keys).</remarks>
internal sealed class ScheduleKeyDeletion : IChange<ScheduleKeyDeletionRequest, FoundKey, ScheduleKeyDeletionResponse>
{
    private const int DefaultWindowInDays = 30;

    public Plan<FoundKey> Plan(ScheduleKeyDeletionRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.ScheduleKeyDeletion, KeyIdUse.KeyOnly, state, context, keys: KeysOf(request));

    public ScheduleKeyDeletionResponse Apply(FoundKey found, ScheduleKeyDeletionRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireNotPendingDeletion();
        var window = request.PendingWindowInDays ?? DefaultWindowInDays;
        var waitsForReplicas = key.ReplicasIn(unit.State).Any();
        var waiting = key with
        {
            State = waitsForReplicas ? KeyState.PendingReplicaDeletion : KeyState.PendingDeletion,
            DeletionDate = waitsForReplicas ? null : context.Now.AddDays(window),
            PendingWindowInDays = window,
        };
        unit.Put(KmsTables.Keys, key.Scope, waiting);
        if (!waitsForReplicas)
        {
            unit.Schedule(KmsDue.DeletionOf(waiting));
        }

        return new() { DeletionDate = waiting.DeletionDate, KeyId = key.Arn, KeyState = waiting.State.ToString(), PendingWindowInDays = window };
    }

    private static RequestKeys KeysOf(ScheduleKeyDeletionRequest request) => new RequestKeys().Add(
        "kms:ScheduleKeyDeletionPendingWindowInDays", (request.PendingWindowInDays ?? DefaultWindowInDays).ToString(CultureInfo.InvariantCulture));
}

internal sealed class ScheduleKeyDeletionRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>7 to 30 days; 30 when absent. The model says 1 to 365, the service enforces less.</summary>
    [Range(7, 30)] public int? PendingWindowInDays { get; init; }
}

internal sealed class ScheduleKeyDeletionResponse
{
    /// <summary>When the key goes for good; absent while a multi-Region primary waits for its replicas.</summary>
    public DateTimeOffset? DeletionDate { get; init; }

    /// <summary>The key ARN.</summary>
    public required string KeyId { get; init; }

    public required string KeyState { get; init; }

    public required int PendingWindowInDays { get; init; }
}
