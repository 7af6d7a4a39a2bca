namespace SecretsEmu.Signing;

/// <summary>The five parts of a credential: who signed, and what the signing key is good for (kms-iam-sts.md 1.2).</summary>
internal readonly record struct CredentialScope(string AccessKeyId, string Date, string Region, string Service, string Terminator)
{
    private const int Parts = 5;

    /// <summary>Null when there are not exactly five parts.</summary>
    public static CredentialScope? Read(string credential) =>
        credential.Split('/') is { Length: Parts } parts ? new(parts[0], parts[1], parts[2], parts[3], parts[4]) : null;

    /// <summary>The scope alone, as it stands in a string to sign.</summary>
    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
