using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>A fresh secret for encryption elsewhere, in clear and under a symmetric key.</summary>
/// <remarks>Source: API reference, GenerateDataKey (kms-iam-sts.md 2.5).</remarks>
internal sealed class GenerateDataKey(DataKeys dataKeys)
    : IRead<GenerateDataKeyRequest, KeyInContext, GenerateDataKeyResponse>, IValidate<GenerateDataKeyRequest>
{
    private const int LongestAes = 32;
    private const int ShortestAes = 16;

    public void Validate(GenerateDataKeyRequest request) => RequireLength(request.NumberOfBytes, request.KeySpec);

    public Plan<KeyInContext> Plan(GenerateDataKeyRequest request, Snapshot state, RequestContext context) =>
        Find(request.KeyId!, KmsActions.GenerateDataKey, request.EncryptionContext, state, context);

    public GenerateDataKeyResponse Answer(KeyInContext found, GenerateDataKeyRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = found.Found.OrThrow();
        var dataKey = dataKeys.Generate(key, LengthOf(request.NumberOfBytes, request.KeySpec), found.Encryption, "GenerateDataKey");
        KeyRules.RequireRealRun(request.DryRun);
        return new()
        {
            CiphertextBlob = dataKey.CiphertextBlob, KeyId = key.Arn, KeyMaterialId = key.CurrentMaterial!.Id, Plaintext = dataKey.Plaintext,
        };
    }

    /// <exception cref="AwsErrorException">ValidationException: both members, or neither.</exception>
    internal static void RequireLength(int? numberOfBytes, string? keySpec)
    {
        if (numberOfBytes is null == keySpec is null)
        {
            throw KmsErrors.BytesOrKeySpec.AsException();
        }
    }

    internal static int LengthOf(int? numberOfBytes, string? keySpec) => numberOfBytes ?? (keySpec == "AES_128" ? ShortestAes : LongestAes);

    internal static Plan<KeyInContext> Find(
        string keyId, string action, IReadOnlyDictionary<string, string>? pairs, Snapshot state, RequestContext context, RequestKeys? keys = null)
    {
        var encryption = EncryptionContext.Of(pairs);
        var plan = KmsPlan.Find(keyId, action, KeyIdUse.KeyOrAlias, state, context, encryption, keys);
        return new(new(plan.Found, encryption), plan.Targets);
    }
}

internal sealed class GenerateDataKeyRequest
{
    /// <summary>A symmetric key: its id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>Decryption needs the same pairs.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    /// <summary>1 to 1024; instead of a KeySpec.</summary>
    [Range(1, 1024)] public int? NumberOfBytes { get; init; }

    /// <summary>Instead of a number of bytes.</summary>
    [OneOf("AES_256", "AES_128")] public string? KeySpec { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    [NotEmulated("Nitro enclaves as recipients")] public RecipientInfo? Recipient { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class GenerateDataKeyResponse
{
    public required byte[] CiphertextBlob { get; init; }

    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    public required string KeyMaterialId { get; init; }

    [Sensitive] public required byte[] Plaintext { get; init; }
}
