using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Gives a key new material at once; its automatic rotation goes on as planned.</summary>
/// <remarks>Source: API reference, RotateKeyOnDemand (kms-iam-sts.md 2.5).</remarks>
internal sealed class RotateKeyOnDemand(KeyRotation rotation) : IChange<RotateKeyOnDemandRequest, FoundKey, RotateKeyOnDemandResponse>
{
    // Inferred: the model's text of today; it was 10 when it was recorded (kms-iam-sts.md 9.9).
    private const int Limit = 25;

    public Plan<FoundKey> Plan(RotateKeyOnDemandRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.RotateKeyOnDemand, KeyIdUse.KeyOnly, state, context);

    public RotateKeyOnDemandResponse Apply(FoundKey found, RotateKeyOnDemandRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireRotatable();
        if (key.Materials.Count(material => material.Rotation == RotationType.OnDemand) >= Limit)
        {
            throw KmsErrors.OnDemandRotationLimit(key.Arn).AsException();
        }

        rotation.Rotate(key, RotationType.OnDemand, context.Now, unit);
        return new() { KeyId = key.Arn };
    }
}

internal sealed class RotateKeyOnDemandRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }
}

internal sealed class RotateKeyOnDemandResponse
{
    /// <summary>The key ARN.</summary>
    public required string KeyId { get; init; }
}
