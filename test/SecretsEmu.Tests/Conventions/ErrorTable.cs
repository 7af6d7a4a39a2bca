using System.Text;
using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.SecretsManager;
using SecretsEmu.Sts;
using SecretsEmu.Validation;

namespace SecretsEmu.Tests.Conventions;

/// <summary>How a sentence is known, as the reference marks it; the first three were seen in an answer of AWS.</summary>
public enum Evidence
{
    Recorded,
    Verified,
    Field,
    Docs,
    Model,
    Rules,
    Peer,
    Inferred,

    /// <summary>The emulator's own.</summary>
    Own,
}

/// <summary>One sentence that a client of the emulated operations can get.</summary>
/// <param name="Factory">The member of SecretsManagerErrors, or null for the front end's, which <paramref name="Made"/> makes.</param>
/// <param name="Sentence">Word for word; <c>{parameter}</c> stands for what the factory fills in.</param>
/// <param name="Section">Of secretsmanager.md, unless it names another page.</param>
/// <param name="Operations">By their names, or a word for many.</param>
internal sealed record ErrorRow(
    string? Factory, string Code, string? Sentence, Evidence Evidence, string Section, string Operations, Func<AwsError>? Made = null)
{
    public override string ToString() => $"{Code}: {Sentence}";
}

/// <summary>Every error sentence of the emulated operations: what it says, how that is known and where it is written.</summary>
internal static class ErrorTable
{
    private const string ManySecrets = "all with a SecretId";
    private const string Writes = "CreateSecret, PutSecretValue, UpdateSecret";
    private const string Policies = "PutResourcePolicy, ValidateResourcePolicy";

    public static IReadOnlyList<ErrorRow> SecretsManager { get; } =
    [
        // Finding a secret
        Row(nameof(SecretsManagerErrors.SecretNotFound), "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret.",
            Evidence.Recorded, "4.0", ManySecrets),
        Row(nameof(SecretsManagerErrors.InvalidName), "ValidationException",
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
            Evidence.Recorded, "2.1", ManySecrets + ", CreateSecret"),
        Row(nameof(SecretsManagerErrors.InvalidArn), "InvalidParameterException",
            "Invalid ARN.",
            Evidence.Inferred, "3.3", ManySecrets),
        Row(nameof(SecretsManagerErrors.MarkedForDeletion), "InvalidRequestException",
            "You can't perform this operation on the secret because it was marked for deletion.",
            Evidence.Recorded, "3.4", ManySecrets + ", but for DescribeSecret, ListSecretVersionIds, RestoreSecret, DeleteSecret"),

        // Replication
        Row(nameof(SecretsManagerErrors.OperationOnReplica), "InvalidParameterException",
            "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
            Evidence.Field, "4.0", "all that change a secret, but for StopReplicationToReplica and the KmsKeyId of UpdateSecret"),
        Row(nameof(SecretsManagerErrors.InvalidReplicaRegion), "InvalidParameterException",
            "Invalid replica region.",
            Evidence.Field, "2.2", "CreateSecret, ReplicateSecretToRegions, RemoveRegionsFromReplication"),
        Row(nameof(SecretsManagerErrors.HasReplicas), "InvalidParameterException",
            "You can't delete secret {arn} that still has replica regions [{regions}].",
            Evidence.Field, "4.5", "DeleteSecret"),
        Row(nameof(SecretsManagerErrors.NotAReplica), "InvalidParameterException",
            "Operation not permitted on a primary secret. Call must be made in replica secret's region.",
            Evidence.Inferred, "4.19", "StopReplicationToReplica"),

        // Writing a value
        Row(nameof(SecretsManagerErrors.TokenRequired), "InvalidRequestException",
            "You must provide a ClientRequestToken value. We recommend a UUID-type value.",
            Evidence.Recorded, "4.0", Writes),
        Row(nameof(SecretsManagerErrors.TokenInUse), "ResourceExistsException",
            "You can't use ClientRequestToken {token} because that value is already in use for a version of secret {arn}.",
            Evidence.Verified, "4.0", Writes),
        Row(nameof(SecretsManagerErrors.BothSecretValues), "InvalidParameterException",
            "You can't specify both a binary secret value and a string secret value in the same secret.",
            Evidence.Field, "2.2", Writes),
        Row(nameof(SecretsManagerErrors.NoSecretValue), "InvalidRequestException",
            "You must provide either SecretString or SecretBinary.",
            Evidence.Peer, "2.2", "PutSecretValue"),
        Row(nameof(SecretsManagerErrors.SecretAlreadyExists), "ResourceExistsException",
            "The operation failed because the secret {name} already exists.",
            Evidence.Recorded, "4.3", "CreateSecret"),
        Row(nameof(SecretsManagerErrors.NameScheduledForDeletion), "InvalidRequestException",
            "You can't create this secret because a secret with this name is already scheduled for deletion.",
            Evidence.Recorded, "3.4", "CreateSecret"),
        Row(nameof(SecretsManagerErrors.VersionQuotaExceeded), "LimitExceededException",
            "You've exceeded the quota for the number of versions of a secret.",
            Evidence.Inferred, "6", "PutSecretValue, UpdateSecret"),
        Row(nameof(SecretsManagerErrors.LabelQuotaExceeded), "LimitExceededException",
            "You've exceeded the quota for the number of staging labels.",
            Evidence.Inferred, "6", "PutSecretValue, UpdateSecret, UpdateSecretVersionStage"),

        // KMS behind a secret
        Row(nameof(SecretsManagerErrors.DefaultKeyFromOtherAccount), "InvalidRequestException",
            "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
            Evidence.Recorded, "4.0", "GetSecretValue, PutSecretValue"),
        Row(nameof(SecretsManagerErrors.KmsAccessNotAllowed), "AccessDeniedException",
            "Access to KMS is not allowed",
            Evidence.Field, "4.0", "GetSecretValue, BatchGetSecretValue, " + Writes),
        Row(nameof(SecretsManagerErrors.InvalidKmsKey), "InvalidParameterException",
            "The operation failed because of an invalid KMS key: {sentence}",
            Evidence.Field, "4.0", "CreateSecret, UpdateSecret"),
        Row(nameof(SecretsManagerErrors.EncryptionFailed), "EncryptionFailure",
            "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state. For more information, see Key state: Effect on your KMS key.",
            Evidence.Inferred, "4.0", Writes),
        Row(nameof(SecretsManagerErrors.DecryptionFailed), "DecryptionFailure",
            "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
            Evidence.Inferred, "4.0", "GetSecretValue, BatchGetSecretValue"),

        // GetSecretValue, BatchGetSecretValue
        Row(nameof(SecretsManagerErrors.ValueNotFoundForStage), "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret value for staging label: {versionStage}",
            Evidence.Recorded, "4.9", "GetSecretValue, BatchGetSecretValue"),
        Row(nameof(SecretsManagerErrors.ValueNotFoundForVersion), "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret value for VersionId: {versionId}",
            Evidence.Recorded, "4.9", "GetSecretValue, UpdateSecretVersionStage"),
        Row(nameof(SecretsManagerErrors.VersionStageNotOnVersion), "InvalidRequestException",
            "You provided a VersionStage that is not associated to the provided VersionId.",
            Evidence.Recorded, "4.9", "GetSecretValue"),
        Row(nameof(SecretsManagerErrors.SecretIdListOrFilters), "InvalidParameterException",
            "Either 'SecretIdList' or 'Filters' must be provided, but not both.",
            Evidence.Peer, "4.1", "BatchGetSecretValue"),
        Row(nameof(SecretsManagerErrors.FiltersRequiredBy), "InvalidParameterException",
            "'Filters' not specified. 'Filters' must also be specified when '{member}' is provided.",
            Evidence.Peer, "4.1", "BatchGetSecretValue"),

        // Lists
        Row(nameof(SecretsManagerErrors.TooManyFilters), "InvalidParameterException",
            "The filter list has too many filters. You can include up to 10 filters.",
            Evidence.Field, "2.2", "BatchGetSecretValue, ListSecrets"),
        Row(nameof(SecretsManagerErrors.MissingFilterKey), "InvalidParameterException",
            "Invalid filter key",
            Evidence.Peer, "2.2", "BatchGetSecretValue, ListSecrets"),
        Row(nameof(SecretsManagerErrors.MissingFilterValues), "InvalidParameterException",
            "Invalid filter values for key: {key}",
            Evidence.Peer, "2.2", "BatchGetSecretValue, ListSecrets"),
        Row(nameof(SecretsManagerErrors.InvalidNextToken), "InvalidNextTokenException",
            "The NextToken value is invalid.",
            Evidence.Inferred, "2.2", "BatchGetSecretValue, ListSecrets, ListSecretVersionIds"),

        // DeleteSecret
        Row(nameof(SecretsManagerErrors.RecoveryWindowOutOfRange), "InvalidParameterException",
            "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
            Evidence.Field, "2.2", "DeleteSecret"),
        Row(nameof(SecretsManagerErrors.ForceDeleteWithRecoveryWindow), "InvalidParameterException",
            "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
            Evidence.Peer, "2.2", "DeleteSecret"),
        Row(nameof(SecretsManagerErrors.AlreadyScheduledForDeletion), "InvalidRequestException",
            "You can't perform this operation on the secret because it was already scheduled for deletion.",
            Evidence.Peer, "4.5", "DeleteSecret"),

        // GetRandomPassword
        Row(nameof(SecretsManagerErrors.DesiredTypeExcluded), "InvalidParameterException",
            "All characters of the desired type have been excluded.",
            Evidence.Rules, "4.7", "GetRandomPassword"),
        Row(nameof(SecretsManagerErrors.AllCharactersExcluded), "InvalidParameterException",
            "All characters have been excluded from selection.",
            Evidence.Rules, "4.7", "GetRandomPassword"),
        Row(nameof(SecretsManagerErrors.PasswordTooShort), "InvalidParameterException",
            "Password length is too short based on the required types.",
            Evidence.Rules, "4.7", "GetRandomPassword"),

        // Tags
        Row(nameof(SecretsManagerErrors.SystemTag), "InvalidParameterException",
            "You can't modify system tags. Tag key: '{key}'.",
            Evidence.Field, "4.20", "CreateSecret, TagResource, UntagResource"),
        Row(nameof(SecretsManagerErrors.DuplicateTagKeys), "InvalidParameterException",
            "Duplicate tag keys found.",
            Evidence.Inferred, "4.20", "CreateSecret, TagResource"),
        Row(nameof(SecretsManagerErrors.TooManyTags), "InvalidParameterException",
            "The number of tags can't exceed 50.",
            Evidence.Inferred, "4.20", "CreateSecret, TagResource"),

        // Resource policies
        Row(nameof(SecretsManagerErrors.PolicySyntaxError), "MalformedPolicyDocumentException",
            "This resource policy contains a syntax error.",
            Evidence.Docs, "4.12", Policies),
        Row(nameof(SecretsManagerErrors.UnsupportedPrincipal), "MalformedPolicyDocumentException",
            "This resource policy contains an unsupported principal.",
            Evidence.Field, "4.12", Policies),
        Row(nameof(SecretsManagerErrors.UnsupportedServicePrincipal), "MalformedPolicyDocumentException",
            "This resource policy contains an unsupported service principal.",
            Evidence.Field, "4.12", Policies),
        Row(nameof(SecretsManagerErrors.PolicyLocksEveryoneOut), "InvalidRequestException",
            "Your requested changes will not allow you to manage this secret in the future.",
            Evidence.Docs, "4.12", Policies),
        Row(nameof(SecretsManagerErrors.PublicPolicyBlocked), "PublicPolicyException",
            "You can't attach a resource-based policy that allows broad access to the secret.",
            Evidence.Docs, "4.12", Policies),

        // UpdateSecretVersionStage
        Row(nameof(SecretsManagerErrors.NoVersionToUpdate), "InvalidParameterException",
            "You must specify RemoveFromVersionId, MoveToVersionId, or both.",
            Evidence.Inferred, "4.22", "UpdateSecretVersionStage"),
        Row(nameof(SecretsManagerErrors.RemoveFromVersionRequired), "InvalidParameterException",
            "The parameter RemoveFromVersionId can't be empty. Staging label {label} is currently attached to version {holder}, so you must explicitly reference that version in RemoveFromVersionId.",
            Evidence.Verified, "4.22", "UpdateSecretVersionStage"),
        Row(nameof(SecretsManagerErrors.LabelNotOnVersion), "InvalidParameterException",
            "Staging label {label} isn't currently attached to version {versionId}.",
            Evidence.Field, "4.22", "UpdateSecretVersionStage"),
        Row(nameof(SecretsManagerErrors.CurrentCannotBeRemoved), "InvalidParameterException",
            "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
            Evidence.Field, "4.22", "UpdateSecretVersionStage"),

        // RotateSecret, CancelRotateSecret
        Row(nameof(SecretsManagerErrors.RotationTokenRequired), "InvalidParameterException",
            "You must provide a ClientRequestToken value. We recommend a UUID-type value.",
            Evidence.Verified, "4.0", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.InvalidRotationLambdaArn), "InvalidParameterException",
            "Invalid rotation Lambda ARN. Ensure the ARN matches format arn:aws:lambda:{region}:{account}:function:<functionName>.",
            Evidence.Inferred, "2.2", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.NoRotationFunction), "InvalidRequestException",
            "No Lambda rotation function ARN is associated with this secret.",
            Evidence.Verified, "4.18", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.PreviousRotationIncomplete), "InvalidRequestException",
            "A previous rotation isn't complete. That rotation will be reattempted.",
            Evidence.Field, "4.18", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.CannotInvokeFunction), "AccessDeniedException",
            "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.",
            Evidence.Verified, "4.18", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.FrequencyAndExpression), "InvalidParameterException",
            "You cannot specify both rotation frequency and schedule expression together.",
            Evidence.Field, "5.5", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.InvalidScheduleExpression), "InvalidParameterException",
            "Invalid schedule expression.",
            Evidence.Inferred, "5.5", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.RateInHoursOutOfRange), "InvalidParameterException",
            "Rate in hour should be least 4 and less than 24.",
            Evidence.Inferred, "5.5", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.RateInDaysOutOfRange), "InvalidParameterException",
            "Rate in day should be greater than 0 and less than 1000.",
            Evidence.Inferred, "5.5", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.DurationOutOfRange), "InvalidParameterException",
            "Duration must be at least 1 hour, at most 24 hour.",
            Evidence.Inferred, "5.5", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.DurationAboveRate), "InvalidParameterException",
            "Duration cannot be greater than Rate in hour.",
            Evidence.Inferred, "5.5", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.WindowBeyondDay), "InvalidParameterException",
            "Starting hour and duration must be within a day.",
            Evidence.Inferred, "5.5", "RotateSecret"),
        Row(nameof(SecretsManagerErrors.InvalidRotationToken), "AccessDeniedException",
            "The RotationToken is not valid for this secret.",
            Evidence.Inferred, "4.18", "PutSecretValue"),
        Row(nameof(SecretsManagerErrors.ManagedSecret), "InvalidRequestException",
            "You can't perform this operation on the secret because it is managed by {service}.",
            Evidence.Inferred, "4.0", "PutSecretValue"),

        // Any operation
    ];

    /// <summary>The sentences of STS; the code is the one that its errors have before the query protocol renames them.</summary>
    public static IReadOnlyList<ErrorRow> Sts { get; } =
    [
        Row("InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.", Evidence.Recorded, () => StsErrors.DuplicateTagKeys),
        Row("InvalidParameterValue", "The specified transitive tag key must be included in the requested tags.", Evidence.Recorded, () => StsErrors.TransitiveKeyNotRequested),
        Row(
            "InvalidParameterValue",
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
            Evidence.Recorded, () => StsErrors.TransitiveKeyConflict),
        Row("ValidationException", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.", Evidence.Field, () => StsErrors.DurationExceedsRole),
        Row(
            "ValidationException", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
            Evidence.Field, () => StsErrors.DurationExceedsChaining),
        Row("AccessDeniedException", "Roles may not be assumed by root accounts.", Evidence.Inferred, () => StsErrors.RootMayNotAssume),
        Row("MalformedPolicyDocument", "This policy contains invalid Json", Evidence.Inferred, () => StsErrors.PolicyIsNotJson),
        Row("MalformedPolicyDocument", "Syntax errors in policy.", Evidence.Inferred, () => StsErrors.PolicySyntax),
        Row(
            "ValidationException",
            "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10",
            Evidence.Inferred, () => StsErrors.TooManyPolicyArns),
        Row("AccessDeniedException", "Not authorized to perform sts:AssumeRoleWithWebIdentity", Evidence.Inferred, () => StsErrors.NotAuthorizedByToken),
        Row(
            "InvalidIdentityToken", "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
            Evidence.Inferred, () => StsErrors.NoIdentityToken),
        Row("ValidationException", "{value} is invalid", Evidence.Recorded, () => StsErrors.Invalid("{value}")),
        Row("ValidationException", "Policy {arn} does not exist or is not attachable.", Evidence.Inferred, () => StsErrors.NoSuchPolicy("{arn}")),
        Row("InvalidIdentityToken", "Missing a required claim: {claim}", Evidence.Inferred, () => StsErrors.MissingClaim("{claim}")),
        Row("AccessDeniedException", "Cannot call {operation} with session credentials", Evidence.Field, () => StsErrors.SessionCredentials("{operation}")),
    ];

    /// <summary>What the front end says: made by the code that makes it for a request.</summary>
    public static IReadOnlyList<ErrorRow> FrontEnd { get; } =
    [
        Constraint("1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null",
            Evidence.Field, "1.4", "GetSecretValue", "{}"),
        Constraint("1 validation error detected: Value at 'secretBinary' failed to satisfy constraint: Member must have length less than or equal to 65536",
            Evidence.Field, "2.1", "CreateSecret", $$"""{"Name":"db","SecretBinary":"{{Convert.ToBase64String(new byte[65537])}}"}"""),
        Constraint("1 validation error detected: Value '[{values}]' at 'filters.1.member.values' failed to satisfy constraint: Member must have length less than or equal to 10",
            Evidence.Field, "2.1", "ListSecrets", """{"Filters":[{"Key":"name","Values":["a","b","c","d","e","f","g","h","i","j","k"]}]}"""),
        Constraint("1 validation error detected: Value 'invalid' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value set: [all, name, tag-key, description, tag-value, primary-region, owning-service]",
            Evidence.Peer, "2.2", "ListSecrets", """{"Filters":[{"Key":"invalid","Values":["a"]}]}"""),
        Constraint("1 validation error detected: Value '5000' at 'passwordLength' failed to satisfy constraint: Member must have value less than or equal to 4096",
            Evidence.Peer, "4.7", "GetRandomPassword", """{"PasswordLength":5000}"""),
        Type("NUMBER_VALUE cannot be converted to String", Evidence.Peer, "GetSecretValue", """{"SecretId":1}"""),
        Type("TRUE_VALUE cannot be converted to String", Evidence.Peer, "GetSecretValue", """{"SecretId":true}"""),
        Type("STRING_VALUE cannot be converted to Integer", Evidence.Peer, "ListSecrets", """{"MaxResults":"1"}"""),
        Type("STRING_VALUE cannot be converted to Long", Evidence.Peer, "GetRandomPassword", """{"PasswordLength":"1"}"""),
        Type("STRING_VALUE cannot be converted to Boolean", Evidence.Inferred, "GetRandomPassword", """{"IncludeSpace":"yes"}"""),
        Type("Start of structure or map found where not expected.", Evidence.Peer, "GetSecretValue", """{"SecretId":{}}"""),
        Type("Start of list found where not expected", Evidence.Peer, "GetSecretValue", """{"SecretId":[]}"""),
        Type("Unexpected field type", Evidence.Peer, "TagResource", """{"Tags":"a"}"""),
        new(null, "RequestEntityTooLargeException", "Request size exceeds the limit.", Evidence.Inferred, "1.4", "all", () => FrontEndErrors.RequestTooLarge),
        new(null, "InternalServiceError", "An error occurred on the server side.", Evidence.Model, "6", "all", () => FrontEndErrors.InternalServiceError),
        new(null, "ThrottlingException", "Rate exceeded", Evidence.Field, "6", "all, when broken on purpose", () => FrontEndErrors.Throttling),
        new(null, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.", Evidence.Docs, "1.3", "all, in a region that is down",
            () => FrontEndErrors.ServiceUnavailable),
        new(null, "EndpointUnreachable", "The region {region} is down: its endpoint cannot be reached.", Evidence.Own, "issue 6", "rotation functions in process",
            () => FrontEndErrors.EndpointUnreachable("{region}")),
        new(null, "UnsupportedOperationException", "secrets-emu does not emulate {what} yet.", Evidence.Own, "issue 3", "what is not emulated",
            () => FrontEndErrors.NotEmulated("{what}")),
        new(null, "UnsupportedOperationException",
            "secrets-emu does not emulate {signingName}. To send only what it emulates here, set AWS_ENDPOINT_URL_SECRETS_MANAGER, AWS_ENDPOINT_URL_KMS, AWS_ENDPOINT_URL_STS and AWS_ENDPOINT_URL_SSM instead of AWS_ENDPOINT_URL.",
            Evidence.Own, "issue 3", "other services", () => FrontEndErrors.OtherService("{signingName}")),
        .. Signatures,
    ];

    /// <summary>What strict mode says of a signature, in the order in which it is judged.</summary>
    private static IEnumerable<ErrorRow> Signatures =>
    [
        Signature("InvalidSignatureException", "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
            Evidence.Peer, () => SignatureErrors.SignedTwice),
        Signature("MissingAuthenticationTokenException", "Request is missing Authentication Token",
            Evidence.Field, () => SignatureErrors.MissingToken),
        Signature("IncompleteSignatureException", "'{piece}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'.",
            Evidence.Field, () => SignatureErrors.NotAPair("{piece}", "{header}")),
        Signature("IncompleteSignatureException",
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization={header}",
            Evidence.Field, () => SignatureErrors.MissingParts(["Credential", "Signature", "SignedHeaders"], dateIsMissing: true, "{header}")),
        Signature("IncompleteSignatureException", "AWS query-string parameters must include '{parameter}'. Re-examine the query-string parameters.",
            Evidence.Peer, () => SignatureErrors.MissingParameters(["{parameter}"])),
        Signature("IncompleteSignatureException", "Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601",
            Evidence.Peer, () => SignatureErrors.DateFormat("{date}")),
        Signature("InvalidSignatureException", "Signature expired: {date} is now earlier than {earliest} ({now} - {minutes} min.)",
            Evidence.Field, () => SignatureErrors.Expired("{date}", "{earliest}", "{now}", "{minutes}")),
        Signature("InvalidSignatureException", "Signature not yet current: {date} is still later than {latest} ({now} + {minutes} min.)",
            Evidence.Peer, () => SignatureErrors.NotYetCurrent("{date}", "{latest}", "{now}", "{minutes}")),
        Signature("InvalidSignatureException", "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
            Evidence.Field, () => SignatureErrors.HostNotSigned),
        Signature("IncompleteSignatureException", "Unsupported AWS 'algorithm': '{algorithm}' (only AWS4-HMAC-SHA256 for now). ",
            Evidence.Peer, () => SignatureErrors.UnsupportedAlgorithm("{algorithm}")),
        Signature("IncompleteSignatureException", "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'",
            Evidence.Peer, () => SignatureErrors.CredentialParts("{credential}")),
        Signature("InvalidSignatureException", "Credential should be scoped to a valid region, not '{region}'. ",
            Evidence.Peer, () => SignatureErrors.WrongScope(SignatureErrors.WrongRegion("{region}"))),
        Signature("InvalidSignatureException", "Credential should be scoped to correct service: '{correct}'. ",
            Evidence.Field, () => SignatureErrors.WrongScope(SignatureErrors.WrongService("{correct}"))),
        Signature("InvalidSignatureException", "Credential should be scoped with a valid terminator: 'aws4_request', not '{terminator}'. ",
            Evidence.Peer, () => SignatureErrors.WrongScope(SignatureErrors.WrongTerminator("{terminator}"))),
        Signature("InvalidSignatureException",
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{scope}' != '{day}', from '{date}'.",
            Evidence.Peer, () => SignatureErrors.WrongScope(SignatureErrors.WrongDate("{scope}", "{day}", "{date}"))),
        Signature("UnrecognizedClientException", "The security token included in the request is invalid.",
            Evidence.Field, () => SignatureErrors.UnknownKey),
        // The texts behind it have lines of their own.
        Signature("InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
            Evidence.Field, () => SignatureErrors.Differs("", "") with { Message = SignatureErrors.Differs("", "").Message!.Split('\n')[0] }),
        Signature("UnrecognizedClientException", "The security token included in the request is invalid",
            Evidence.Peer, () => SignatureErrors.WrongSessionToken),
    ];

    private static ErrorRow Row(string factory, string code, string sentence, Evidence evidence, string section, string operations) =>
        new(factory, code, sentence, evidence, section, operations);

    private static ErrorRow Signature(string code, string sentence, Evidence evidence, Func<AwsError> made) =>
        new(null, code, sentence, evidence, "kms-iam-sts.md 1.4", "all in strict mode", made);

    private static ErrorRow Constraint(string sentence, Evidence evidence, string section, string operation, string request) =>
        new(null, "ValidationException", sentence, evidence, section, operation, () =>
        {
            var found = Services.SecretsManager.Find(operation)!;
            var bound = found.Bind(Encoding.UTF8.GetBytes(request));
            // The list's values stand for any: the row names them by its one placeholder.
            return FrontEndErrors.Validation(ConstraintReport.Of(bound, found.Shape)!.Replace("a, b, c, d, e, f, g, h, i, j, k", "{values}", StringComparison.Ordinal));
        });

    private static ErrorRow Type(string sentence, Evidence evidence, string operation, string request) =>
        new(null, "SerializationException", sentence, evidence, "1.4", operation, () =>
            Should.Throw<AwsErrorException>(() => TypeCheck.Run(Encoding.UTF8.GetBytes(request), Services.SecretsManager.Find(operation)!.Shape)).Error);

    private static ErrorRow Row(string code, string sentence, Evidence evidence, Func<AwsError> made) =>
        new(null, code, sentence, evidence, "kms-iam-sts.md 6.2", "STS", made);
}
