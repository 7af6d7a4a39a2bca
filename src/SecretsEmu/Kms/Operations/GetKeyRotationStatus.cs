using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Whether and when a key is rotated automatically.</summary>
/// <remarks>Source: API reference, GetKeyRotationStatus (kms-iam-sts.md 2.5).</remarks>
internal sealed class GetKeyRotationStatus : IRead<GetKeyRotationStatusRequest, FoundKey, GetKeyRotationStatusResponse>
{
    public Plan<FoundKey> Plan(GetKeyRotationStatusRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.GetKeyRotationStatus, KeyIdUse.KeyOfAnyAccount, state, context);

    public GetKeyRotationStatusResponse Answer(FoundKey found, GetKeyRotationStatusRequest request, Snapshot state, RequestContext context)
    {
        var key = found.OrThrow();
        // Rotation is a property that related keys share.
        var rotated = key is { PrimaryRegion: { } region, IsPrimary: false } ? state.Find(KmsTables.Keys, key.Scope with { Region = region }, key.KeyId) ?? key : key;
        return rotated.RotationPeriodInDays is { } period && !key.IsPendingDeletion
            ? new() { KeyId = key.KeyId, KeyRotationEnabled = true, NextRotationDate = rotated.NextRotationDate, RotationPeriodInDays = period }
            : new() { KeyId = key.KeyId, KeyRotationEnabled = false };
    }
}

internal sealed class GetKeyRotationStatusRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }
}

internal sealed class GetKeyRotationStatusResponse
{
    /// <summary>The bare id.</summary>
    public required string KeyId { get; init; }

    /// <summary>False also while the key waits for its deletion.</summary>
    public required bool KeyRotationEnabled { get; init; }

    public DateTimeOffset? NextRotationDate { get; init; }

    public int? RotationPeriodInDays { get; init; }
}
