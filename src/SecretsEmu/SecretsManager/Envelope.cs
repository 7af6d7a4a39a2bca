using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>
/// Envelope encryption of a version's value: a new data key for every version, never reused, with the secret's ARN and
/// the version id bound in at both steps. KMS is called as the caller. Source: Secrets Manager user guide, "Secret
/// encryption and decryption" (kms-iam-sts.md 3.1).
/// </summary>
internal sealed class Envelope(KmsDoor door, IRandom random)
{
    /// <summary>Stands for the version id when only the key is tried.</summary>
    public const string ValidationVersionId = "RequestToValidateKeyAccess";

    /// <summary>What Secrets Manager says of itself to KMS. Verified: exported Terraform state, kms-iam-sts.md 2.7.</summary>
    public static KmsClientService Service { get; } = new(
        "secretsmanager", "AWS Secrets Manager", "Default key that protects my Secrets Manager data when no other key is defined");

    /// <summary>Encrypts a value for one version of one secret under the secret's key; makes the service's default key in the same unit on first use.</summary>
    /// <exception cref="AwsErrorException">The key cannot be used, or not by this caller.</exception>
    public EncryptedValue Seal(SecretValue value, Secret secret, string versionId, UnitOfWork unit, RequestContext context)
    {
        var keyId = KeyOf(secret, unit, context);
        var encryption = ContextOf(secret.Arn, versionId);
        DataKey dataKey;
        try
        {
            dataKey = door.GenerateDataKey(keyId, encryption, unit.State, Through(context, secret.Arn));
        }
        catch (AwsErrorException refused)
        {
            context.Hint = KmsFailures.Hint(refused.Error);
            throw KmsFailures.AtEncryption(refused.Error).AsException();
        }

        var ciphertext = new byte[value.Content.Length + SealedBytes.Overhead];
        SealedBytes.Seal(dataKey.Plaintext, value.Content, encryption.Canonical, random, ciphertext);
        CryptographicOperations.ZeroMemory(dataKey.Plaintext);
        return new EncryptedValue(value.Kind, ImmutableCollectionsMarshal.AsImmutableArray(ciphertext), [Wrapped(dataKey.KeyArn, dataKey.CiphertextBlob)]);
    }

    /// <summary>
    /// As <see cref="Seal"/>, for a copy in another region: under a key of the customer's the caller must be allowed kms:Encrypt too.
    /// Source: API reference, ReplicateSecretToRegions (kms-iam-sts.md 3.2). The policy of the default key lets nobody encrypt from another region.
    /// </summary>
    /// <exception cref="AwsErrorException">As <see cref="Seal"/>.</exception>
    public EncryptedValue SealCopy(SecretValue value, Secret copy, string versionId, UnitOfWork unit, RequestContext context)
    {
        var copied = Seal(value, copy, versionId, unit, context);
        if (copy.KmsKeyId is { } keyId)
        {
            var needed = KeyPermission(KmsActions.Encrypt, keyId, copy.Arn, versionId, unit.State, context);
            needed.Context.Require([needed.Target]);
        }

        return copied;
    }

    /// <summary>Decrypts a version's value.</summary>
    /// <exception cref="AwsErrorException">No key of the version opens it, or not for this caller.</exception>
    public SecretValue Open(EncryptedValue value, string secretArn, string versionId, Snapshot state, RequestContext context)
    {
        var encryption = ContextOf(secretArn, versionId);
        var dataKey = Unwrap(value, encryption, secretArn, state, context);
        try
        {
            return new SecretValue(value.Kind, SealedBytes.Open(dataKey, value.Ciphertext.AsSpan(), encryption.Canonical));
        }
        catch (CryptographicException)
        {
            throw SecretsManagerErrors.DecryptionFailed.AsException();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Tries a key that becomes a secret's own, as the caller: encryption and decryption, and nothing of it is kept.</summary>
    /// <param name="secret">With the new key in it.</param>
    /// <param name="unit">Where the key is; the service's default key is made here on first use.</param>
    /// <param name="context">The caller's.</param>
    /// <returns>The ARN of the key, whatever it was called.</returns>
    /// <exception cref="AwsErrorException">No key that a secret can have, none in use, or none for this caller.</exception>
    public string RequireUsableKey(Secret secret, UnitOfWork unit, RequestContext context)
    {
        var keyId = KeyOf(secret, unit, context);
        var encryption = ContextOf(secret.Arn, ValidationVersionId);
        try
        {
            var through = Through(context, secret.Arn);
            var dataKey = door.GenerateDataKey(keyId, encryption, unit.State, through);
            CryptographicOperations.ZeroMemory(dataKey.Plaintext);
            CryptographicOperations.ZeroMemory(door.Decrypt(dataKey.CiphertextBlob, encryption, unit.State, through));
            return dataKey.KeyArn;
        }
        catch (AwsErrorException refused)
        {
            context.Hint = KmsFailures.Hint(refused.Error);
            throw KmsFailures.AtAssociation(refused.Error, keyId).AsException();
        }
    }

    /// <summary>
    /// A version's data key under one more KMS key, which becomes the first to be tried; the older ones stay good. Where the
    /// caller may not decrypt under the old or encrypt under the new key, the version stays as it is (kms-iam-sts.md 3.1).
    /// </summary>
    public EncryptedValue Rewrap(EncryptedValue value, string keyArn, string secretArn, string versionId, Snapshot state, RequestContext context)
    {
        if (value.DataKeys[^1].KeyArn == keyArn)
        {
            return value;
        }

        var encryption = ContextOf(secretArn, versionId);
        var hint = context.Hint;
        try
        {
            var dataKey = Unwrap(value, encryption, secretArn, state, context);
            var blob = door.Encrypt(keyArn, dataKey, encryption, state, Through(context, secretArn));
            CryptographicOperations.ZeroMemory(dataKey);
            return value with { DataKeys = value.DataKeys.RemoveAll(key => key.KeyArn == keyArn).Add(Wrapped(keyArn, blob)) };
        }
        catch (AwsErrorException)
        {
            // No answer says so, hence nothing to hint at.
            context.Hint = hint;
            return value;
        }
    }

    /// <summary>The permission that KMS will ask for, and the circumstances in which it asks.</summary>
    /// <param name="action">Such as <c>kms:Decrypt</c>.</param>
    /// <param name="keyId">As the secret keeps it; null for the default key, which need not have been made.</param>
    /// <param name="secretArn">Bound in with the version id.</param>
    /// <param name="versionId">As <paramref name="secretArn"/>.</param>
    /// <param name="state">Where the key is.</param>
    /// <param name="context">The caller's.</param>
    /// <exception cref="AwsErrorException">The key is in another region.</exception>
    public static NeededPermission KeyPermission(string action, string? keyId, string secretArn, string versionId, Snapshot state, RequestContext context)
    {
        if (SecretKey.IsDefaultOfAnotherAccount(keyId, secretArn, context.Caller.Account))
        {
            context.Hint = SecretKey.DefaultKeyHint;
        }

        var through = Through(context, secretArn);
        var encryption = ContextOf(secretArn, versionId);
        var id = SecretId.Parse(secretArn);
        var scope = new Scope(id.Account.ToString(), id.Region.ToString());
        if (keyId is null && state.Find(KmsTables.Aliases, scope, Service.DefaultAlias) is null)
        {
            return new(KmsTarget.Of(action, KmsDoor.UnmadeDefaultKey(Service, scope, context.Now), state, through, encryption, null), through);
        }

        var asked = keyId is null ? KeyArn.OfAlias(scope.Region, scope.Account, Service.DefaultAlias) : SecretKey.Asked(keyId, scope);
        return new(KmsPlan.Find(asked, action, KeyIdUse.KeyOrAlias, state, through, encryption).Targets[0], through);
    }

    private string KeyOf(Secret secret, UnitOfWork unit, RequestContext context) => secret.KmsKeyId is { } keyId
        ? SecretKey.Asked(keyId, secret.Scope)
        : door.DefaultKey(Service, unit, secret.Scope, context.Now).Arn;

    // Newest first: after a change of key the older ones still open what they wrapped. Where none does, the newest says why.
    private byte[] Unwrap(EncryptedValue value, EncryptionContext encryption, string secretArn, Snapshot state, RequestContext context)
    {
        AwsError? newest = null;
        for (var i = value.DataKeys.Length - 1; i >= 0; i--)
        {
            try
            {
                return door.Decrypt(value.DataKeys[i].CiphertextBlob.AsSpan(), encryption, state, Through(context, secretArn));
            }
            catch (AwsErrorException refused)
            {
                newest ??= refused.Error;
            }
        }

        context.Hint = KmsFailures.Hint(newest!);
        throw KmsFailures.AtDecryption(newest!).AsException();
    }

    private static RequestContext Through(RequestContext context, string secretArn) =>
        context.KmsDenial?.Invoke(secretArn) is { } reason ? throw FrontEndErrors.AccessDenied(reason).AsException() : context.Through(Service.SigningName);

    private static WrappedDataKey Wrapped(string keyArn, byte[] blob) => new(keyArn, ImmutableCollectionsMarshal.AsImmutableArray(blob));

    private static EncryptionContext ContextOf(string secretArn, string versionId) =>
        new(("SecretARN", secretArn), ("SecretVersionId", versionId));
}
