using SecretsEmu.Calls;

namespace SecretsEmu.Kms;

/// <summary>What a decryption gave.</summary>
/// <param name="MaterialId">Of the symmetric material that opened it; null for an asymmetric key.</param>
internal readonly record struct Opened(byte[] Plaintext, string? MaterialId)
{
    public override string ToString() => "***";
}

/// <summary>Encryption under a key of any spec, with the checks that need the key in AWS's order: state, usage, algorithm (kms-iam-sts.md 2.4, 2.5).</summary>
internal sealed class KeyCipher(KeyRing ring, SymmetricCipher symmetric)
{
    /// <param name="key">The key.</param>
    /// <param name="algorithm">As asked for; the symmetric one when null, which no asymmetric key has.</param>
    /// <param name="plaintext">1 to 4096 bytes.</param>
    /// <param name="context">For symmetric keys only.</param>
    /// <param name="operation">As the sentence about a wrong usage says it.</param>
    /// <exception cref="AwsErrorException">The key's state, usage or spec forbids it.</exception>
    public byte[] Encrypt(KmsKey key, string? algorithm, byte[] plaintext, EncryptionContext context, string operation)
    {
        var asked = algorithm ?? EncryptionAlgorithms.SymmetricDefault;
        RequireFor(key.RequireEnabled(), asked, context, operation);
        return key.Facts.IsAsymmetric
            ? AsymmetricCipher.Encrypt(key.Facts, ring.Open(key, key.CurrentMaterial!), asked, plaintext)
            : symmetric.Encrypt(key, plaintext, context, operation);
    }

    /// <summary>As <see cref="Encrypt"/>; that the ciphertext names another key comes before the usage (recorded).</summary>
    /// <exception cref="AwsErrorException">As for Encrypt, or the ciphertext is another key's, damaged, or of another context.</exception>
    public Opened Decrypt(KmsKey key, string? algorithm, byte[] ciphertext, EncryptionContext context, string operation)
    {
        var asked = algorithm ?? EncryptionAlgorithms.SymmetricDefault;
        key.RequireEnabled();
        var isBlob = CiphertextBlob.TryParse(ciphertext, out var blob);
        if (asked == EncryptionAlgorithms.SymmetricDefault && isBlob && !blob.Names(key))
        {
            throw KmsErrors.IncorrectKey.AsException();
        }

        RequireFor(key, asked, context, operation);
        if (key.Facts.IsAsymmetric)
        {
            return new(AsymmetricCipher.Decrypt(ring.Open(key, key.CurrentMaterial!), asked, ciphertext), null);
        }

        return isBlob ? new(symmetric.Decrypt(key, blob, context, operation), blob.MaterialId) : throw KmsErrors.InvalidCiphertext.AsException();
    }

    private static void RequireFor(KmsKey key, string algorithm, EncryptionContext context, string operation)
    {
        key.RequireUsage(KeyUsages.EncryptDecrypt, operation).RequireAlgorithm(key.Facts.EncryptionAlgorithms, algorithm);
        if (key.Facts.IsAsymmetric && context.Pairs.Count > 0)
        {
            throw KmsErrors.EncryptionContextNotAllowed.AsException();
        }
    }
}
