namespace SecretsEmu.Signing;

/// <summary>Signs requests as the SDKs do.</summary>
internal static class Signer
{
    /// <summary>The <c>Authorization</c> header of a request whose other headers are complete, <c>X-Amz-Date</c> and a session token included.</summary>
    /// <param name="request">The request as it will be sent.</param>
    /// <param name="signedHeaders">Lower-case names in order, <c>host</c> and <c>x-amz-date</c> among them.</param>
    /// <param name="scope">Who signs, and for which region and service; its date is that of the request.</param>
    /// <param name="secret">The secret access key.</param>
    public static string AuthorizationOf(WireRequest request, IEnumerable<string> signedHeaders, CredentialScope scope, string secret)
    {
        var claim = new SignatureClaim { SignedHeaders = string.Join(';', signedHeaders) };
        var canonical = CanonicalRequest.Of(request, claim, Signature.PayloadHash(request.Body.Span));
        var signature = Signature.Of(
            Signature.StringToSign(request.Header(AmzNames.Date).ToString(), scope, canonical), SigningKeys.Derive(secret, scope));
        return $"{AmzNames.HmacSha256} Credential={scope.AccessKeyId}/{scope}, SignedHeaders={claim.SignedHeaders}, Signature={signature}";
    }
}
