using System.Collections.Immutable;

namespace SecretsEmu.Kms;

/// <summary>The values of <c>KeyUsage</c> (KMS model).</summary>
internal static class KeyUsages
{
    public const string EncryptDecrypt = "ENCRYPT_DECRYPT";
    public const string SignVerify = "SIGN_VERIFY";
    public const string GenerateVerifyMac = "GENERATE_VERIFY_MAC";
    public const string KeyAgreement = "KEY_AGREEMENT";
}

/// <summary>What a key's material is.</summary>
internal enum KeyKind
{
    /// <summary>An AES-256 key.</summary>
    Symmetric,

    /// <summary>An RSA private key, PKCS#8.</summary>
    Rsa,

    /// <summary>An elliptic curve private key, PKCS#8.</summary>
    EllipticCurve,

    /// <summary>An HMAC key.</summary>
    Hmac,
}

/// <summary>What AWS says of one KeySpec. Source: KMS developer guide, key spec reference; the lists as recorded (kms-iam-sts.md 2.5).</summary>
/// <param name="Name">As the model writes it.</param>
/// <param name="Kind">What its material is.</param>
/// <param name="Bits">Of the secret for symmetric and HMAC keys, of the modulus for RSA, of the field for curves.</param>
internal sealed record KeySpecFacts(string Name, KeyKind Kind, int Bits)
{
    /// <summary>What a key of it may be made for; the only one is the default of none but the symmetric one.</summary>
    public required ImmutableArray<string> Usages { get; init; }

    /// <summary>For keys that encrypt, in the order of answers.</summary>
    public ImmutableArray<string> EncryptionAlgorithms { get; init; } = [];

    /// <summary>For keys that sign, in the order of answers.</summary>
    public ImmutableArray<string> SigningAlgorithms { get; init; } = [];

    /// <summary>For HMAC keys.</summary>
    public ImmutableArray<string> MacAlgorithms { get; init; } = [];

    /// <summary>The object identifier of the curve; null for other kinds.</summary>
    public string? Curve { get; init; }

    /// <summary>Null for a key that does not encrypt.</summary>
    public IReadOnlyList<string>? EncryptionAlgorithmsFor(string usage) => usage == KeyUsages.EncryptDecrypt ? EncryptionAlgorithms : null;

    /// <summary>Null for a key that does not sign.</summary>
    public IReadOnlyList<string>? SigningAlgorithmsFor(string usage) => usage == KeyUsages.SignVerify ? SigningAlgorithms : null;

    /// <summary>Null for a key that makes no MACs.</summary>
    public IReadOnlyList<string>? MacAlgorithmsFor(string usage) => usage == KeyUsages.GenerateVerifyMac ? MacAlgorithms : null;

    public bool IsAsymmetric => Kind is KeyKind.Rsa or KeyKind.EllipticCurve;

    /// <summary>The usage of a new key: the one that was asked for, or the default.</summary>
    /// <exception cref="Calls.AwsErrorException">None was asked for and there is no default, or no such key exists.</exception>
    public string UsageOf(string? asked) =>
        asked is null
            ? Kind == KeyKind.Symmetric ? KeyUsages.EncryptDecrypt : throw KmsErrors.KeyUsageRequired.AsException()
            : Usages.Contains(asked) ? asked : throw KmsErrors.IncompatibleUsage(asked, Name).AsException();
}

/// <summary>The values of <c>KeySpec</c> that are emulated (KMS model).</summary>
internal static class KeySpecs
{
    public const string SymmetricDefault = "SYMMETRIC_DEFAULT";

    private static readonly ImmutableArray<string> Oaep = [EncryptionAlgorithms.OaepSha1, EncryptionAlgorithms.OaepSha256];

    private static readonly ImmutableArray<string> RsaSignatures =
    [
        "RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512",
        "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512",
    ];

    private static readonly Dictionary<string, KeySpecFacts> ByName = new KeySpecFacts[]
    {
        new(SymmetricDefault, KeyKind.Symmetric, 256) { Usages = [KeyUsages.EncryptDecrypt], EncryptionAlgorithms = [EncryptionAlgorithms.SymmetricDefault] },
        Rsa("RSA_2048", 2048),
        Rsa("RSA_3072", 3072),
        Rsa("RSA_4096", 4096),
        Nist("ECC_NIST_P256", 256, "1.2.840.10045.3.1.7", "ECDSA_SHA_256"),
        Nist("ECC_NIST_P384", 384, "1.3.132.0.34", "ECDSA_SHA_384"),
        Nist("ECC_NIST_P521", 521, "1.3.132.0.35", "ECDSA_SHA_512"),
        Nist("ECC_SECG_P256K1", 256, "1.3.132.0.10", "ECDSA_SHA_256") with { Usages = [KeyUsages.SignVerify] },
        Hmac("HMAC_224", 224, "HMAC_SHA_224"),
        Hmac("HMAC_256", 256, "HMAC_SHA_256"),
        Hmac("HMAC_384", 384, "HMAC_SHA_384"),
        Hmac("HMAC_512", 512, "HMAC_SHA_512"),
    }.ToDictionary(facts => facts.Name, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<KeySpecFacts> All => ByName.Values;

    /// <summary>The facts of a spec, or null for one that is not emulated.</summary>
    public static KeySpecFacts? Find(string name) => ByName.GetValueOrDefault(name);

    private static KeySpecFacts Rsa(string name, int bits) => new(name, KeyKind.Rsa, bits)
    {
        Usages = [KeyUsages.EncryptDecrypt, KeyUsages.SignVerify], EncryptionAlgorithms = Oaep, SigningAlgorithms = RsaSignatures,
    };

    private static KeySpecFacts Nist(string name, int bits, string curve, string algorithm) => new(name, KeyKind.EllipticCurve, bits)
    {
        Usages = [KeyUsages.SignVerify, KeyUsages.KeyAgreement], SigningAlgorithms = [algorithm], Curve = curve,
    };

    private static KeySpecFacts Hmac(string name, int bits, string algorithm) => new(name, KeyKind.Hmac, bits)
    {
        Usages = [KeyUsages.GenerateVerifyMac], MacAlgorithms = [algorithm],
    };
}

/// <summary>The values of <c>EncryptionAlgorithm</c> that keys of an emulated spec have (KMS model).</summary>
internal static class EncryptionAlgorithms
{
    public const string SymmetricDefault = "SYMMETRIC_DEFAULT";
    public const string OaepSha1 = "RSAES_OAEP_SHA_1";
    public const string OaepSha256 = "RSAES_OAEP_SHA_256";
}

/// <summary>The values of <c>Origin</c> that are emulated (KMS model).</summary>
internal static class KeyOrigins
{
    public const string AwsKms = "AWS_KMS";
    public const string External = "EXTERNAL";
}
