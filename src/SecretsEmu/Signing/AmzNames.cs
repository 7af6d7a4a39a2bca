namespace SecretsEmu.Signing;

/// <summary>The words of Signature Version 4, as headers and in a presigned query (kms-iam-sts.md 1.1).</summary>
internal static class AmzNames
{
    /// <summary>The one algorithm that is verified.</summary>
    public const string HmacSha256 = "AWS4-HMAC-SHA256";

    /// <summary>The last part of a credential scope.</summary>
    public const string Terminator = "aws4_request";

    public const string Algorithm = "X-Amz-Algorithm";
    public const string ContentSha256 = "X-Amz-Content-Sha256";
    public const string Credential = "X-Amz-Credential";
    public const string Date = "X-Amz-Date";
    public const string Expires = "X-Amz-Expires";
    public const string RegionSet = "X-Amz-Region-Set";
    public const string SecurityToken = "X-Amz-Security-Token";
    public const string Signature = "X-Amz-Signature";
    public const string SignedHeaders = "X-Amz-SignedHeaders";
}
