using System.Security.Cryptography;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>As <see cref="GenerateDataKeyPair"/>, for whoever will decrypt the private key later.</summary>
/// <remarks>Source: API reference, GenerateDataKeyPairWithoutPlaintext (kms-iam-sts.md 2.5).</remarks>
internal sealed class GenerateDataKeyPairWithoutPlaintext(DataKeys dataKeys)
    : IRead<GenerateDataKeyPairWithoutPlaintextRequest, KeyInContext, GenerateDataKeyPairWithoutPlaintextResponse>
{
    public Plan<KeyInContext> Plan(GenerateDataKeyPairWithoutPlaintextRequest request, Snapshot state, RequestContext context) =>
        GenerateDataKeyPair.Find(
            request.KeyId!, KmsActions.GenerateDataKeyPairWithoutPlaintext, request.EncryptionContext, request.KeyPairSpec!, state, context);

    public GenerateDataKeyPairWithoutPlaintextResponse Answer(
        KeyInContext found, GenerateDataKeyPairWithoutPlaintextRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = found.Found.OrThrow().RequireEnabled().RequireSymmetric("GenerateDataKeyPairWithoutPlaintext");
        KeyRules.RequireRealRun(request.DryRun);
        var (privateKey, publicKey) = dataKeys.GeneratePair(
            key, KeySpecs.Find(request.KeyPairSpec!)!, found.Encryption, "GenerateDataKeyPairWithoutPlaintext");
        CryptographicOperations.ZeroMemory(privateKey.Plaintext);
        return new()
        {
            KeyId = key.Arn,
            KeyMaterialId = key.CurrentMaterial!.Id,
            KeyPairSpec = request.KeyPairSpec!,
            PrivateKeyCiphertextBlob = privateKey.CiphertextBlob,
            PublicKey = publicKey,
        };
    }
}

internal sealed class GenerateDataKeyPairWithoutPlaintextRequest
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

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class GenerateDataKeyPairWithoutPlaintextResponse
{
    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    public required string KeyMaterialId { get; init; }

    public required string KeyPairSpec { get; init; }

    public required byte[] PrivateKeyCiphertextBlob { get; init; }

    /// <summary>A DER SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }
}
