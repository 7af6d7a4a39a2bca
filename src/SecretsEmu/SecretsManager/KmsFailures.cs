using SecretsEmu.Calls;

namespace SecretsEmu.SecretsManager;

/// <summary>What Secrets Manager answers when KMS refuses: the caller learns no more than AWS says (kms-iam-sts.md 3.3).</summary>
internal static class KmsFailures
{
    public static AwsError AtDecryption(AwsError kms) => SecretsManagerErrors.DecryptionFailed;

    public static AwsError AtEncryption(AwsError kms) => SecretsManagerErrors.DecryptionFailed;
}
