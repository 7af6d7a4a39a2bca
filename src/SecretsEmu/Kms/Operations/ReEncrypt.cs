using System.Security.Cryptography;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The two keys of a ReEncrypt, each with its encryption context.</summary>
internal readonly record struct ReEncryption(KeyInContext Source, KeyInContext Destination);

/// <summary>Decrypts and encrypts under another key or context, without showing the plaintext to anybody.</summary>
/// <remarks>Source: API reference, ReEncrypt (kms-iam-sts.md 2.5). Two permissions: kms:ReEncryptFrom on the source, kms:ReEncryptTo on the destination.</remarks>
internal sealed class ReEncrypt(KeyCipher cipher) : IRead<ReEncryptRequest, ReEncryption, ReEncryptResponse>
{
    private const string AlgorithmKey = "kms:EncryptionAlgorithm";
    private const string OnSameKey = "kms:ReEncryptOnSameKey";

    public Plan<ReEncryption> Plan(ReEncryptRequest request, Snapshot state, RequestContext context)
    {
        var sourceContext = EncryptionContext.Of(request.SourceEncryptionContext);
        var destinationContext = EncryptionContext.Of(request.DestinationEncryptionContext);
        var onSameKey = IsOnSameKey(request, state, context);
        var source = CiphertextKey.Find(
            request.CiphertextBlob, request.SourceKeyId, KmsActions.ReEncryptFrom, state, context, sourceContext,
            new RequestKeys().Add(AlgorithmKey, SourceAlgorithmOf(request)).Add(OnSameKey, onSameKey));
        var destination = KmsPlan.Find(
            request.DestinationKeyId!, KmsActions.ReEncryptTo, KeyIdUse.KeyOrAlias, state, context, destinationContext,
            new RequestKeys().Add(AlgorithmKey, DestinationAlgorithmOf(request)).Add(OnSameKey, onSameKey));
        return new(new(new(source.Found, sourceContext), new(destination.Found, destinationContext)), [.. source.Targets, .. destination.Targets]);
    }

    public ReEncryptResponse Answer(ReEncryption found, ReEncryptRequest request, Snapshot state, RequestContext context)
    {
        Grants.RequireTokens(request.GrantTokens, state);
        var (source, destination) = (found.Source.Found.OrThrow(), found.Destination.Found.OrThrow());
        var opened = cipher.Decrypt(source, SourceAlgorithmOf(request), request.CiphertextBlob!, found.Source.Encryption, "ReEncryptFrom");
        var ciphertext = cipher.Encrypt(destination, DestinationAlgorithmOf(request), opened.Plaintext, found.Destination.Encryption, "ReEncryptTo");
        CryptographicOperations.ZeroMemory(opened.Plaintext);
        KeyRules.RequireRealRun(request.DryRun);
        return new()
        {
            CiphertextBlob = ciphertext,
            DestinationEncryptionAlgorithm = DestinationAlgorithmOf(request),
            DestinationKeyMaterialId = destination.Facts.IsAsymmetric ? null : destination.CurrentMaterial!.Id,
            KeyId = destination.Arn,
            SourceEncryptionAlgorithm = SourceAlgorithmOf(request),
            SourceKeyId = source.Arn,
            SourceKeyMaterialId = opened.MaterialId,
        };
    }

    // Before the targets, which both ask for it. What is missing is no key.
    private static bool IsOnSameKey(ReEncryptRequest request, Snapshot state, RequestContext context)
    {
        var destination = Find(request.DestinationKeyId!);
        var source = request.SourceKeyId is { } id ? Find(id) : CiphertextKey.Look(request.CiphertextBlob, state, context);
        return source is not null && source.Arn == destination?.Arn;

        KmsKey? Find(string keyId) => KmsPlan.Find(keyId, KmsActions.ReEncryptTo, KeyIdUse.KeyOrAlias, state, context).Found.Key;
    }

    private static string SourceAlgorithmOf(ReEncryptRequest request) => request.SourceEncryptionAlgorithm ?? EncryptionAlgorithms.SymmetricDefault;

    private static string DestinationAlgorithmOf(ReEncryptRequest request) =>
        request.DestinationEncryptionAlgorithm ?? EncryptionAlgorithms.SymmetricDefault;
}

internal sealed class ReEncryptRequest
{
    /// <summary>1 to 6144 bytes.</summary>
    [NotNull, Length(1, 6144)] public byte[]? CiphertextBlob { get; init; }

    /// <summary>The same pairs as at the encryption.</summary>
    public IReadOnlyDictionary<string, string>? SourceEncryptionContext { get; init; }

    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters; required for asymmetric keys.</summary>
    [Length(1, 2048)] public string? SourceKeyId { get; init; }

    /// <summary>A key id, alias, or an ARN of one of them. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? DestinationKeyId { get; init; }

    /// <summary>Decryption of the answer needs the same pairs. For symmetric keys only.</summary>
    public IReadOnlyDictionary<string, string>? DestinationEncryptionContext { get; init; }

    /// <summary>SYMMETRIC_DEFAULT when absent; required for asymmetric keys.</summary>
    [OneOf("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE")] public string? SourceEncryptionAlgorithm { get; init; }

    /// <summary>SYMMETRIC_DEFAULT when absent; required for asymmetric keys.</summary>
    [OneOf("SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE")] public string? DestinationEncryptionAlgorithm { get; init; }

    /// <summary>At most 10, each of 1 to 8192 characters.</summary>
    [Length(0, 10), EachLength(1, 8192)] public IReadOnlyList<string>? GrantTokens { get; init; }

    /// <summary>Whether to check only.</summary>
    public bool? DryRun { get; init; }

    [NotEmulated("DryRunModifiers"), EachOneOf("IGNORE_CIPHERTEXT")] public IReadOnlyList<string>? DryRunModifiers { get; init; }
}

internal sealed class ReEncryptResponse
{
    public required byte[] CiphertextBlob { get; init; }

    public required string DestinationEncryptionAlgorithm { get; init; }

    /// <summary>Of symmetric keys.</summary>
    public string? DestinationKeyMaterialId { get; init; }

    /// <summary>The destination's ARN.</summary>
    public required string KeyId { get; init; }

    public required string SourceEncryptionAlgorithm { get; init; }

    /// <summary>The source's ARN.</summary>
    public required string SourceKeyId { get; init; }

    /// <summary>Of symmetric keys.</summary>
    public string? SourceKeyMaterialId { get; init; }
}
