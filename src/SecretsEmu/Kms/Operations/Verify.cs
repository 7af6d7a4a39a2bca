using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Says that a signature is one of the key's; a wrong one is an error.</summary>
/// <remarks>Source: API reference, Verify (kms-iam-sts.md 2.5).</remarks>
internal sealed class Verify(KeyRing ring) : IRead<VerifyRequest, FoundKey, VerifyResponse>
{
    public Plan<FoundKey> Plan(VerifyRequest request, Snapshot state, RequestContext context) =>
        Sign.Find(request.KeyId!, KmsActions.Verify, request.SigningAlgorithm!, request.MessageType, state, context);

    public VerifyResponse Answer(FoundKey found, VerifyRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = Sign.RequireSigning(found.OrThrow(), request.SigningAlgorithm!, "Verify");
        var digest = Signatures.Digest(request.Message!, Sign.IsDigest(request.MessageType), request.SigningAlgorithm!);
        if (!Signatures.Verify(key.Facts, ring.Open(key, key.CurrentMaterial!), request.SigningAlgorithm!, digest, request.Signature!))
        {
            throw KmsErrors.InvalidSignature.AsException();
        }

        KeyRules.RequireRealRun(request.DryRun);
        return new() { KeyId = key.Arn, SignatureValid = true, SigningAlgorithm = request.SigningAlgorithm! };
    }
}

internal sealed class VerifyRequest
{
    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 4096 bytes: the message, or its digest.</summary>
    [NotNull, Length(1, 4096), Sensitive] public byte[]? Message { get; init; }

    /// <summary>RAW when absent.</summary>
    [MessageType, OneOf("RAW", "DIGEST", "EXTERNAL_MU")] public string? MessageType { get; init; }

    /// <summary>1 to 6144 bytes.</summary>
    [NotNull, Length(1, 6144)] public byte[]? Signature { get; init; }

    [NotNull, OneOf(
        "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512",
        "RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512",
        "ECDSA_SHA_256", "ECDSA_SHA_384", "ECDSA_SHA_512", "SM2DSA", "ML_DSA_SHAKE_256", "ED25519_SHA_512", "ED25519_PH_SHA_512")]
    public string? SigningAlgorithm { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class VerifyResponse
{
    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    /// <summary>Always true.</summary>
    public required bool SignatureValid { get; init; }

    public required string SigningAlgorithm { get; init; }
}
