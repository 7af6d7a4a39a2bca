using System.Buffers;
using System.Net;
using System.Text;

namespace SecretsEmu.Signing;

/// <summary>SigV4's own percent encoding: every byte but <c>A-Za-z0-9-._~</c>, in capital digits (kms-iam-sts.md 1.2).</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    public static string Encode(ReadOnlySpan<char> text) => Encode(Bytes(text));

    /// <summary>One name or value of a query, however the client encoded it. Inferred: an unencoded plus is a space, as in a form.</summary>
    public static string Reencode(ReadOnlySpan<char> encoded)
    {
        var bytes = Bytes(encoded);
        return Encode(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length));
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.ContainsAnyExcept(Unreserved))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length * 2);
        foreach (var value in bytes)
        {
            if (Unreserved.Contains(value))
            {
                text.Append((char)value);
            }
            else
            {
                text.Append('%').Append(value.ToString("X2", null));
            }
        }

        return text.ToString();
    }

    private static byte[] Bytes(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
