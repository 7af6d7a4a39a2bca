using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of ConnectCustomKeyStore, which is not emulated. Source: API reference, ConnectCustomKeyStore.</summary>
internal sealed class ConnectCustomKeyStoreRequest
{
    /// <summary>1 to 64 characters.</summary>
    [NotNull, Length(1, 64)] public string? CustomKeyStoreId { get; init; }
}
