using System.Collections.Immutable;

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

    /// <summary>The last check of an operation that takes <c>DryRun</c>.</summary>
    /// <exception cref="Calls.AwsErrorException">DryRunOperationException: it was asked for, and all else is well.</exception>
    public static void RequireRealRun(bool? dryRun)
    {
        if (dryRun is true)
        {
            throw KmsErrors.DryRun.AsException();
        }
    }

    /// <exception cref="Calls.AwsErrorException">InvalidKeyUsageException: the key is for something else.</exception>
    public static KmsKey RequireUsage(this KmsKey key, string usage, string operation) =>
        key.KeyUsage == usage ? key : throw KmsErrors.WrongUsage(key.Arn, key.KeyUsage, operation).AsException();

    /// <exception cref="Calls.AwsErrorException">InvalidKeyUsageException: not one of the key's.</exception>
    public static KmsKey RequireAlgorithm(this KmsKey key, ImmutableArray<string> algorithms, string algorithm) =>
        algorithms.Contains(algorithm) ? key : throw KmsErrors.IncompatibleAlgorithm(algorithm, key.KeySpec).AsException();

    /// <exception cref="Calls.AwsErrorException">InvalidKeyUsageException: not a symmetric encryption key.</exception>
    public static KmsKey RequireSymmetric(this KmsKey key, string operation) =>
        key.KeySpec == KeySpecs.SymmetricDefault ? key : throw KmsErrors.WrongUsage(key.Arn, key.KeyUsage, operation).AsException();
}
