using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>A fresh key pair for use elsewhere, its private key in clear and under a symmetric key.</summary>
/// <remarks>Source: API reference, GenerateDataKeyPair (kms-iam-sts.md 2.5).</remarks>
internal sealed class GenerateDataKeyPair(DataKeys dataKeys) : IRead<GenerateDataKeyPairRequest, KeyInContext, GenerateDataKeyPairResponse>
{
    public Plan<KeyInContext> Plan(GenerateDataKeyPairRequest request, Snapshot state, RequestContext context) =>
        Find(request.KeyId!, KmsActions.GenerateDataKeyPair, request.EncryptionContext, request.KeyPairSpec!, state, context);

    public GenerateDataKeyPairResponse Answer(KeyInContext found, GenerateDataKeyPairRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = found.Found.OrThrow().RequireEnabled().RequireSymmetric("GenerateDataKeyPair");
        KeyRules.RequireRealRun(request.DryRun);
        var (privateKey, publicKey) = dataKeys.GeneratePair(key, KeySpecs.Find(request.KeyPairSpec!)!, found.Encryption, "GenerateDataKeyPair");
        return new()
        {
            KeyId = key.Arn,
            KeyMaterialId = key.CurrentMaterial!.Id,
            KeyPairSpec = request.KeyPairSpec!,
            PrivateKeyCiphertextBlob = privateKey.CiphertextBlob,
            PrivateKeyPlaintext = privateKey.Plaintext,
            PublicKey = publicKey,
        };
    }

    internal static Plan<KeyInContext> Find(
        string keyId, string action, IReadOnlyDictionary<string, string>? pairs, string spec, Snapshot state, RequestContext context) =>
        GenerateDataKey.Find(keyId, action, pairs, state, context, new RequestKeys().Add("kms:DataKeyPairSpec", spec));
}

/// <summary>A KeyPairSpec whose pairs are not made here is refused.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyPairSpecAttribute() : NotEmulatedAttribute("data key pairs of SM2 or ECC_NIST_EDWARDS25519")
{
    public override bool AsksForIt(object value) => KeySpecs.Find((string)value) is null;
}

internal sealed class GenerateDataKeyPairRequest
{
    /// <summary>Decryption needs the same pairs.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    /// <summary>A symmetric key: its id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>What the pair is to be.</summary>
    [NotNull, KeyPairSpec,
        OneOf("RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1", "SM2", "ECC_NIST_EDWARDS25519")]
    public string? KeyPairSpec { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    [NotEmulated("Nitro enclaves as recipients")] public RecipientInfo? Recipient { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class GenerateDataKeyPairResponse
{
    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    public required string KeyMaterialId { get; init; }

    public required string KeyPairSpec { get; init; }

    public required byte[] PrivateKeyCiphertextBlob { get; init; }

    /// <summary>PKCS#8.</summary>
    [Sensitive] public required byte[] PrivateKeyPlaintext { get; init; }

    /// <summary>A DER SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }
}
