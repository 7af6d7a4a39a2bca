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
    public static AuthorizationHeader? Read(string? header)
    {
        if (header is null || !header.StartsWith("AWS4-", StringComparison.Ordinal))
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
        return ReadCredential(end < 0 ? rest : rest[..end]);
    }

    /// <summary>The same from a credential alone, as the query form carries it.</summary>
    public static AuthorizationHeader? ReadCredential(ReadOnlySpan<char> credential)
    {
        Span<Range> parts = stackalloc Range[6];
        return credential.Split(parts, '/') == 5
            ? new(credential[parts[0]].ToString(), credential[parts[2]].ToString(), credential[parts[3]].ToString())
            : null;
    }
}
