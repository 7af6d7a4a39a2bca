using System.Security.Cryptography;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>AES-256-GCM as nonce (12 bytes), ciphertext, tag (16 bytes): the one form of everything encrypted here.</summary>
internal static class SealedBytes
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>How many bytes sealing adds.</summary>
    public const int Overhead = NonceBytes + TagBytes;

    /// <param name="target">Takes <see cref="Overhead"/> bytes more than the plaintext has.</param>
    public static void Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, IRandom random, Span<byte> target)
    {
        var nonce = target[..NonceBytes];
        random.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plaintext, target[NonceBytes..^TagBytes], target[^TagBytes..], associatedData);
    }

    /// <exception cref="CryptographicException">The key, the associated data or a byte of the sealed text is another.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> associatedData)
    {
        if (sealedText.Length < Overhead)
        {
            throw new CryptographicException("The ciphertext is too short.");
        }

        var plaintext = new byte[sealedText.Length - Overhead];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedText[..NonceBytes], sealedText[NonceBytes..^TagBytes], sealedText[^TagBytes..], plaintext, associatedData);
        return plaintext;
    }
}
