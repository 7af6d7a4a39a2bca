namespace SecretsEmu.Signing;

/// <summary>
/// What a SigV4 <c>Authorization</c> header says, as far as it can be read: nothing is verified here.
/// Source: IAM user guide, Signature Version 4 (kms-iam-sts.md 1.1).
/// </summary>
/// <param name="AccessKeyId">Who signed.</param>
/// <param name="Region">The endpoint's region.</param>
/// <param name="Service">The signing name of the service, such as <c>secretsmanager</c>.</param>
internal readonly record struct AuthorizationHeader(string AccessKeyId, string Region, string Service)
{
    private const string CredentialMember = "Credential=";

    /// <summary>The credential scope of the header, or null when it has none of the form <c>key/date/region/service/term</c>.</summary>
    /// <param name="header">The <c>Authorization</c> header.</param>
    /// <param name="regionSet">The <c>X-Amz-Region-Set</c> of SigV4A, whose scope has no region; its first entry counts.</param>
    public static AuthorizationHeader? Read(string? header, string? regionSet = null)
    {
        if (header is null || !header.StartsWith(SignatureClaim.Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var at = header.IndexOf(CredentialMember, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = header.AsSpan(at + CredentialMember.Length);
        var end = rest.IndexOfAny(',', ' ');
        return ReadCredential(end < 0 ? rest : rest[..end], regionSet);
    }

    /// <summary>The same from a credential alone, as the query form carries it.</summary>
    public static AuthorizationHeader? ReadCredential(ReadOnlySpan<char> credential, string? regionSet = null)
    {
        Span<Range> parts = stackalloc Range[6];
        return credential.Split(parts, '/') switch
        {
            5 => new(credential[parts[0]].ToString(), credential[parts[2]].ToString(), credential[parts[3]].ToString()),
            4 when regionSet is not null => new(credential[parts[0]].ToString(), FirstOf(regionSet), credential[parts[2]].ToString()),
            _ => null,
        };
    }

    private static string FirstOf(string regionSet) => regionSet.Split(',', 2)[0].Trim();
}
