namespace SecretsEmu.Calls;

/// <summary>Who makes a request: until principals can be described, the root principal of an account.</summary>
/// <param name="Account">Twelve digits.</param>
internal sealed record Caller(string Account)
{
    public string Arn => $"arn:aws:iam::{Account}:root";

    /// <summary>For a root principal the account itself (GetCallerIdentity, kms-iam-sts.md 6.2).</summary>
    public string UserId => Account;
}
