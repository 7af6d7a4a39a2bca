using System.Buffers.Binary;
using System.Globalization;

namespace SecretsEmu.Principals;

/// <summary>The account inside an access key id, and the ids that this emulator gives out (kms-iam-sts.md 1.6).</summary>
internal static class AccessKeyIds
{
    /// <summary>How ids of temporary credentials begin.</summary>
    public const string Temporary = "ASIA";

    private const int PrefixLength = 4;
    private const int Length = 20;
    private const int Bytes = 10;
    private const int AccountBytes = 6;
    private const int CheckedBytes = 8;
    private const int BitsBelowAccount = 7;
    private const long TopBit = 0x8000_0000_0000;
    private const long LastAccount = 999_999_999_999;

    /// <summary>How many bytes of chance an id holds.</summary>
    public const int ChanceBytes = 3;

    /// <summary>The id for three bytes of chance. Its last two bytes are a check over the others: by it ids of ours are told from AWS's own, which must not be decoded.</summary>
    public static string Mint(string prefix, string account, ReadOnlySpan<byte> chance)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        var number = TopBit | (long.Parse(account, CultureInfo.InvariantCulture) << BitsBelowAccount) | (chance[0] & 0x7FL);
        BinaryPrimitives.WriteInt64BigEndian(bytes, number << 16);
        chance[1..ChanceBytes].CopyTo(bytes[AccountBytes..]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[CheckedBytes..], CheckOf(bytes[..CheckedBytes]));
        return prefix + Base32.Encode(bytes);
    }

    /// <summary>The account of an id, AWS's ids included; null where none is in it.</summary>
    public static string? AccountOf(string accessKeyId) =>
        BytesOf(accessKeyId) is { } bytes && AccountIn(bytes) is { } account ? account : null;

    /// <summary>The account of an id that an emulator gave out, in whatever run; null for any other.</summary>
    /// <remarks>The check is no secret, so anybody could make such an id; where it counts, every id is accepted anyway.</remarks>
    public static string? AccountOfMinted(string accessKeyId) =>
        BytesOf(accessKeyId) is { } bytes && BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(CheckedBytes)) == CheckOf(bytes.AsSpan(0, CheckedBytes))
            ? AccountIn(bytes)
            : null;

    private static byte[]? BytesOf(string accessKeyId) => accessKeyId.Length == Length ? Base32.Decode(accessKeyId.AsSpan(PrefixLength)) : null;

    private static string? AccountIn(ReadOnlySpan<byte> bytes)
    {
        var number = BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
        var account = (number & ~TopBit) >> BitsBelowAccount;
        return (number & TopBit) != 0 && account <= LastAccount ? account.ToString("D12", CultureInfo.InvariantCulture) : null;
    }

    // FNV-1a, folded to 16 bits.
    private static ushort CheckOf(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var each in bytes)
        {
            hash = (hash ^ each) * 16777619u;
        }

        return (ushort)(hash ^ (hash >> 16));
    }
}
