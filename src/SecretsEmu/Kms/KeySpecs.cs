namespace SecretsEmu.Kms;

/// <summary>The values of <c>KeyUsage</c> (KMS model).</summary>
internal static class KeyUsages
{
    public const string EncryptDecrypt = "ENCRYPT_DECRYPT";
    public const string SignVerify = "SIGN_VERIFY";
    public const string GenerateVerifyMac = "GENERATE_VERIFY_MAC";
    public const string KeyAgreement = "KEY_AGREEMENT";
}

/// <summary>The values of <c>KeySpec</c> (KMS model).</summary>
internal static class KeySpecs
{
    public const string SymmetricDefault = "SYMMETRIC_DEFAULT";
}
