using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The key of a request, or its absence, and the pairs that are bound into the ciphertext.</summary>
internal readonly record struct KeyInContext(FoundKey Found, EncryptionContext Encryption);

/// <summary>Encrypts up to 4096 bytes under a symmetric key or with the public half of an RSA key.</summary>
/// <remarks>Source: API reference, Encrypt (kms-iam-sts.md 2.5).</remarks>
internal sealed class Encrypt(KeyCipher cipher) : IRead<EncryptRequest, KeyInContext, EncryptResponse>
{
    public Plan<KeyInContext> Plan(EncryptRequest request, Snapshot state, RequestContext context)
    {
        var encryption = EncryptionContext.Of(request.EncryptionContext);
        var keys = new RequestKeys().Add("kms:EncryptionAlgorithm", AlgorithmOf(request));
        var plan = KmsPlan.Find(request.KeyId!, KmsActions.Encrypt, KeyIdUse.KeyOrAlias, state, context, encryption, keys);
        return new(new(plan.Found, encryption), plan.Targets);
    }

    public EncryptResponse Answer(KeyInContext found, EncryptRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = found.Found.OrThrow();
        var ciphertext = cipher.Encrypt(key, AlgorithmOf(request), request.Plaintext!, found.Encryption, "Encrypt");
        KeyRules.RequireRealRun(request.DryRun);
        return new() { CiphertextBlob = ciphertext, EncryptionAlgorithm = AlgorithmOf(request), KeyId = key.Arn };
    }

    private static string AlgorithmOf(EncryptRequest request) => request.EncryptionAlgorithm ?? EncryptionAlgorithms.SymmetricDefault;
}

internal sealed class EncryptRequest
{
    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 4096 bytes; for an RSA key what its padding leaves.</summary>
    [NotNull, Length(1, 4096), Sensitive] public byte[]? Plaintext { get; init; }

    /// <summary>Decryption needs the same pairs. For symmetric keys only.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    /// <summary>SYMMETRIC_DEFAULT when absent, which an RSA key has not.</summary>
    [OneOf("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE")] public string? EncryptionAlgorithm { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class EncryptResponse
{
    public required byte[] CiphertextBlob { get; init; }

    public required string EncryptionAlgorithm { get; init; }

    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }
}
