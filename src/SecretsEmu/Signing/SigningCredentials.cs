namespace SecretsEmu.Signing;

/// <summary>What a server knows of an access key: enough to verify what it signs.</summary>
/// <param name="Secret">The secret access key.</param>
/// <param name="SessionToken">Issued with the key; null for long-term credentials.</param>
internal sealed record SigningCredentials(string Secret, string? SessionToken)
{
    /// <summary>Neither part may reach a log.</summary>
    public override string ToString() => CanonicalRequest.Hidden;
}
