using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Gives a key another description.</summary>
/// <remarks>Source: API reference, UpdateKeyDescription (kms-iam-sts.md 2.5).</remarks>
internal sealed class UpdateKeyDescription : IChange<UpdateKeyDescriptionRequest, FoundKey, NoContent>
{
    public Plan<FoundKey> Plan(UpdateKeyDescriptionRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.UpdateKeyDescription, KeyIdUse.KeyOnly, state, context);

    public NoContent Apply(FoundKey found, UpdateKeyDescriptionRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireNotPendingDeletion();
        unit.Put(KmsTables.Keys, key.Scope, key with { Description = request.Description! });
        return NoContent.Instance;
    }
}

internal sealed class UpdateKeyDescriptionRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>At most 8192 characters.</summary>
    [NotNull, Length(0, 8192)] public string? Description { get; init; }
}
