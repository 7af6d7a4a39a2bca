using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>
/// Envelope encryption of a version's value: a new data key for every version, never reused, with the secret's ARN and
/// the version id bound in at both steps. Source: Secrets Manager user guide, "Secret encryption and decryption"
/// (kms-iam-sts.md 3.1).
/// </summary>
internal sealed class Envelope(KmsDoor door, IRandom random)
{
    private const string Service = "secretsmanager";

    // Verified: exported Terraform state, kms-iam-sts.md 2.7.
    private const string DefaultKeyDescription = "Default key that protects my Secrets Manager data when no other key is defined";

    /// <summary>Encrypts a value for one version of one secret; makes the service's default key in the same unit on first use.</summary>
    public EncryptedValue Seal(SecretValue value, string secretArn, string versionId, UnitOfWork unit, DateTimeOffset now)
    {
        var scope = ScopeOf(secretArn);
        var keyArnPrefix = $"arn:{SecretArn.PartitionOf(scope.Region)}:kms:{scope.Region}:{scope.Account}:key/";
        var key = door.DefaultKey(Service, DefaultKeyDescription, keyArnPrefix, unit, scope, now);
        var context = ContextOf(secretArn, versionId);
        var dataKey = door.GenerateDataKey(key, context);
        var ciphertext = new byte[value.Content.Length + SealedBytes.Overhead];
        SealedBytes.Seal(dataKey.Plaintext, value.Content, context.Canonical, random, ciphertext);
        CryptographicOperations.ZeroMemory(dataKey.Plaintext);
        return new EncryptedValue(
            value.Kind,
            ImmutableCollectionsMarshal.AsImmutableArray(ciphertext),
            [new WrappedDataKey(key.Arn, ImmutableCollectionsMarshal.AsImmutableArray(dataKey.CiphertextBlob))]);
    }

    /// <summary>Decrypts a version's value.</summary>
    /// <exception cref="Calls.AwsErrorException">DecryptionFailure: no key of the version opens it.</exception>
    public SecretValue Open(EncryptedValue value, string secretArn, string versionId, Snapshot state)
    {
        try
        {
            var context = ContextOf(secretArn, versionId);
            var dataKey = door.Decrypt(value.DataKeys[^1].CiphertextBlob.AsSpan(), context, state, ScopeOf(secretArn));
            var content = SealedBytes.Open(dataKey, value.Ciphertext.AsSpan(), context.Canonical);
            CryptographicOperations.ZeroMemory(dataKey);
            return new SecretValue(value.Kind, content);
        }
        catch (CryptographicException)
        {
            throw SecretsManagerErrors.DecryptionFailed.AsException();
        }
    }

    private static EncryptionContext ContextOf(string secretArn, string versionId) =>
        new(("SecretARN", secretArn), ("SecretVersionId", versionId));

    private static Scope ScopeOf(string secretArn)
    {
        var id = SecretId.Parse(secretArn);
        return new Scope(id.Account.ToString(), id.Region.ToString());
    }
}
