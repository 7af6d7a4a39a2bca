using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.Signing;

/// <summary>The two texts that a client whose signature differs compares with its own; no session token is in them.</summary>
internal sealed record SignatureMismatch(string CanonicalRequest, string StringToSign);

/// <summary>Makes and verifies signatures of requests. Source: IAM user guide, Signature Version 4 (kms-iam-sts.md 1.2).</summary>
internal static class Signature
{
    private const int HexDigits = 2 * SHA256.HashSizeInBytes;

    /// <summary>What the signing key signs.</summary>
    public static string StringToSign(string date, CredentialScope scope, ReadOnlySpan<byte> canonicalRequest)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<char> digits = stackalloc char[HexDigits];
        SHA256.HashData(canonicalRequest, hash);
        Convert.TryToHexStringLower(hash, digits, out _);
        return $"{AmzNames.HmacSha256}\n{date}\n{scope.Date}/{scope.Region}/{scope.Service}/{scope.Terminator}\n{digits}";
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(string stringToSign, ReadOnlySpan<byte> signingKey)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(stringToSign), signature);
        return Convert.ToHexStringLower(signature);
    }

    /// <summary>Of a body, 64 lower-case hexadecimal digits.</summary>
    public static string PayloadHash(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Null when the request was signed with this key and came as it was sent.</summary>
    public static SignatureMismatch? Verify(WireRequest request, SignatureClaim claim, CredentialScope scope, ReadOnlySpan<byte> signingKey)
    {
        var payloadHash = PayloadHash(request.Body.Span);
        if (IsPayload(request, payloadHash)
            && (Matches(withQueryToken: true, signingKey) || (claim is { IsPresigned: true, SessionToken: not null } && Matches(withQueryToken: false, signingKey))))
        {
            return null;
        }

        return new SignatureMismatch(
            Encoding.UTF8.GetString(CanonicalRequest.Of(request, claim, payloadHash, hideToken: true)),
            StringToSign(claim.Date, scope, CanonicalRequest.Of(request, claim, payloadHash)));

        bool Matches(bool withQueryToken, ReadOnlySpan<byte> key) =>
            Equal(claim.Signature, Of(StringToSign(claim.Date, scope, CanonicalRequest.Of(request, claim, payloadHash, withQueryToken)), key));
    }

    /// <summary>Compares in constant time.</summary>
    public static bool Equal(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    // Inferred: services other than S3 hash the body themselves, so a hash that the client sends too must be that one (kms-iam-sts.md 1.2).
    private static bool IsPayload(WireRequest request, string hash) =>
        request.Header(AmzNames.ContentSha256) is not [{ } said, ..] || said.Equals(hash, StringComparison.OrdinalIgnoreCase);
}
