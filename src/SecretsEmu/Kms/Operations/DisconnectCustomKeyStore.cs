using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of DisconnectCustomKeyStore, which is not emulated. Source: API reference, DisconnectCustomKeyStore.</summary>
internal sealed class DisconnectCustomKeyStoreRequest
{
    /// <summary>1 to 64 characters.</summary>
    [NotNull, Length(1, 64)] public string? CustomKeyStoreId { get; init; }
}
