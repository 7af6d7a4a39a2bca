using SecretsEmu.Calls;

namespace SecretsEmu.SecretsManager;

/// <summary>Every refusal of Secrets Manager's own: one factory a sentence, code and status beside it.</summary>
/// <remarks>
/// Source: secretsmanager.md, the section stands behind each mark. <c>Verified:</c> the sentence was seen in an answer of AWS, recorded by another
/// project's tests or pasted by users ("field"). <c>Inferred:</c> a guess or a second-hand quotation; a better source changes that one line.
/// Sentences have a final full stop only where AWS's have one.
/// </remarks>
internal static class SecretsManagerErrors
{
    // Finding a secret

    /// <summary>The name or ARN leads to nothing in this account and region.</summary>
    // Verified: localstack's recordings (secretsmanager.md 4.0, 7)
    public static AwsError SecretNotFound { get; } = NotFound("Secrets Manager can't find the specified secret.");

    /// <summary>The name, or a SecretId that is no ARN, has characters outside the allowed set or is empty.</summary>
    // Verified: localstack's recordings, ten operations; the case of the wire key is inferred (secretsmanager.md 2.1, 1.3)
    public static AwsError InvalidName { get; } = new("ValidationException",
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!", MessageKey: "message");

    /// <summary>The SecretId starts as an ARN and is none of a secret.</summary>
    // Inferred: no recording of a malformed ARN is known (secretsmanager.md 3.3, question 5)
    public static AwsError InvalidArn { get; } = InvalidParameter("Invalid ARN.");

    /// <summary>The secret waits for its deletion; only a few operations still work on it.</summary>
    // Verified: localstack's recordings, 2026 (secretsmanager.md 3.4)
    public static AwsError MarkedForDeletion { get; } =
        InvalidRequest("You can't perform this operation on the secret because it was marked for deletion.");

    // Replication

    /// <summary>A replica follows its primary: only its key can be changed where it is.</summary>
    // Verified: field, DeleteSecret and PutResourcePolicy (secretsmanager.md 4.0)
    public static AwsError OperationOnReplica { get; } =
        InvalidParameter("Operation not permitted on a replica secret. Call must be made in primary secret's region.");

    /// <summary>The primary's own region, an unknown one, or one of another partition.</summary>
    // Verified: field (secretsmanager.md 2.2)
    public static AwsError InvalidReplicaRegion { get; } = InvalidParameter("Invalid replica region.");

    /// <summary>DeleteSecret of a primary, with or without force. The regions stand in the order of their status, with comma and space between.</summary>
    // Verified: field, four reports (secretsmanager.md 4.5)
    public static AwsError HasReplicas(string arn, string regions) =>
        InvalidParameter($"You can't delete secret {arn} that still has replica regions [{regions}].");

    /// <summary>StopReplicationToReplica on a secret that is none.</summary>
    // Inferred: the sentence of AWS is unknown (secretsmanager.md 4.19)
    public static AwsError NotAReplica { get; } =
        InvalidParameter("Operation not permitted on a primary secret. Call must be made in replica secret's region.");

    // Writing a value: CreateSecret, PutSecretValue, UpdateSecret

    /// <summary>No ClientRequestToken. RotateSecret sends the same sentence under another code.</summary>
    // Verified: localstack's recordings of raw calls (secretsmanager.md 4.0)
    public static AwsError TokenRequired { get; } =
        InvalidRequest("You must provide a ClientRequestToken value. We recommend a UUID-type value.");

    /// <summary>The token names a version that holds another value.</summary>
    // Verified: moto's tests against AWS, three operations (secretsmanager.md 4.0)
    public static AwsError TokenInUse(string token, string arn) => new("ResourceExistsException",
        $"You can't use ClientRequestToken {token} because that value is already in use for a version of secret {arn}.");

    /// <summary>SecretString and SecretBinary in one request.</summary>
    // Verified: field, answers quoted in Java tests (secretsmanager.md 2.2)
    public static AwsError BothSecretValues { get; } =
        InvalidParameter("You can't specify both a binary secret value and a string secret value in the same secret.");

    /// <summary>PutSecretValue without a value.</summary>
    // Inferred: two other emulators (secretsmanager.md 2.2)
    public static AwsError NoSecretValue { get; } = InvalidRequest("You must provide either SecretString or SecretBinary.");

    /// <summary>CreateSecret under the name of an active secret.</summary>
    // Verified: localstack's recordings, moto's tests against AWS (secretsmanager.md 4.3)
    public static AwsError SecretAlreadyExists(string name) =>
        new("ResourceExistsException", $"The operation failed because the secret {name} already exists.");

    /// <summary>CreateSecret under a name that a scheduled secret still holds.</summary>
    // Verified: localstack's recordings (secretsmanager.md 3.4, 4.3)
    public static AwsError NameScheduledForDeletion { get; } =
        InvalidRequest("You can't create this secret because a secret with this name is already scheduled for deletion.");

    /// <summary>All versions of the secret are too young or labelled, so none can make room.</summary>
    // Inferred: the code is the model's, the sentence is unknown (secretsmanager.md 6)
    public static AwsError VersionQuotaExceeded { get; } =
        LimitExceeded("You've exceeded the quota for the number of versions of a secret.");

    /// <summary>More than <see cref="StagingLabels.Quota"/> labels over all versions of the secret.</summary>
    // Inferred: the code is the model's, the sentence is unknown (secretsmanager.md 6)
    public static AwsError LabelQuotaExceeded { get; } = LimitExceeded("You've exceeded the quota for the number of staging labels.");

    // KMS behind a secret

    /// <summary>A caller of another account reads or writes a value under aws/secretsmanager, which no other account can use.</summary>
    // Verified: localstack's recordings (secretsmanager.md 4.0)
    public static AwsError DefaultKeyFromOtherAccount { get; } = InvalidRequest(
        "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.");

    /// <summary>The caller lacks a permission on the key, or the key is another service's own.</summary>
    // Verified: field, six reports (kms-iam-sts.md 3.3)
    public static AwsError KmsAccessNotAllowed { get; } = new("AccessDeniedException", "Access to KMS is not allowed");

    /// <summary>KmsKeyId names no key that a secret can have: KMS's own sentence follows.</summary>
    // Verified: field, code and beginning (secretsmanager.md 4.0)
    public static AwsError InvalidKmsKey(string sentence) =>
        InvalidParameter($"The operation failed because of an invalid KMS key: {sentence}");

    /// <summary>The key is disabled, pending deletion or gone, at a write.</summary>
    // Inferred: the model's description (kms-iam-sts.md 3.3)
    public static AwsError EncryptionFailed { get; } = new("EncryptionFailure",
        "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state. For more information, see Key state: Effect on your KMS key.");

    /// <summary>The key of the version is disabled, pending deletion or gone, at a read.</summary>
    // Inferred: the model's description (kms-iam-sts.md 3.3)
    public static AwsError DecryptionFailed { get; } =
        new("DecryptionFailure", "Secrets Manager can't decrypt the protected secret text using the provided KMS key.");

    // GetSecretValue, BatchGetSecretValue

    /// <summary>No version carries the label, or the one that does has no value yet.</summary>
    // Verified: localstack's recordings; without full stop (secretsmanager.md 4.9)
    public static AwsError ValueNotFoundForStage(string versionStage) =>
        NotFound($"Secrets Manager can't find the specified secret value for staging label: {versionStage}");

    /// <summary>No version has the id, or it has no value yet. Also UpdateSecretVersionStage with an unknown MoveToVersionId.</summary>
    // Verified: localstack's recordings of GetSecretValue, without full stop (secretsmanager.md 4.9)
    // Inferred: for UpdateSecretVersionStage, from two other emulators (secretsmanager.md 4.22)
    public static AwsError ValueNotFoundForVersion(string versionId) =>
        NotFound($"Secrets Manager can't find the specified secret value for VersionId: {versionId}");

    /// <summary>The version exists, the label is not on it.</summary>
    // Verified: localstack's recordings (secretsmanager.md 4.9)
    public static AwsError VersionStageNotOnVersion { get; } =
        InvalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");

    /// <summary>BatchGetSecretValue with both or neither.</summary>
    // Inferred: six other emulators for both; neither is a guess (secretsmanager.md 4.1)
    public static AwsError SecretIdListOrFilters { get; } =
        InvalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");

    /// <summary>BatchGetSecretValue pages only what filters find.</summary>
    // Inferred: another emulator for MaxResults; NextToken by the same pattern (secretsmanager.md 4.1)
    public static AwsError FiltersRequiredBy(string member) =>
        InvalidParameter($"'Filters' not specified. 'Filters' must also be specified when '{member}' is provided.");

    // ListSecrets, ListSecretVersionIds

    /// <summary>More than ten values over all filters together.</summary>
    // Verified: field, BatchGetSecretValue, 2024; for ListSecrets inferred (secretsmanager.md 2.2, question 22)
    public static AwsError TooManyFilters { get; } =
        InvalidParameter("The filter list has too many filters. You can include up to 10 filters.");

    /// <summary>A filter without a key.</summary>
    // Inferred: another emulator (secretsmanager.md 2.2)
    public static AwsError MissingFilterKey { get; } = InvalidParameter("Invalid filter key");

    /// <summary>A filter without values.</summary>
    // Inferred: another emulator (secretsmanager.md 2.2)
    public static AwsError MissingFilterValues(string key) => InvalidParameter($"Invalid filter values for key: {key}");

    /// <summary>A token that no page of this list gave out.</summary>
    // Inferred: the model's description (secretsmanager.md 2.2)
    public static AwsError InvalidNextToken { get; } = new("InvalidNextTokenException", "The NextToken value is invalid.");

    // DeleteSecret

    /// <summary>A window outside 7 to 30, also with force.</summary>
    // Verified: field; an older sentence of 2018 is gone (secretsmanager.md 2.2)
    public static AwsError RecoveryWindowOutOfRange { get; } =
        InvalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");

    /// <summary>Force and a window exclude each other.</summary>
    // Inferred: many other emulators (secretsmanager.md 2.2)
    public static AwsError ForceDeleteWithRecoveryWindow { get; } =
        InvalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");

    /// <summary>A second DeleteSecret without force.</summary>
    // Inferred: five other emulators (secretsmanager.md 4.5)
    public static AwsError AlreadyScheduledForDeletion { get; } =
        InvalidRequest("You can't perform this operation on the secret because it was already scheduled for deletion.");

    // GetRandomPassword

    /// <summary>ExcludeCharacters empties a class that no switch leaves out.</summary>
    // Inferred: lint rules that quote AWS, measured by cdkd; the code is other emulators' (secretsmanager.md 4.7)
    public static AwsError DesiredTypeExcluded { get; } = InvalidParameter("All characters of the desired type have been excluded.");

    /// <summary>The switches and ExcludeCharacters leave no character at all.</summary>
    // Inferred: as DesiredTypeExcluded (secretsmanager.md 4.7)
    public static AwsError AllCharactersExcluded { get; } = InvalidParameter("All characters have been excluded from selection.");

    /// <summary>Fewer characters asked for than classes required.</summary>
    // Inferred: another emulator in 2018, lint rules, measured by cdkd (secretsmanager.md 4.7)
    public static AwsError PasswordTooShort { get; } =
        InvalidParameter("Password length is too short based on the required types.");

    // Tags

    /// <summary>A key that starts with <c>aws:</c>; the first such key is named.</summary>
    // Verified: field, TagResource; for UntagResource inferred (secretsmanager.md 4.20, 4.21)
    public static AwsError SystemTag(string key) => InvalidParameter($"You can't modify system tags. Tag key: '{key}'.");

    /// <summary>One key twice in a request.</summary>
    // Inferred: sentence unknown (secretsmanager.md 4.20)
    public static AwsError DuplicateTagKeys { get; } = InvalidParameter("Duplicate tag keys found.");

    /// <summary>More than 50 tags on the secret.</summary>
    // Inferred: sentence unknown (secretsmanager.md 4.20)
    public static AwsError TooManyTags { get; } = InvalidParameter("The number of tags can't exceed 50.");

    // Resource policies

    /// <summary>The text is no policy: not JSON, or an unknown effect, version or element.</summary>
    // Inferred: AWS's documentation of 2021; an answer of 2020 said "This policy has invalid syntax." (secretsmanager.md 4.12)
    public static AwsError PolicySyntaxError { get; } = MalformedPolicy("This resource policy contains a syntax error.");

    /// <summary>A principal that is neither an account, an ARN nor everyone, or has a wildcard inside.</summary>
    // Verified: field, three reports (secretsmanager.md 4.12)
    public static AwsError UnsupportedPrincipal { get; } = MalformedPolicy("This resource policy contains an unsupported principal.");

    /// <summary>A service principal that is none.</summary>
    // Verified: field, 2026 (secretsmanager.md 4.12)
    public static AwsError UnsupportedServicePrincipal { get; } =
        MalformedPolicy("This resource policy contains an unsupported service principal.");

    /// <summary>The policy denies everyone everything, the caller included.</summary>
    // Inferred: the sentence from AWS's documentation of 2021, the code is a guess (secretsmanager.md 4.12)
    public static AwsError PolicyLocksEveryoneOut { get; } =
        InvalidRequest("Your requested changes will not allow you to manage this secret in the future.");

    /// <summary>BlockPublicPolicy, and the policy is public.</summary>
    // Inferred: the sentence from AWS's documentation of 2021, the code from the model (secretsmanager.md 4.12)
    public static AwsError PublicPolicyBlocked { get; } =
        new("PublicPolicyException", "You can't attach a resource-based policy that allows broad access to the secret.");

    // UpdateSecretVersionStage

    /// <summary>Neither RemoveFromVersionId nor MoveToVersionId.</summary>
    // Inferred: sentence unknown (secretsmanager.md 4.22)
    public static AwsError NoVersionToUpdate { get; } =
        InvalidParameter("You must specify RemoveFromVersionId, MoveToVersionId, or both.");

    /// <summary>A label is taken from a version only when the request names that version.</summary>
    // Verified: moto's tests against AWS and field, for AWSCURRENT; custom labels by the model's text (secretsmanager.md 4.22)
    public static AwsError RemoveFromVersionRequired(string label, string holder) => InvalidParameter(
        $"The parameter RemoveFromVersionId can't be empty. Staging label {label} is currently attached to version {holder}, so you must explicitly reference that version in RemoveFromVersionId.");

    /// <summary>RemoveFromVersionId names a version that does not carry the label.</summary>
    // Verified: field, one client's comment; the full stop is uncertain (secretsmanager.md 4.22, question 21)
    public static AwsError LabelNotOnVersion(string label, string versionId) =>
        InvalidParameter($"Staging label {label} isn't currently attached to version {versionId}.");

    /// <summary>AWSCURRENT moves, it never goes.</summary>
    // Verified: field, quoted in Terraform's source; the straight apostrophe is inferred from today's other sentences (secretsmanager.md 4.22)
    public static AwsError CurrentCannotBeRemoved { get; } = InvalidParameter(
        "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.");

    // RotateSecret, CancelRotateSecret

    /// <summary>RotateSecret without a ClientRequestToken: the sentence of the other operations under another code.</summary>
    // Verified: localstack's recordings of raw calls (secretsmanager.md 4.0)
    public static AwsError RotationTokenRequired { get; } =
        InvalidParameter("You must provide a ClientRequestToken value. We recommend a UUID-type value.");

    /// <summary>No function's ARN, or one of another region.</summary>
    // Inferred: lint rules that quote AWS; whether the account is printed is unknown (secretsmanager.md 2.2)
    public static AwsError InvalidRotationLambdaArn(string region, string account) => InvalidParameter(
        $"Invalid rotation Lambda ARN. Ensure the ARN matches format arn:aws:lambda:{region}:{account}:function:<functionName>.");

    /// <summary>Neither the request nor the secret names a function. Also CancelRotateSecret on a secret that was never rotated.</summary>
    // Verified: localstack's recordings of RotateSecret; inferred for CancelRotateSecret (secretsmanager.md 4.18, 4.2)
    public static AwsError NoRotationFunction { get; } = InvalidRequest("No Lambda rotation function ARN is associated with this secret.");

    /// <summary>AWSPENDING is on a version that is not the current one.</summary>
    // Verified: field, six reports (secretsmanager.md 4.18)
    public static AwsError PreviousRotationIncomplete { get; } =
        InvalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");

    /// <summary>The function is unknown, or its policy does not let the service invoke it.</summary>
    // Verified: localstack's recordings of an unknown function (secretsmanager.md 4.18)
    public static AwsError CannotInvokeFunction { get; } = new("AccessDeniedException",
        "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.");

    /// <summary>AutomaticallyAfterDays beside ScheduleExpression.</summary>
    // Verified: field, three reports (secretsmanager.md 5.5)
    public static AwsError FrequencyAndExpression { get; } =
        InvalidParameter("You cannot specify both rotation frequency and schedule expression together.");

    /// <summary>Neither a rate nor a cron expression of the supported form.</summary>
    // Inferred: lint rules that quote AWS (secretsmanager.md 5.5)
    public static AwsError InvalidScheduleExpression { get; } = InvalidParameter("Invalid schedule expression.");

    /// <summary>A rate outside 4 to 23 hours. The grammar is AWS's.</summary>
    // Inferred: lint rules that quote AWS (secretsmanager.md 5.5)
    public static AwsError RateInHoursOutOfRange { get; } = InvalidParameter("Rate in hour should be least 4 and less than 24.");

    /// <summary>A rate outside 1 to 999 days.</summary>
    // Inferred: lint rules that quote AWS (secretsmanager.md 5.5)
    public static AwsError RateInDaysOutOfRange { get; } = InvalidParameter("Rate in day should be greater than 0 and less than 1000.");

    /// <summary>A duration outside 1 to 24 hours.</summary>
    // Inferred: lint rules that quote AWS (secretsmanager.md 5.5)
    public static AwsError DurationOutOfRange { get; } = InvalidParameter("Duration must be at least 1 hour, at most 24 hour.");

    /// <summary>A window that would last until behind the opening of the next.</summary>
    // Inferred: lint rules that quote AWS, for rates; for cron a guess (secretsmanager.md 5.5)
    public static AwsError DurationAboveRate { get; } = InvalidParameter("Duration cannot be greater than Rate in hour.");

    /// <summary>A window that would reach into the next day.</summary>
    // Inferred: lint rules that quote AWS (secretsmanager.md 5.5)
    public static AwsError WindowBeyondDay { get; } = InvalidParameter("Starting hour and duration must be within a day.");

    /// <summary>A RotationToken that is not that of the rotation that runs.</summary>
    // Inferred: code and sentence are guesses (integrations.md 1.1)
    public static AwsError InvalidRotationToken { get; } = new("AccessDeniedException", "The RotationToken is not valid for this secret.");

    /// <summary>A call that is reserved to the service that owns the secret.</summary>
    // Inferred: the code is the model's, the sentence is unknown (secretsmanager.md 4.0)
    public static AwsError ManagedSecret(string service) =>
        InvalidRequest($"You can't perform this operation on the secret because it is managed by {service}.");

    private static AwsError NotFound(string sentence) => new("ResourceNotFoundException", sentence);

    private static AwsError InvalidParameter(string sentence) => new("InvalidParameterException", sentence);

    private static AwsError InvalidRequest(string sentence) => new("InvalidRequestException", sentence);

    private static AwsError LimitExceeded(string sentence) => new("LimitExceededException", sentence);

    private static AwsError MalformedPolicy(string sentence) => new("MalformedPolicyDocumentException", sentence);
}
