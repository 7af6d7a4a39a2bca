using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>Gives back what Encrypt, ReEncrypt or a data key operation encrypted; the ciphertext of a symmetric key names its key.</summary>
/// <remarks>Source: API reference, Decrypt (kms-iam-sts.md 2.5).</remarks>
internal sealed class Decrypt(KeyCipher cipher) : IRead<DecryptRequest, KeyInContext, DecryptResponse>
{
    public Plan<KeyInContext> Plan(DecryptRequest request, Snapshot state, RequestContext context)
    {
        var encryption = EncryptionContext.Of(request.EncryptionContext);
        var keys = new RequestKeys().Add("kms:EncryptionAlgorithm", AlgorithmOf(request));
        var plan = CiphertextKey.Find(request.CiphertextBlob, request.KeyId, KmsActions.Decrypt, state, context, encryption, keys);
        return new(new(plan.Found, encryption), plan.Targets);
    }

    public DecryptResponse Answer(KeyInContext found, DecryptRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = found.Found.OrThrow();
        var opened = cipher.Decrypt(key, AlgorithmOf(request), request.CiphertextBlob!, found.Encryption, "Decrypt");
        KeyRules.RequireRealRun(request.DryRun);
        return new()
        {
            EncryptionAlgorithm = AlgorithmOf(request), KeyId = key.Arn, KeyMaterialId = opened.MaterialId, Plaintext = opened.Plaintext,
        };
    }

    private static string AlgorithmOf(DecryptRequest request) => request.EncryptionAlgorithm ?? EncryptionAlgorithms.SymmetricDefault;
}

internal sealed class DecryptRequest
{
    /// <summary>1 to 6144 bytes.</summary>
    [NotNull, Length(1, 6144)] public byte[]? CiphertextBlob { get; init; }

    /// <summary>The same pairs as at the encryption.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters; required for asymmetric keys.</summary>
    [Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>SYMMETRIC_DEFAULT when absent; required for asymmetric keys.</summary>
    [OneOf("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE")] public string? EncryptionAlgorithm { get; init; }

    [NotEmulated("Nitro enclaves as recipients")] public RecipientInfo? Recipient { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }

    [NotEmulated("DryRunModifiers"), EachOneOf("IGNORE_CIPHERTEXT")] public IReadOnlyList<string>? DryRunModifiers { get; init; }
}

internal sealed class DecryptResponse
{
    public required string EncryptionAlgorithm { get; init; }

    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    /// <summary>Of symmetric keys.</summary>
    public string? KeyMaterialId { get; init; }

    [Sensitive] public required byte[] Plaintext { get; init; }
}
