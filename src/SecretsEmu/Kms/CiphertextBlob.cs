using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>
/// What KMS answers to an encryption: it names its key and key material, so that decryption is one look-up. Layout
/// (kms-iam-sts.md 2.6): magic <c>01 02 02 00 78</c>, version, account (12), length of the key id, key id, material id (32),
/// then nonce, ciphertext and tag. Everything before the nonce is bound in like the encryption context.
/// </summary>
internal readonly ref struct CiphertextBlob
{
    private const byte Version = 1;
    private const int AccountAt = 6;
    private const int KeyIdAt = AccountAt + 12 + 1;
    private const int MaterialIdBytes = 32;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _headerBytes;

    private CiphertextBlob(ReadOnlySpan<byte> bytes, int headerBytes)
    {
        _bytes = bytes;
        _headerBytes = headerBytes;
        Account = Encoding.ASCII.GetString(bytes[AccountAt..(KeyIdAt - 1)]);
        KeyId = Encoding.ASCII.GetString(bytes[KeyIdAt..(headerBytes - MaterialIdBytes)]);
        MaterialId = Convert.ToHexStringLower(bytes[(headerBytes - MaterialIdBytes)..headerBytes]);
    }

    private static ReadOnlySpan<byte> Magic => [0x01, 0x02, 0x02, 0x00, 0x78];

    /// <summary>Whose key it is: twelve digits.</summary>
    public string Account { get; }

    public string KeyId { get; }

    public string MaterialId { get; }

    public static byte[] Encrypt(
        KmsKey key, KeyMaterial material, ReadOnlySpan<byte> clearKey, ReadOnlySpan<byte> plaintext, EncryptionContext context, IRandom random)
    {
        var header = new byte[KeyIdAt + key.KeyId.Length + MaterialIdBytes];
        Magic.CopyTo(header);
        header[Magic.Length] = Version;
        Encoding.ASCII.GetBytes(key.Scope.Account, header.AsSpan(AccountAt));
        header[KeyIdAt - 1] = (byte)key.KeyId.Length;
        Encoding.ASCII.GetBytes(key.KeyId, header.AsSpan(KeyIdAt));
        Convert.FromHexString(material.Id).CopyTo(header, KeyIdAt + key.KeyId.Length);

        var blob = new byte[header.Length + plaintext.Length + SealedBytes.Overhead];
        header.CopyTo(blob, 0);
        SealedBytes.Seal(clearKey, plaintext, [.. header, .. context.Canonical], random, blob.AsSpan(header.Length));
        return blob;
    }

    /// <summary>False for what is no blob of this emulator, or the beginning of one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out CiphertextBlob blob)
    {
        blob = default;
        if (bytes.Length < KeyIdAt || !bytes.StartsWith(Magic) || bytes[Magic.Length] != Version)
        {
            return false;
        }

        var headerBytes = KeyIdAt + bytes[KeyIdAt - 1] + MaterialIdBytes;
        if (bytes.Length < headerBytes + SealedBytes.Overhead)
        {
            return false;
        }

        blob = new CiphertextBlob(bytes, headerBytes);
        return true;
    }

    /// <summary>Whether the blob names this key, in whatever region: a multi-Region key decrypts everywhere.</summary>
    public bool Names(KmsKey key) => KeyId == key.KeyId && Account == key.Scope.Account;

    /// <exception cref="CryptographicException">Another key, another context, or a changed byte.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> clearKey, EncryptionContext context) =>
        SealedBytes.Open(clearKey, _bytes[_headerBytes..], [.. _bytes[.._headerBytes], .. context.Canonical]);
}
