using System.Buffers.Binary;
using System.Text;

namespace SecretsEmu.Kms;

/// <summary>
/// The pairs bound into a ciphertext: decryption needs exactly the same ones. Written so that no two contexts read
/// alike: sorted by key, each part behind its length (kms-iam-sts.md 2.6).
/// </summary>
internal sealed class EncryptionContext
{
    private readonly byte[] _canonical;

    /// <param name="pairs">Each key once; sorted in place.</param>
    public EncryptionContext(params (string Key, string Value)[] pairs)
    {
        Pairs = pairs;
        Array.Sort(pairs, static (one, other) =>
            Encoding.UTF8.GetBytes(one.Key).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other.Key)));
        _canonical = new byte[pairs.Sum(pair => 8 + Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value))];
        var rest = _canonical.AsSpan();
        foreach (var (key, value) in pairs)
        {
            rest = Write(value, Write(key, rest));
        }
    }

    /// <summary>No pairs.</summary>
    public static EncryptionContext None { get; } = new();

    /// <summary>Sorted by key.</summary>
    public IReadOnlyList<(string Key, string Value)> Pairs { get; }

    public ReadOnlySpan<byte> Canonical => _canonical;

    /// <summary>The pairs of a request; an absent map and an empty one are the same.</summary>
    public static EncryptionContext Of(IReadOnlyDictionary<string, string>? pairs) =>
        pairs is null or { Count: 0 } ? None : new([.. pairs.Select(pair => (pair.Key, pair.Value))]);

    private static Span<byte> Write(string part, Span<byte> target)
    {
        var length = Encoding.UTF8.GetBytes(part, target[4..]);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        return target[(4 + length)..];
    }
}
