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
    /// <summary>What Secrets Manager says of itself to KMS. Verified: exported Terraform state, kms-iam-sts.md 2.7.</summary>
    public static KmsClientService Service { get; } = new(
        "secretsmanager", "AWS Secrets Manager", "Default key that protects my Secrets Manager data when no other key is defined");

    /// <summary>Encrypts a value for one version of one secret under the secret's key; makes the service's default key in the same unit on first use.</summary>
    /// <exception cref="AwsErrorException">The key cannot be used, or not by this caller.</exception>
    public EncryptedValue Seal(SecretValue value, Secret secret, string versionId, UnitOfWork unit, RequestContext context)
    {
        var keyId = secret.KmsKeyId ?? door.DefaultKey(Service, unit, secret.Scope, context.Now).Arn;
        var encryption = ContextOf(secret.Arn, versionId);
        var dataKey = Kms(() => door.GenerateDataKey(keyId, encryption, unit.State, context.Through(Service.SigningName)), KmsFailures.AtEncryption);
        var ciphertext = new byte[value.Content.Length + SealedBytes.Overhead];
        SealedBytes.Seal(dataKey.Plaintext, value.Content, encryption.Canonical, random, ciphertext);
        CryptographicOperations.ZeroMemory(dataKey.Plaintext);
        return new EncryptedValue(
            value.Kind,
            ImmutableCollectionsMarshal.AsImmutableArray(ciphertext),
            [new WrappedDataKey(dataKey.KeyArn, ImmutableCollectionsMarshal.AsImmutableArray(dataKey.CiphertextBlob))]);
    }

    /// <summary>Decrypts a version's value.</summary>
    /// <exception cref="AwsErrorException">No key of the version opens it, or not for this caller.</exception>
    public SecretValue Open(EncryptedValue value, string secretArn, string versionId, Snapshot state, RequestContext context)
    {
        var encryption = ContextOf(secretArn, versionId);
        var through = context.Through(Service.SigningName);
        var dataKey = Kms(() => door.Decrypt(value.DataKeys[^1].CiphertextBlob.AsSpan(), encryption, state, through), KmsFailures.AtDecryption);
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

    private static T Kms<T>(Func<T> call, Func<AwsError, AwsError> translate)
    {
        try
        {
            return call();
        }
        catch (AwsErrorException refused)
        {
            throw translate(refused.Error).AsException();
        }
    }

    private static EncryptionContext ContextOf(string secretArn, string versionId) =>
        new(("SecretARN", secretArn), ("SecretVersionId", versionId));
}
