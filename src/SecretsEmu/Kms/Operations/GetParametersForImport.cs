using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of GetParametersForImport, which is not emulated. Source: API reference, GetParametersForImport.</summary>
internal sealed class GetParametersForImportRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    [NotNull, OneOf("RSAES_PKCS1_V1_5", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "RSA_AES_KEY_WRAP_SHA_1", "RSA_AES_KEY_WRAP_SHA_256", "SM2PKE")]
    public string? WrappingAlgorithm { get; init; }

    [NotNull, OneOf("RSA_2048", "RSA_3072", "RSA_4096", "SM2")] public string? WrappingKeySpec { get; init; }
}
