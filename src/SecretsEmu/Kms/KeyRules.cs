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

    /// <summary>For changes of a key: a service's own key is its service's to change, whatever the access decision says.</summary>
    /// <exception cref="Calls.AwsErrorException">AccessDeniedException: an AWS managed key.</exception>
    public static KmsKey RequireCustomerManaged(this KmsKey key) => key.IsAwsManaged ? throw KmsErrors.AwsManaged(key.Arn).AsException() : key;

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

    /// <summary>For changes that a disabled key takes too.</summary>
    /// <exception cref="Calls.AwsErrorException">KMSInvalidStateException: pending deletion.</exception>
    public static KmsKey RequireNotPendingDeletion(this KmsKey key) =>
        key.IsPendingDeletion ? throw KmsErrors.PendingDeletion(key.Arn).AsException() : key;

    /// <summary>For switching a key on and off: it must have something to switch.</summary>
    /// <exception cref="Calls.AwsErrorException">KMSInvalidStateException: pending deletion, or without material.</exception>
    public static KmsKey RequireMaterial(this KmsKey key) =>
        key.RequireNotPendingDeletion().State == KeyState.PendingImport ? throw KmsErrors.PendingImport(key.Arn).AsException() : key;

    /// <exception cref="Calls.AwsErrorException">KMSInvalidStateException: it is not pending deletion.</exception>
    public static KmsKey RequirePendingDeletion(this KmsKey key) =>
        key.IsPendingDeletion ? key : throw KmsErrors.NotPendingDeletion(key.Arn).AsException();

    /// <summary>For rotation. Verified: a disabled RSA key says that it is disabled, one whose material is to be imported names its origin.</summary>
    /// <exception cref="Calls.AwsErrorException">Its state, its origin, or a key that is never rotated.</exception>
    public static KmsKey RequireRotatable(this KmsKey key)
    {
        if (key.State != KeyState.PendingImport)
        {
            key.RequireEnabled();
        }

        if (key.Origin != KeyOrigins.AwsKms)
        {
            throw KmsErrors.OriginNotValid(key.Arn, key.Origin).AsException();
        }

        if (key.KeySpec != KeySpecs.SymmetricDefault)
        {
            throw KmsErrors.UnsupportedOperation.AsException();
        }

        // Related keys share their material, so that only one of them can give the others a new one.
        return key.PrimaryRegion is null || key.IsPrimary ? key : throw KmsErrors.NotPrimary(key.Arn).AsException();
    }

    /// <exception cref="Calls.AwsErrorException">InvalidKeyUsageException: not a symmetric encryption key.</exception>
    public static KmsKey RequireSymmetric(this KmsKey key, string operation) =>
        key.KeySpec == KeySpecs.SymmetricDefault ? key : throw KmsErrors.WrongUsage(key.Arn, key.KeyUsage, operation).AsException();
}
