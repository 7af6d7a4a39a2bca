using System.Security.Cryptography;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>As <see cref="GenerateDataKey"/>, for whoever will decrypt it later.</summary>
/// <remarks>Source: API reference, GenerateDataKeyWithoutPlaintext (kms-iam-sts.md 2.5).</remarks>
internal sealed class GenerateDataKeyWithoutPlaintext(DataKeys dataKeys)
    : IRead<GenerateDataKeyWithoutPlaintextRequest, KeyInContext, GenerateDataKeyWithoutPlaintextResponse>,
        IValidate<GenerateDataKeyWithoutPlaintextRequest>
{
    public void Validate(GenerateDataKeyWithoutPlaintextRequest request) => GenerateDataKey.RequireLength(request.NumberOfBytes, request.KeySpec);

    public Plan<KeyInContext> Plan(GenerateDataKeyWithoutPlaintextRequest request, Snapshot state, RequestContext context) =>
        GenerateDataKey.Find(request.KeyId!, KmsActions.GenerateDataKeyWithoutPlaintext, request.EncryptionContext, state, context);

    public GenerateDataKeyWithoutPlaintextResponse Answer(
        KeyInContext found, GenerateDataKeyWithoutPlaintextRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var key = found.Found.OrThrow();
        var length = GenerateDataKey.LengthOf(request.NumberOfBytes, request.KeySpec);
        var dataKey = dataKeys.Generate(key, length, found.Encryption, "GenerateDataKeyWithoutPlaintext");
        CryptographicOperations.ZeroMemory(dataKey.Plaintext);
        KeyRules.RequireRealRun(request.DryRun);
        return new() { CiphertextBlob = dataKey.CiphertextBlob, KeyId = key.Arn, KeyMaterialId = key.CurrentMaterial!.Id };
    }
}

internal sealed class GenerateDataKeyWithoutPlaintextRequest
{
    /// <summary>A symmetric key: its id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>Decryption needs the same pairs.</summary>
    public IReadOnlyDictionary<string, string>? EncryptionContext { get; init; }

    /// <summary>Instead of NumberOfBytes.</summary>
    [OneOf("AES_256", "AES_128")] public string? KeySpec { get; init; }

    /// <summary>1 to 1024; instead of a KeySpec.</summary>
    [Range(1, 1024)] public int? NumberOfBytes { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }
}

internal sealed class GenerateDataKeyWithoutPlaintextResponse
{
    public required byte[] CiphertextBlob { get; init; }

    /// <summary>The key's ARN.</summary>
    public required string KeyId { get; init; }

    public required string KeyMaterialId { get; init; }
}
