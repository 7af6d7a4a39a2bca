using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of DeleteCustomKeyStore, which is not emulated. Source: API reference, DeleteCustomKeyStore.</summary>
internal sealed class DeleteCustomKeyStoreRequest
{
    /// <summary>1 to 64 characters.</summary>
    [NotNull, Length(1, 64)] public string? CustomKeyStoreId { get; init; }
}
