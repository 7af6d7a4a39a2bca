using System.Globalization;
using System.Net;

namespace SecretsEmu.Signing;

/// <summary>
/// What a request says of its own signature, in the <c>Authorization</c> header or in a presigned query; a part that it
/// does not give is empty. Nothing is verified here.
/// </summary>
internal sealed record SignatureClaim
{
    /// <summary>A header that begins otherwise is no signature of this kind.</summary>
    public const string Prefix = "AWS4-";

    public bool IsPresigned { get; init; }

    public string Algorithm { get; init; } = "";

    /// <summary>The access key id and the scope, as sent.</summary>
    public string Credential { get; init; } = "";

    /// <summary>Names with semicolons between them, in the client's order.</summary>
    public string SignedHeaders { get; init; } = "";

    /// <summary>Hexadecimal digits.</summary>
    public string Signature { get; init; } = "";

    /// <summary>When it was signed, of the form <c>20260131T080000Z</c>.</summary>
    public string Date { get; init; } = "";

    /// <summary>How long a presigned request is good for, when it says so.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>Null when the request brings none.</summary>
    public string? SessionToken { get; init; }

    /// <summary>A piece of the header that is no pair of key and value, or null.</summary>
    public string? StrayPiece { get; init; }

    /// <summary>Whether the client's signature covers the host that it spoke to.</summary>
    public bool SignsHost
    {
        get
        {
            foreach (var range in SignedHeaders.AsSpan().Split(';'))
            {
                if (SignedHeaders.AsSpan()[range] is ":authority" or "host")
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The claim of an <c>Authorization</c> header that begins with <see cref="Prefix"/>.</summary>
    public static SignatureClaim InHeader(string header, WireRequest request)
    {
        var pieces = header.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? stray = null;
        var (credential, signedHeaders, signature) = ("", "", "");
        foreach (var piece in pieces.AsSpan(1))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            switch (equals < 0 ? default : piece.AsSpan(0, equals))
            {
                case "Credential":
                    credential = piece[(equals + 1)..];
                    break;
                case "SignedHeaders":
                    signedHeaders = piece[(equals + 1)..];
                    break;
                case "Signature":
                    signature = piece[(equals + 1)..];
                    break;
                default:
                    stray ??= equals < 0 ? piece : null;
                    break;
            }
        }

        return new()
        {
            Algorithm = pieces[0],
            Credential = credential,
            SignedHeaders = signedHeaders,
            Signature = signature,
            Date = Single(request, AmzNames.Date) ?? Single(request, "Date") ?? "",
            SessionToken = Single(request, AmzNames.SecurityToken),
            StrayPiece = stray,
        };
    }

    /// <summary>The claim of a presigned request, or null when its query has no <c>X-Amz-Algorithm</c>.</summary>
    public static SignatureClaim? InQuery(ReadOnlySpan<char> query)
    {
        if (query.IsEmpty)
        {
            return null;
        }

        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in query.Split('&'))
        {
            var piece = query[range];
            var equals = piece.IndexOf('=');
            given.TryAdd(Decoded(equals < 0 ? piece : piece[..equals]), equals < 0 ? "" : Decoded(piece[(equals + 1)..]));
        }

        return !given.TryGetValue(AmzNames.Algorithm, out var algorithm) ? null : new()
        {
            IsPresigned = true,
            Algorithm = algorithm,
            Credential = given.GetValueOrDefault(AmzNames.Credential, ""),
            SignedHeaders = given.GetValueOrDefault(AmzNames.SignedHeaders, ""),
            Signature = given.GetValueOrDefault(AmzNames.Signature, ""),
            Date = given.GetValueOrDefault(AmzNames.Date, ""),
            Expires = int.TryParse(given.GetValueOrDefault(AmzNames.Expires), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : null,
            SessionToken = given.GetValueOrDefault(AmzNames.SecurityToken),
        };
    }

    /// <summary>Without the token: a log may print it.</summary>
    public override string ToString() => $"{Algorithm} {Credential}";

    private static string Decoded(ReadOnlySpan<char> text) => WebUtility.UrlDecode(text.ToString());

    private static string? Single(WireRequest request, string header) => request.Header(header) is [{ Length: > 0 } value, ..] ? value : null;
}
