using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Puts a key out of use until it is enabled again.</summary>
/// <remarks>Source: API reference, DisableKey (kms-iam-sts.md 2.4).</remarks>
internal sealed class DisableKey : IChange<DisableKeyRequest, FoundKey, NoContent>
{
    public Plan<FoundKey> Plan(DisableKeyRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.DisableKey, KeyIdUse.KeyOnly, state, context);

    public NoContent Apply(FoundKey found, DisableKeyRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireMaterial();
        unit.Put(KmsTables.Keys, key.Scope, key with { State = KeyState.Disabled });
        return NoContent.Instance;
    }
}

internal sealed class DisableKeyRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }
}
