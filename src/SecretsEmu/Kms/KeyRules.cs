namespace SecretsEmu.Kms;

/// <summary>What a key must be for an operation (kms-iam-sts.md 2.4): named checks, so that each operation shows its own in order.</summary>
internal static class KeyRules
{
    /// <summary>For cryptographic operations and all others that need a key in use.</summary>
    /// <exception cref="Calls.AwsErrorException">Disabled, pending deletion, or without material.</exception>
    public static KmsKey RequireEnabled(this KmsKey key) => key.State switch
    {
        KeyState.Disabled => throw KmsErrors.Disabled(key.Arn).AsException(),
        KeyState.PendingImport => throw KmsErrors.PendingImport(key.Arn).AsException(),
        KeyState.PendingDeletion or KeyState.PendingReplicaDeletion => throw KmsErrors.PendingDeletion(key.Arn).AsException(),
        _ => key,
    };

    /// <exception cref="Calls.AwsErrorException">InvalidKeyUsageException: not a symmetric encryption key.</exception>
    public static KmsKey RequireSymmetric(this KmsKey key, string operation) =>
        key.KeySpec == KeySpecs.SymmetricDefault ? key : throw KmsErrors.WrongUsage(key.Arn, key.KeyUsage, operation).AsException();
}
