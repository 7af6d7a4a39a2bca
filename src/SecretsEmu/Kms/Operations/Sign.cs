using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Signs a message of up to 4096 bytes, or the digest of a longer one.</summary>
/// <remarks>Source: API reference, Sign (kms-iam-sts.md 2.5).</remarks>
internal sealed class Sign(KeyRing ring) : IRead<SignRequest, FoundKey, SignResponse>
{
    private const string Raw = "RAW";
    private const string Digest = "DIGEST";

    public Plan<FoundKey> Plan(SignRequest request, Snapshot state, RequestContext context) =>
        Find(request.KeyId!, KmsActions.Sign, request.SigningAlgorithm!, request.MessageType, state, context);

    public SignResponse Answer(FoundKey found, SignRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = RequireSigning(found.OrThrow(), request.SigningAlgorithm!, "Sign");
        var digest = Signatures.Digest(request.Message!, IsDigest(request.MessageType), request.SigningAlgorithm!);
        KeyRules.RequireRealRun(request.DryRun);
        var signature = Signatures.Sign(key.Facts, ring.Open(key, key.CurrentMaterial!), request.SigningAlgorithm!, digest);
        return new() { KeyId = key.Arn, Signature = signature, SigningAlgorithm = request.SigningAlgorithm! };
    }

    internal static Plan<FoundKey> Find(string keyId, string action, string algorithm, string? messageType, Snapshot state, RequestContext context) =>
        KmsPlan.Find(
            keyId, action, KeyIdUse.KeyOrAlias, state, context,
            keys: new RequestKeys().Add("kms:SigningAlgorithm", algorithm).Add("kms:MessageType", messageType ?? Raw));

    /// <summary>State, usage and algorithm, in this order.</summary>
    internal static KmsKey RequireSigning(KmsKey key, string algorithm, string operation) =>
        key.RequireEnabled().RequireUsage(KeyUsages.SignVerify, operation).RequireAlgorithm(key.Facts.SigningAlgorithms, algorithm);

    internal static bool IsDigest(string? messageType) => messageType == Digest;
}

/// <summary>EXTERNAL_MU is for keys of ML-DSA alone, which are not made here.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MessageTypeAttribute() : NotEmulatedAttribute("the MessageType EXTERNAL_MU")
{
    public override bool AsksForIt(object value) => value is "EXTERNAL_MU";
}

internal sealed class SignRequest
{
    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 4096 bytes: the message, or its digest.</summary>
    [NotNull, Length(1, 4096), Sensitive] public byte[]? Message { get; init; }

    /// <summary>RAW when absent.</summary>
    [MessageType, OneOf("RAW", "DIGEST", "EXTERNAL_MU")] public string? MessageType { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    [NotNull, OneOf(
        "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512",
        "RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512",
        "ECDSA_SHA_256", "ECDSA_SHA_384", "ECDSA_SHA_512", "SM2DSA", "ML_DSA_SHAKE_256", "ED25519_SHA_512", "ED25519_PH_SHA_512")]
    public string? SigningAlgorithm { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class SignResponse
{
    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    /// <summary>DER for elliptic curves.</summary>
    public required byte[] Signature { get; init; }

    public required string SigningAlgorithm { get; init; }
}
