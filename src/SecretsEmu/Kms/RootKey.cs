using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.Kms;

/// <summary>The 256-bit key that wraps all key material. It never enters the database.</summary>
internal sealed class RootKey
{
    public const int Bytes = 32;

    private readonly byte[] _key;

    public RootKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Bytes)
        {
            throw new ArgumentException($"A root key has {Bytes} bytes.", nameof(key));
        }

        _key = key.ToArray();
    }

    /// <summary>Tells one root key from another without revealing either: kept in the database to refuse a wrong key at start.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes("secrets-emu root key fingerprint")));

    internal ReadOnlySpan<byte> Key => _key;

    public override string ToString() => "***";
}
