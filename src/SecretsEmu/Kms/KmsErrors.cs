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
}
