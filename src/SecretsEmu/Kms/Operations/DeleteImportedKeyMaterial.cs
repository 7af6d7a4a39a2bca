using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of DeleteImportedKeyMaterial, which is not emulated. Source: API reference, DeleteImportedKeyMaterial.</summary>
internal sealed class DeleteImportedKeyMaterialRequest
{
    /// <summary>A key id or key ARN. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? KeyId { get; init; }

    /// <summary>64 hex digits.</summary>
    [Length(64, 64), Pattern("^[a-f0-9]+$")] public string? KeyMaterialId { get; init; }
}
