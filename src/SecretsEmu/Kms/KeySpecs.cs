namespace SecretsEmu.Kms;

/// <summary>The values of <c>KeyUsage</c> (KMS model).</summary>
internal static class KeyUsages
{
    public const string EncryptDecrypt = "ENCRYPT_DECRYPT";
    public const string SignVerify = "SIGN_VERIFY";
    public const string GenerateVerifyMac = "GENERATE_VERIFY_MAC";
    public const string KeyAgreement = "KEY_AGREEMENT";
}

/// <summary>The values of <c>KeySpec</c> (KMS model), and what a key of each can be used for.</summary>
internal static class KeySpecs
{
    public const string SymmetricDefault = "SYMMETRIC_DEFAULT";
    public const string Rsa2048 = "RSA_2048";
    public const string Rsa3072 = "RSA_3072";
    public const string Rsa4096 = "RSA_4096";
    public const string EccNistP256 = "ECC_NIST_P256";
    public const string EccNistP384 = "ECC_NIST_P384";
    public const string EccNistP521 = "ECC_NIST_P521";
    public const string EccSecgP256K1 = "ECC_SECG_P256K1";
    public const string Hmac224 = "HMAC_224";
    public const string Hmac256 = "HMAC_256";
    public const string Hmac384 = "HMAC_384";
    public const string Hmac512 = "HMAC_512";

    private static readonly string[] RsaSigning =
    [
        "RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512",
        "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512",
    ];

    /// <summary>What keys of a spec can be used for; empty for a spec that is not emulated. Source: KMS developer guide, key spec reference.</summary>
    public static IReadOnlyList<string> UsagesOf(string spec) => spec switch
    {
        SymmetricDefault => [KeyUsages.EncryptDecrypt],
        Rsa2048 or Rsa3072 or Rsa4096 => [KeyUsages.EncryptDecrypt, KeyUsages.SignVerify],
        EccNistP256 or EccNistP384 or EccNistP521 => [KeyUsages.SignVerify, KeyUsages.KeyAgreement],
        EccSecgP256K1 => [KeyUsages.SignVerify],
        Hmac224 or Hmac256 or Hmac384 or Hmac512 => [KeyUsages.GenerateVerifyMac],
        _ => [],
    };

    /// <summary>Null for a key that does not encrypt.</summary>
    public static IReadOnlyList<string>? EncryptionAlgorithms(string spec, string usage) =>
        usage != KeyUsages.EncryptDecrypt ? null
        : spec == SymmetricDefault ? [SymmetricDefault]
        : ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"];

    /// <summary>Null for a key that does not sign.</summary>
    public static IReadOnlyList<string>? SigningAlgorithms(string spec, string usage) =>
        usage != KeyUsages.SignVerify ? null : spec switch
        {
            EccNistP256 or EccSecgP256K1 => ["ECDSA_SHA_256"],
            EccNistP384 => ["ECDSA_SHA_384"],
            EccNistP521 => ["ECDSA_SHA_512"],
            _ => RsaSigning,
        };

    /// <summary>Null for a key that makes no MACs.</summary>
    public static IReadOnlyList<string>? MacAlgorithms(string spec, string usage) =>
        usage != KeyUsages.GenerateVerifyMac ? null : [spec.Replace("HMAC_", "HMAC_SHA_", StringComparison.Ordinal)];

    /// <summary>Null for a key that agrees on no secrets.</summary>
    public static IReadOnlyList<string>? KeyAgreementAlgorithms(string usage) => usage == KeyUsages.KeyAgreement ? ["ECDH"] : null;
}

/// <summary>The values of <c>Origin</c> that are emulated (KMS model).</summary>
internal static class KeyOrigins
{
    public const string AwsKms = "AWS_KMS";
    public const string External = "EXTERNAL";
}
