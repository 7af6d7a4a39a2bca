using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The public half of an asymmetric key, for use without KMS.</summary>
/// <remarks>Source: API reference, GetPublicKey (kms-iam-sts.md 2.5).</remarks>
internal sealed class GetPublicKey(KeyRing ring) : IRead<GetPublicKeyRequest, FoundKey, GetPublicKeyResponse>
{
    public Plan<FoundKey> Plan(GetPublicKeyRequest request, Snapshot state, RequestContext context) =>
        KmsPlan.Find(request.KeyId!, KmsActions.GetPublicKey, KeyIdUse.KeyOrAlias, state, context);

    public GetPublicKeyResponse Answer(FoundKey found, GetPublicKeyRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = found.OrThrow().RequireEnabled();
        if (!key.Facts.IsAsymmetric)
        {
            throw KmsErrors.UnsupportedOperation.AsException();
        }

        return new()
        {
            CustomerMasterKeySpec = key.KeySpec,
            EncryptionAlgorithms = key.Facts.EncryptionAlgorithmsFor(key.KeyUsage),
            KeyId = key.Arn,
            KeySpec = key.KeySpec,
            KeyUsage = key.KeyUsage,
            PublicKey = AsymmetricKeys.PublicKey(key.Facts, ring.Open(key, key.CurrentMaterial!)),
            SigningAlgorithms = key.Facts.SigningAlgorithmsFor(key.KeyUsage),
        };
    }
}

internal sealed class GetPublicKeyRequest
{
    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }
}

internal sealed class GetPublicKeyResponse
{
    /// <summary>The older name of <see cref="KeySpec"/>.</summary>
    public required string CustomerMasterKeySpec { get; init; }

    public IReadOnlyList<string>? EncryptionAlgorithms { get; init; }

    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    public required string KeySpec { get; init; }

    public required string KeyUsage { get; init; }

    /// <summary>A DER SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }

    public IReadOnlyList<string>? SigningAlgorithms { get; init; }
}
