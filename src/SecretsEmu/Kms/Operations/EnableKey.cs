using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Puts a key back into use; a rotation that fell due meanwhile is made up for.</summary>
/// <remarks>Source: API reference, EnableKey (kms-iam-sts.md 2.4; KMS developer guide, rotating keys).</remarks>
internal sealed class EnableKey(KeyRotation rotation) : IChange<EnableKeyRequest, FoundKey, NoContent>
{
    public Plan<FoundKey> Plan(EnableKeyRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.EnableKey, KeyIdUse.KeyOnly, state, context);

    public NoContent Apply(FoundKey found, EnableKeyRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireMaterial() with { State = KeyState.Enabled };
        unit.Put(KmsTables.Keys, key.Scope, key);
        if (key.NextRotationDate <= context.Now)
        {
            rotation.RotateOnSchedule(key, context.Now, unit);
        }

        return NoContent.Instance;
    }
}

internal sealed class EnableKeyRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }
}
