using SecretsEmu.Calls;

namespace SecretsEmu.Kms;

/// <summary>Everything KMS refuses, in its own sentences (kms-iam-sts.md 2.2 to 2.6). Modelled errors spell the member <c>message</c>.</summary>
internal static class KmsErrors
{
    public const string NotFoundType = "NotFoundException";
    public const string DisabledType = "DisabledException";
    public const string InvalidStateType = "KMSInvalidStateException";
    public const string InvalidKeyUsageType = "InvalidKeyUsageException";
    public const string InvalidCiphertextType = "InvalidCiphertextException";

    public const string UnsupportedOperationType = "UnsupportedOperationException";

    private const string TagType = "TagException";
    private const string Lower = "message";

    /// <summary>Not a ciphertext of KMS, a changed byte, or another encryption context. Verified: it has no message.</summary>
    public static AwsError InvalidCiphertext { get; } = new(InvalidCiphertextType, null, MessageKey: Lower);

    /// <summary>The blob names a key that is not here, or that the caller may not use in another account.</summary>
    public static AwsError CiphertextKeyNotUsable { get; } = new(
        "AccessDeniedException",
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.");

    // Inferred: from a peer (kms-iam-sts.md 2.5).
    public static AwsError BothKeySpecs { get; } = FrontEndErrors.Validation(
        "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.");

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError KeyUsageRequired { get; } = FrontEndErrors.Validation(
        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError DuplicateTagKeys { get; } = new(TagType, "Duplicate tag keys", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError TooManyTags { get; } = new(TagType, "Too many tags", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError SystemTag { get; } = new(TagType, "Tags beginning with aws: are reserved", MessageKey: Lower);

    // Verified: recorded for KEY_AGREEMENT and RSA_2048 (kms-iam-sts.md 2.5).
    public static AwsError IncompatibleUsage(string keyUsage, string keySpec) =>
        FrontEndErrors.Validation($"KeyUsage {keyUsage} is not compatible with KeySpec {keySpec}");

    // Verified: recorded for RotateKeyOnDemand; it has no message (kms-iam-sts.md 2.2). Inferred: here as there.
    public static AwsError UnsupportedOperation { get; } = new(UnsupportedOperationType, null, MessageKey: Lower);

    // Verified: recorded; it has no message (kms-iam-sts.md 2.2).
    public static AwsError InvalidSignature { get; } = new("KMSInvalidSignatureException", null, MessageKey: Lower);

    // Verified: recorded; it has no message (kms-iam-sts.md 2.2).
    public static AwsError InvalidMac { get; } = new("KMSInvalidMacException", null, MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError IncorrectKey { get; } = new(
        "IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError DryRun { get; } = new(
        "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.", MessageKey: Lower);

    // Inferred: from a peer (kms-iam-sts.md 2.5).
    public static AwsError BytesOrKeySpec { get; } = FrontEndErrors.Validation("Please specify either number of bytes or key spec.");

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError NumberOfBytesRequired { get; } = FrontEndErrors.Validation("NumberOfBytes is required.");

    // Inferred: that it is refused is documented, the words are our own (kms-iam-sts.md 2.6).
    public static AwsError EncryptionContextNotAllowed { get; } = FrontEndErrors.Validation("An encryption context cannot be used with an asymmetric KMS key.");

    /// <summary>An ARN of another region than the endpoint's.</summary>
    public static AwsError InvalidArn(string region) => new(NotFoundType, $"Invalid arn {region}", MessageKey: Lower);

    public static AwsError AliasNotFound(string aliasArn) => new(NotFoundType, $"Alias {aliasArn} is not found.", MessageKey: Lower);

    public static AwsError KeyNotFound(string keyArn) => new(NotFoundType, $"Key '{keyArn}' does not exist", MessageKey: Lower);

    /// <summary>Neither a key id, an alias nor an ARN of one.</summary>
    public static AwsError InvalidKeyId(string keyId) => new(NotFoundType, $"Invalid keyId '{keyId}'", MessageKey: Lower);

    public static AwsError Disabled(string keyArn) => new(DisabledType, $"{keyArn} is disabled.", MessageKey: Lower);

    public static AwsError PendingDeletion(string keyArn) => new(InvalidStateType, $"{keyArn} is pending deletion.", MessageKey: Lower);

    public static AwsError PendingImport(string keyArn) => new(InvalidStateType, $"{keyArn} is pending import.", MessageKey: Lower);

    /// <param name="operation">The API name, such as <c>Encrypt</c>.</param>
    public static AwsError WrongUsage(string keyArn, string usage, string operation) =>
        new(InvalidKeyUsageType, $"{keyArn} key usage is {usage} which is not valid for {operation}.", MessageKey: Lower);

    // Inferred: our own, as AWS has no such tag (kms-iam-sts.md 2.5).
    public static AwsError InvalidCustomId(string id) =>
        new(TagType, $"The tag _custom_id_ must be a key id, such as 12345678-1234-1234-1234-123456789012, and not {id}.", MessageKey: Lower);

    // Inferred: our own, as AWS has no such tag (kms-iam-sts.md 2.5).
    public static AwsError CustomIdTaken(string keyArn) => new("AlreadyExistsException", $"{keyArn} exists already.", MessageKey: Lower);

    // Verified: recorded for Sign, seen in the field for Encrypt (kms-iam-sts.md 2.5).
    public static AwsError IncompatibleAlgorithm(string algorithm, string keySpec) =>
        new(InvalidKeyUsageType, $"Algorithm {algorithm} is incompatible with key spec {keySpec}.", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError PlaintextTooLarge(string algorithm, string keySpec, string bytes) =>
        FrontEndErrors.Validation($"Algorithm {algorithm} and key spec {keySpec} cannot encrypt data larger than {bytes} bytes.");

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError DigestLength(string algorithm) => FrontEndErrors.Validation($"Digest is invalid length for algorithm {algorithm}.");
}
