using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of ImportKeyMaterial, which is not emulated. Source: API reference, ImportKeyMaterial.</summary>
internal sealed class ImportKeyMaterialRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>1 to 6144 bytes.</summary>
    [NotNull, Length(1, 6144)] public byte[]? ImportToken { get; init; }

    /// <summary>1 to 6144 bytes.</summary>
    [NotNull, Length(1, 6144)] public byte[]? EncryptedKeyMaterial { get; init; }

    public DateTimeOffset? ValidTo { get; init; }

    [OneOf("KEY_MATERIAL_EXPIRES", "KEY_MATERIAL_DOES_NOT_EXPIRE")] public string? ExpirationModel { get; init; }

    [OneOf("NEW_KEY_MATERIAL", "EXISTING_KEY_MATERIAL")] public string? ImportType { get; init; }

    /// <summary>At most 256 characters.</summary>
    [Length(0, 256), Pattern(@"^[a-zA-Z0-9:/_\s.-]+$")] public string? KeyMaterialDescription { get; init; }

    /// <summary>64 hex digits.</summary>
    [Length(64, 64), Pattern("^[a-f0-9]+$")] public string? KeyMaterialId { get; init; }
}
