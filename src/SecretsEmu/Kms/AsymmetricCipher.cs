using System.Security.Cryptography;

namespace SecretsEmu.Kms;

/// <summary>RSAES-OAEP. Its ciphertext is as long as the modulus, names no key and binds no encryption context (kms-iam-sts.md 2.5).</summary>
internal static class AsymmetricCipher
{
    /// <param name="spec">Of an RSA key.</param>
    /// <param name="privateKey">PKCS#8.</param>
    /// <param name="algorithm">One of the spec's encryption algorithms.</param>
    /// <param name="plaintext">At most what the padding leaves of the modulus.</param>
    /// <exception cref="Calls.AwsErrorException">ValidationException: the plaintext is too long.</exception>
    public static byte[] Encrypt(KeySpecFacts spec, ReadOnlySpan<byte> privateKey, string algorithm, ReadOnlySpan<byte> plaintext)
    {
        var largest = LargestPlaintext(spec, algorithm);
        if (plaintext.Length > largest)
        {
            throw KmsErrors.PlaintextTooLarge(algorithm, spec.Name, $"{largest}").AsException();
        }

        using var rsa = AsymmetricKeys.Rsa(privateKey);
        return rsa.Encrypt(plaintext, PaddingOf(algorithm));
    }

    /// <exception cref="Calls.AwsErrorException">InvalidCiphertextException: made with another key or algorithm, or damaged.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> privateKey, string algorithm, ReadOnlySpan<byte> ciphertext)
    {
        using var rsa = AsymmetricKeys.Rsa(privateKey);
        try
        {
            return rsa.Decrypt(ciphertext, PaddingOf(algorithm));
        }
        catch (CryptographicException)
        {
            throw KmsErrors.InvalidCiphertext.AsException();
        }
    }

    // RFC 8017, 7.1.1: the modulus without two digests and two bytes.
    private static int LargestPlaintext(KeySpecFacts spec, string algorithm) =>
        (spec.Bits / 8) - (2 * (algorithm == EncryptionAlgorithms.OaepSha1 ? SHA1.HashSizeInBytes : SHA256.HashSizeInBytes)) - 2;

    private static RSAEncryptionPadding PaddingOf(string algorithm) =>
        algorithm == EncryptionAlgorithms.OaepSha1 ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.OaepSHA256;
}
