using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>
/// How an operation finds the key of a ciphertext: by the KeyId of the request, or by the one inside the blob, on which the
/// permission is then asked (kms-iam-sts.md 2.5, 4.6).
/// </summary>
internal static class CiphertextKey
{
    private static FoundKey NotUsable => new(null, KmsErrors.CiphertextKeyNotUsable);

    /// <param name="ciphertext">What a symmetric key made names its key; what an RSA key made names none.</param>
    /// <param name="keyId">As sent; null where the blob is to name the key.</param>
    /// <param name="action">Such as <c>kms:Decrypt</c>.</param>
    /// <param name="state">Where to look.</param>
    /// <param name="context">Who asks, where.</param>
    /// <param name="encryption">The encryption context of the request.</param>
    /// <param name="keys">The condition keys that the request's own members give.</param>
    /// <exception cref="AwsErrorException">InvalidCiphertextException: no KeyId, and no blob of KMS.</exception>
    public static Plan<FoundKey> Find(
        ReadOnlySpan<byte> ciphertext, string? keyId, string action, Snapshot state, RequestContext context, EncryptionContext encryption, IConditionKeys? keys = null)
    {
        if (keyId is not null)
        {
            return KmsPlan.Find(keyId, action, KeyIdUse.KeyOrAlias, state, context, encryption, keys);
        }

        if (!CiphertextBlob.TryParse(ciphertext, out var blob))
        {
            context.Hint = "the ciphertext is not one of a symmetric KMS key; the ciphertext of an asymmetric key needs KeyId and EncryptionAlgorithm";
            throw KmsErrors.InvalidCiphertext.AsException();
        }

        return NamedIn(blob, action, state, context, encryption, keys);
    }

    /// <summary>The key that the blob names.</summary>
    public static Plan<FoundKey> NamedIn(
        CiphertextBlob blob, string action, Snapshot state, RequestContext context, EncryptionContext encryption, IConditionKeys? keys = null)
    {
        if (Look(blob, state, context) is not { } key)
        {
            // Decided all the same in the caller's account, so that only who may use its keys learns that one is missing.
            return blob.Account == context.Caller.Account
                ? new(NotUsable, KmsTarget.Missing(action, blob.KeyId, blob.Account, state, context, encryption, keys))
                : new(NotUsable);
        }

        var target = KmsTarget.Of(action, key, state, context, encryption, keys);

        // Decided here for a key of another account, since a refusal must not tell it from one that does not exist.
        return blob.Account == context.Caller.Account ? new(new FoundKey(key, null), target)
            : context.Authorize(target).IsAllowed ? new(new FoundKey(key, null))
            : new(NotUsable);
    }

    /// <summary>The key that the ciphertext names, without a word about permissions; null for none.</summary>
    public static KmsKey? Look(ReadOnlySpan<byte> ciphertext, Snapshot state, RequestContext context) =>
        CiphertextBlob.TryParse(ciphertext, out var blob) ? Look(blob, state, context) : null;

    /// <summary>The same of a blob that was taken apart.</summary>
    public static KmsKey? Look(CiphertextBlob blob, Snapshot state, RequestContext context) =>
        state.Find(KmsTables.Keys, new Scope(blob.Account, context.Region), blob.KeyId);
}
