namespace SecretsEmu.Randomness;

/// <summary>Random bytes, and the random names that AWS gives things.</summary>
internal static class Identifiers
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static byte[] Bytes(this IRandom random, int count)
    {
        var bytes = new byte[count];
        random.Fill(bytes);
        return bytes;
    }

    /// <summary>A version 4 UUID in lower case: request ids, key ids, version ids.</summary>
    public static string Uuid(this IRandom random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The id of a multi-Region key: <c>mrk-</c> and 32 hex digits.</summary>
    public static string MultiRegionKeyId(this IRandom random) => $"mrk-{random.Uuid().Replace("-", "", StringComparison.Ordinal)}";

    /// <summary>64 hex digits in lower case: grant ids.</summary>
    public static string HexId(this IRandom random)
    {
        Span<byte> bytes = stackalloc byte[32];
        random.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>The six characters behind the name in a secret's ARN: letters of both cases and digits (secretsmanager.md 3.3).</summary>
    public static string ArnSuffix(this IRandom random) =>
        string.Create(6, random, static (suffix, source) =>
        {
            for (var i = 0; i < suffix.Length; i++)
            {
                suffix[i] = LettersAndDigits[source.Index(LettersAndDigits.Length)];
            }
        });
}
