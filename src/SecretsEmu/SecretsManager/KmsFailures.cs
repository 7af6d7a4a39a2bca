using SecretsEmu.Calls;
using SecretsEmu.Kms;

namespace SecretsEmu.SecretsManager;

/// <summary>What Secrets Manager answers when KMS refuses: the caller learns no more than AWS says (kms-iam-sts.md 3.3, secretsmanager.md 4.0).</summary>
internal static class KmsFailures
{
    /// <summary>At a read: no permission, or whatever is wrong with the key.</summary>
    public static AwsError AtDecryption(AwsError kms) =>
        IsDenial(kms) ? SecretsManagerErrors.KmsAccessNotAllowed : SecretsManagerErrors.DecryptionFailed;

    /// <summary>At a write under the key that the secret has already.</summary>
    public static AwsError AtEncryption(AwsError kms) =>
        IsDenial(kms) ? SecretsManagerErrors.KmsAccessNotAllowed : SecretsManagerErrors.EncryptionFailed;

    /// <summary>When a request names the key: one that cannot be a secret's at all gets KMS's own sentence.</summary>
    public static AwsError AtAssociation(AwsError kms, string keyId) =>
        IsDenial(kms) || SecretKey.IsOfAService(keyId) ? SecretsManagerErrors.KmsAccessNotAllowed
        : kms.Type is KmsErrors.DisabledType or KmsErrors.InvalidStateType ? SecretsManagerErrors.EncryptionFailed
        : SecretsManagerErrors.InvalidKmsKey(kms.Message!);

    /// <summary>What KMS itself says: for the person who reads the log, since the answer hides it.</summary>
    public static string Hint(AwsError kms) => $"KMS: {kms.Message ?? kms.Type}";

    private static bool IsDenial(AwsError kms) => kms.Type == SecretsManagerErrors.KmsAccessNotAllowed.Type;
}
