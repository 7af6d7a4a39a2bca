using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.Kms;

/// <summary>The 256-bit key that wraps all key material. It never enters the database.</summary>
internal sealed class RootKey
{
    public const int Bytes = 32;

    private readonly Lazy<byte[]> _key;

    public RootKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Bytes)
        {
            throw new ArgumentException($"A root key has {Bytes} bytes.", nameof(key));
        }

        _key = new(key.ToArray());
    }

    // Without memory of a failure: a full disk may have room later.
    private RootKey(Func<byte[]> make) => _key = new(make, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Tells one root key from another without revealing either: kept in the database to refuse a wrong key at start.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes("secrets-emu root key fingerprint")));

    internal ReadOnlySpan<byte> Key => _key.Value;

    /// <summary>A key that comes to be when something is first encrypted: the machine's cryptography costs a start some forty milliseconds.</summary>
    public static RootKey MadeOnFirstUse(Func<byte[]> make) => new(make);

    public override string ToString() => "***";
}
