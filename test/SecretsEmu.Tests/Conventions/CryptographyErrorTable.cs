using SecretsEmu.Calls;
using SecretsEmu.Kms;

namespace SecretsEmu.Tests.Conventions;

/// <summary>The sentences of KMS's cryptographic operations and of multi-Region keys. Errors without a message have no row: the wire tests assert their whole body.</summary>
internal static class CryptographyErrorTable
{
    public static IReadOnlyList<ErrorRow> Rows { get; } =
    [
        // The key and its algorithms
        Row("InvalidKeyUsageException", "{keyArn} key usage is {usage} which is not valid for {operation}.",
            Evidence.Recorded, "all but GetPublicKey", () => KmsErrors.WrongUsage("{keyArn}", "{usage}", "{operation}")),
        Row("InvalidKeyUsageException", "Algorithm {algorithm} is incompatible with key spec {keySpec}.",
            Evidence.Recorded, "Encrypt, Decrypt, ReEncrypt, Sign, Verify, GenerateMac, VerifyMac", () => KmsErrors.IncompatibleAlgorithm("{algorithm}", "{keySpec}")),
        Row("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.",
            Evidence.Recorded, "all with DryRun", () => KmsErrors.DryRun),

        // Encryption
        Row("IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.",
            Evidence.Recorded, "Decrypt, ReEncrypt", () => KmsErrors.IncorrectKey),
        Row("AccessDeniedException", "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.",
            Evidence.Field, "Decrypt, ReEncrypt", () => KmsErrors.CiphertextKeyNotUsable),
        Row("ValidationException", "Algorithm {algorithm} and key spec {keySpec} cannot encrypt data larger than {bytes} bytes.",
            Evidence.Recorded, "Encrypt, ReEncrypt", () => KmsErrors.PlaintextTooLarge("{algorithm}", "{keySpec}", "{bytes}")),
        Row("ValidationException", "An encryption context cannot be used with an asymmetric KMS key.",
            Evidence.Own, "Encrypt, Decrypt, ReEncrypt", () => KmsErrors.EncryptionContextNotAllowed),
        Row("ValidationException", "Please specify either number of bytes or key spec.",
            Evidence.Peer, "GenerateDataKey, GenerateDataKeyWithoutPlaintext", () => KmsErrors.BytesOrKeySpec),
        Row("ValidationException", "NumberOfBytes is required.",
            Evidence.Recorded, "GenerateRandom", () => KmsErrors.NumberOfBytesRequired),

        // Signatures
        Row("ValidationException", "Digest is invalid length for algorithm {algorithm}.",
            Evidence.Recorded, "Sign, Verify", () => KmsErrors.DigestLength("{algorithm}")),

        // Multi-Region keys
        Row("UnsupportedOperationException", "{keyArn} is not a multi-region primary key.",
            Evidence.Recorded, "ReplicateKey, UpdatePrimaryRegion", () => KmsErrors.NotPrimary("{keyArn}")),
        Row("UnsupportedOperationException", "{keyArn} is not a multi-region replica key.",
            Evidence.Inferred, "UpdatePrimaryRegion", () => KmsErrors.AlreadyPrimary("{keyArn}")),
        Row("AlreadyExistsException", "{keyArn} already exists.",
            Evidence.Inferred, "ReplicateKey", () => KmsErrors.ReplicaExists("{keyArn}")),
    ];

    private static ErrorRow Row(string code, string sentence, Evidence evidence, string operations, Func<AwsError> made) =>
        new(null, code, sentence, evidence, "kms-iam-sts.md 2.5", operations, made);
}
