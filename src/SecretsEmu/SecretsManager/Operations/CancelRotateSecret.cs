using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>The shape of CancelRotateSecret, which is not emulated yet. Source: API reference, CancelRotateSecret.</summary>
internal sealed class CancelRotateSecretRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }
}
