namespace SecretsEmu.Principals;

/// <summary>RFC 4648 without padding: the letters of access key ids and unique ids.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfCharacter = 5;

    /// <summary>As many characters as whole groups of five bits fit.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length * 8 / BitsOfCharacter];
        for (var i = 0; i < text.Length; i++)
        {
            var value = 0;
            for (var bit = i * BitsOfCharacter; bit < (i + 1) * BitsOfCharacter; bit++)
            {
                value = (value << 1) | ((bytes[bit / 8] >> (7 - (bit % 8))) & 1);
            }

            text[i] = Alphabet[value];
        }

        return new string(text);
    }

    /// <summary>The bytes, or null where a character is none of the alphabet's.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length * BitsOfCharacter / 8];
        for (var i = 0; i < text.Length; i++)
        {
            var value = Alphabet.IndexOf(text[i], StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            for (var bit = 0; bit < BitsOfCharacter && ((i * BitsOfCharacter) + bit) / 8 < bytes.Length; bit++)
            {
                var at = (i * BitsOfCharacter) + bit;
                bytes[at / 8] |= (byte)(((value >> (BitsOfCharacter - 1 - bit)) & 1) << (7 - (at % 8)));
            }
        }

        return bytes;
    }
}
