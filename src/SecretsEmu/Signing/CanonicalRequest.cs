using System.Buffers;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace SecretsEmu.Signing;

/// <summary>The text of a request that client and server must agree on. Source: IAM user guide, "Create a canonical request" (kms-iam-sts.md 1.2).</summary>
internal static class CanonicalRequest
{
    /// <summary>What stands for a session token in a text that a person reads.</summary>
    public const string Hidden = "***";

    private const int UsualLength = 1024;

    private static readonly string[] Itself = [AmzNames.Signature];
    private static readonly string[] ItselfAndToken = [AmzNames.Signature, AmzNames.SecurityToken];

    /// <summary>The text in UTF-8.</summary>
    /// <param name="request">The request that was signed.</param>
    /// <param name="claim">Which of its headers were signed, and where the signature stands.</param>
    /// <param name="payloadHash">Of the body, as 64 hexadecimal digits.</param>
    /// <param name="withQueryToken">False leaves a session token out of a presigned query: some clients add it after signing.</param>
    /// <param name="hideToken">True for a text to be shown.</param>
    public static ReadOnlySpan<byte> Of(
        WireRequest request, SignatureClaim claim, ReadOnlySpan<char> payloadHash, bool withQueryToken = true, bool hideToken = false)
    {
        var text = new ArrayBufferWriter<byte>(UsualLength);
        Line(text, request.Method);
        Line(text, CanonicalPath.Of(request.Path));
        Line(text, CanonicalQuery.Of(request.Query, LeftOut(claim, withQueryToken), hideToken ? AmzNames.SecurityToken : null));
        foreach (var range in claim.SignedHeaders.AsSpan().Split(';'))
        {
            var name = claim.SignedHeaders[range];
            Add(text, name);
            text.Write(":"u8);
            var hidden = hideToken && name.Equals(AmzNames.SecurityToken, StringComparison.OrdinalIgnoreCase);
            Values(text, hidden ? Hidden : request.Header(name == ":authority" ? "host" : name));
            text.Write("\n"u8);
        }

        text.Write("\n"u8);
        Line(text, claim.SignedHeaders);
        Add(text, payloadHash);
        return text.WrittenSpan;
    }

    private static string[] LeftOut(SignatureClaim claim, bool withQueryToken) => !claim.IsPresigned ? [] : withQueryToken ? Itself : ItselfAndToken;

    private static void Values(ArrayBufferWriter<byte> text, StringValues values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
            {
                text.Write(","u8);
            }

            Collapsed(text, values[i].AsSpan().Trim(" \t"));
        }
    }

    private static void Collapsed(ArrayBufferWriter<byte> text, ReadOnlySpan<char> value)
    {
        while (value.IndexOf("  ") is >= 0 and var run)
        {
            Add(text, value[..(run + 1)]);
            value = value[(run + 1)..].TrimStart(' ');
        }

        Add(text, value);
    }

    private static void Line(ArrayBufferWriter<byte> text, ReadOnlySpan<char> line)
    {
        Add(text, line);
        text.Write("\n"u8);
    }

    private static void Add(ArrayBufferWriter<byte> text, ReadOnlySpan<char> part) => Encoding.UTF8.GetBytes(part, text);
}
