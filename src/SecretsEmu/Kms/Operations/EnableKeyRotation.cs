using System.Globalization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Rotates a key automatically from now on, or with another period.</summary>
/// <remarks>Source: API reference, EnableKeyRotation (kms-iam-sts.md 2.5).</remarks>
internal sealed class EnableKeyRotation : IChange<EnableKeyRotationRequest, FoundKey, NoContent>
{
    public Plan<FoundKey> Plan(EnableKeyRotationRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.EnableKeyRotation, KeyIdUse.KeyOnly, state, context, keys: KeysOf(request));

    public NoContent Apply(FoundKey found, EnableKeyRotationRequest request, UnitOfWork unit, RequestContext context)
    {
        var key = found.OrThrow().RequireCustomerManaged().RequireRotatable();
        // Inferred: a call without a period leaves the one that is set.
        var period = request.RotationPeriodInDays ?? key.RotationPeriodInDays ?? KeyRotation.DefaultPeriodInDays;
        var next = period == key.RotationPeriodInDays ? key.NextRotationDate : context.Now.AddDays(period);
        var rotating = key with { RotationPeriodInDays = period, NextRotationDate = next };
        unit.Put(KmsTables.Keys, key.Scope, rotating);
        unit.Schedule(KmsDue.RotationOf(rotating));
        return NoContent.Instance;
    }

    private static RequestKeys KeysOf(EnableKeyRotationRequest request) =>
        new RequestKeys().Add("kms:RotationPeriodInDays", request.RotationPeriodInDays?.ToString(CultureInfo.InvariantCulture));
}

internal sealed class EnableKeyRotationRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>90 to 2560 days; 365 when absent.</summary>
    [Range(90, 2560)] public int? RotationPeriodInDays { get; init; }
}
