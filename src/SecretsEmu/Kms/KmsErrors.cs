using SecretsEmu.Calls;

namespace SecretsEmu.Kms;

/// <summary>Everything KMS refuses, in its own sentences (kms-iam-sts.md 2.2 to 2.6). Modelled errors spell the member <c>message</c>.</summary>
internal static class KmsErrors
{
    public const string DisabledType = "DisabledException";
    public const string InvalidStateType = "KMSInvalidStateException";

    private const string NotFoundType = "NotFoundException";
    private const string InvalidKeyUsageType = "InvalidKeyUsageException";
    private const string UnsupportedOperationType = "UnsupportedOperationException";

    private const string AlreadyExistsType = "AlreadyExistsException";
    private const string LimitExceededType = "LimitExceededException";
    private const string MalformedPolicyType = "MalformedPolicyDocumentException";
    private const string TagType = "TagException";
    private const string Lower = "message";

    // Inferred: the text of the model (kms-iam-sts.md 2.2).
    public static AwsError Internal { get; } = new(
        "KMSInternalException", "The request was rejected because an internal exception occurred. The request can be retried.", 500, Lower);

    /// <summary>Not a ciphertext of KMS, a changed byte, or another encryption context.</summary>
    // Verified: recorded; it has no message (kms-iam-sts.md 2.2).
    public static AwsError InvalidCiphertext { get; } = new("InvalidCiphertextException", null, MessageKey: Lower);

    /// <summary>The blob names a key that is not here, or that the caller may not use in another account.</summary>
    // Verified: seen in the field (kms-iam-sts.md 2.5).
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

    // Verified: recorded for RotateKeyOnDemand; it has no message (kms-iam-sts.md 2.2).
    public static AwsError UnsupportedOperation { get; } = new(UnsupportedOperationType, null, MessageKey: Lower);

    // Inferred: its key policy refuses first, so that only a caller whom no policy stops sees this (kms-iam-sts.md 2.7).
    public static AwsError AwsManaged(string keyArn) => new("AccessDeniedException", $"{keyArn} is an AWS managed key: it cannot be changed.");

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError DryRun { get; } = new(
        "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.", MessageKey: Lower);

    // Verified: recorded; it has no message (kms-iam-sts.md 2.2).
    public static AwsError InvalidSignature { get; } = new("KMSInvalidSignatureException", null, MessageKey: Lower);

    // Verified: recorded; it has no message (kms-iam-sts.md 2.2).
    public static AwsError InvalidMac { get; } = new("KMSInvalidMacException", null, MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError IncorrectKey { get; } = new(
        "IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.", MessageKey: Lower);

    // Inferred: from a peer (kms-iam-sts.md 2.5).
    public static AwsError BytesOrKeySpec { get; } = FrontEndErrors.Validation("Please specify either number of bytes or key spec.");

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError NumberOfBytesRequired { get; } = FrontEndErrors.Validation("NumberOfBytes is required.");

    // Inferred: that it is refused is documented, the words are our own (kms-iam-sts.md 2.6).
    public static AwsError EncryptionContextNotAllowed { get; } = FrontEndErrors.Validation("An encryption context cannot be used with an asymmetric KMS key.");

    /// <summary>An ARN of another region than the endpoint's.</summary>
    // Verified: recorded (kms-iam-sts.md 2.3).
    public static AwsError InvalidArn(string region) => new(NotFoundType, $"Invalid arn {region}", MessageKey: Lower);

    // Inferred: from three peers (kms-iam-sts.md 2.3).
    public static AwsError AliasNotFound(string aliasArn) => new(NotFoundType, $"Alias {aliasArn} is not found.", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.3).
    public static AwsError KeyNotFound(string keyArn) => new(NotFoundType, $"Key '{keyArn}' does not exist", MessageKey: Lower);

    /// <summary>Neither a key id, an alias nor an ARN of one.</summary>
    // Verified: recorded (kms-iam-sts.md 2.3).
    public static AwsError InvalidKeyId(string keyId) => new(NotFoundType, $"Invalid keyId '{keyId}'", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.4).
    public static AwsError Disabled(string keyArn) => new(DisabledType, $"{keyArn} is disabled.", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.4).
    public static AwsError PendingDeletion(string keyArn) => new(InvalidStateType, $"{keyArn} is pending deletion.", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.4).
    public static AwsError PendingImport(string keyArn) => new(InvalidStateType, $"{keyArn} is pending import.", MessageKey: Lower);

    /// <param name="operation">The API name, such as <c>Encrypt</c>.</param>
    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError WrongUsage(string keyArn, string usage, string operation) =>
        new(InvalidKeyUsageType, $"{keyArn} key usage is {usage} which is not valid for {operation}.", MessageKey: Lower);

    // Inferred: our own, as AWS has no such tag (kms-iam-sts.md 2.5).
    public static AwsError InvalidCustomId(string id) =>
        new(TagType, $"The tag _custom_id_ must be a key id, such as 12345678-1234-1234-1234-123456789012, and not {id}.", MessageKey: Lower);

    // Verified: recorded for a replica (kms-iam-sts.md 2.5).
    public static AwsError NotPrimary(string keyArn) => new(UnsupportedOperationType, $"{keyArn} is not a multi-region primary key.", MessageKey: Lower);

    // Inferred: the type is the model's, the words are not known (kms-iam-sts.md 2.5).
    public static AwsError ReplicaExists(string keyArn) => new(AlreadyExistsType, $"{keyArn} already exists.", MessageKey: Lower);

    // Inferred: after the sentence about a key that is no primary (kms-iam-sts.md 2.5).
    public static AwsError AlreadyPrimary(string keyArn) => new(UnsupportedOperationType, $"{keyArn} is not a multi-region replica key.", MessageKey: Lower);

    // Verified: recorded for Sign, seen in the field for Encrypt (kms-iam-sts.md 2.5).
    public static AwsError IncompatibleAlgorithm(string algorithm, string keySpec) =>
        new(InvalidKeyUsageType, $"Algorithm {algorithm} is incompatible with key spec {keySpec}.", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError PlaintextTooLarge(string algorithm, string keySpec, string bytes) =>
        FrontEndErrors.Validation($"Algorithm {algorithm} and key spec {keySpec} cannot encrypt data larger than {bytes} bytes.");

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError DigestLength(string algorithm) => FrontEndErrors.Validation($"Digest is invalid length for algorithm {algorithm}.");

    // Inferred: our own, as AWS has no such tag (kms-iam-sts.md 2.5).
    public static AwsError CustomIdTaken(string keyArn) => new(AlreadyExistsType, $"{keyArn} exists already.", MessageKey: Lower);

    // Inferred: the words are in the documentation of key states (kms-iam-sts.md 2.4).
    public static AwsError NotPendingDeletion(string keyArn) => new(InvalidStateType, $"{keyArn} is not pending deletion.", MessageKey: Lower);

    // Verified: recorded for RotateKeyOnDemand (kms-iam-sts.md 2.5).
    public static AwsError OriginNotValid(string keyArn, string origin) =>
        new(UnsupportedOperationType, $"{keyArn} origin is {origin} which is not valid for this operation.", MessageKey: Lower);

    // Verified: recorded when the limit was 10 (kms-iam-sts.md 2.5).
    public static AwsError OnDemandRotationLimit(string keyArn) => new(
        LimitExceededType,
        $"The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: {keyArn}",
        MessageKey: Lower);

    // Inferred: the type is the model's, the words are not known (kms-iam-sts.md 2.5).
    public static AwsError InvalidMarker { get; } = new("InvalidMarkerException", "The marker is invalid.", MessageKey: Lower);

    // Verified: recorded (kms-iam-sts.md 2.5).
    public static AwsError AliasPrefix { get; } = FrontEndErrors.Validation(
        "Alias must start with the prefix \"alias/\". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");

    // Inferred: from a peer; it has no message (kms-iam-sts.md 2.5).
    public static AwsError ReservedAlias { get; } = new("NotAuthorizedException", null, MessageKey: Lower);

    // Inferred: from a peer (kms-iam-sts.md 2.5).
    public static AwsError AliasCharacters(string aliasName) => FrontEndErrors.Validation($"{aliasName} contains invalid characters for an alias");

    // Inferred: from a peer (kms-iam-sts.md 2.5).
    public static AwsError AliasOfAlias { get; } = FrontEndErrors.Validation("Aliases must refer to keys. Not aliases");

    // Inferred: from three peers (kms-iam-sts.md 2.5).
    public static AwsError AliasExists(string aliasArn) => new(AlreadyExistsType, $"An alias with the name {aliasArn} already exists", MessageKey: Lower);

    // Inferred: that it is refused is documented, the words are our own (kms-iam-sts.md 2.5).
    public static AwsError AliasOfAnotherKind { get; } = FrontEndErrors.Validation(
        "The alias cannot be moved to a KMS key of another type or key usage.");

    // Inferred: from a peer (kms-iam-sts.md 2.5).
    public static AwsError NoSuchPolicy { get; } = new(NotFoundType, "No such policy exists", MessageKey: Lower);

    // Verified: seen in the field four times (kms-iam-sts.md 2.5).
    public static AwsError PolicyLocksOut { get; } = new(
        MalformedPolicyType, "The new key policy will not allow you to update the key policy in the future.", MessageKey: Lower);

    // Verified: seen in the field (kms-iam-sts.md 2.5).
    public static AwsError InvalidPrincipals { get; } = new(
        MalformedPolicyType, "Policy contains a statement with one or more invalid principals.", MessageKey: Lower);

    // Inferred: the type is the model's, the words are not known (kms-iam-sts.md 2.5).
    public static AwsError PolicySyntaxError { get; } = new(MalformedPolicyType, "This key policy contains a syntax error.", MessageKey: Lower);

    // Inferred: the limit is documented, the words are our own (kms-iam-sts.md 2.5).
    public static AwsError PolicyTooLarge { get; } = new(LimitExceededType, "A key policy has at most 32768 bytes.", MessageKey: Lower);

    // Inferred: the type is the model's, the words are not known (kms-iam-sts.md 2.5).
    public static AwsError InvalidGrantToken { get; } = new("InvalidGrantTokenException", "The grant token is invalid.", MessageKey: Lower);

    // Inferred: the type is the model's, the words are not known (kms-iam-sts.md 2.5).
    public static AwsError InvalidGrantId(string grantId) => new("InvalidGrantIdException", $"Grant {grantId} is not found.", MessageKey: Lower);

    // Inferred: the type is the model's, the words are not known (kms-iam-sts.md 2.5).
    public static AwsError InvalidPrincipal(string principal) =>
        new("InvalidArnException", $"ARN does not refer to a valid principal: {principal}", MessageKey: Lower);

    // Inferred: that it is refused is documented, the words are our own (kms-iam-sts.md 2.5).
    public static AwsError GrantOperationNotSupported(string operation, string keyArn) =>
        FrontEndErrors.Validation($"The grant operation {operation} is not supported for {keyArn}.");

    // Inferred: a grant of nothing would mean nothing, and the model asks for the list but for no entry (kms-iam-sts.md 2.5).
    public static AwsError NoGrantOperations { get; } = FrontEndErrors.Validation("Operations must name at least one grant operation.");

    // Inferred: a grant has one constraint; the words are our own (kms-iam-sts.md 2.5).
    public static AwsError BothGrantConstraints { get; } = FrontEndErrors.Validation(
        "Specify either EncryptionContextEquals or EncryptionContextSubset, and not both.");

    // Inferred: the rule is documented, the words are our own (kms-iam-sts.md 2.5).
    public static AwsError GrantNotNamed { get; } = FrontEndErrors.Validation("Specify either GrantToken, or both KeyId and GrantId.");
}
