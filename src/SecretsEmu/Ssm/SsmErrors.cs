using SecretsEmu.Calls;

namespace SecretsEmu.Ssm;

/// <summary>Everything Parameter Store refuses, in its own sentences (integrations.md 3).</summary>
internal static class SsmErrors
{
    private const string Lower = "message";

    // Finding a parameter

    // Verified: field: AWS sends the type alone (integrations.md 3)
    public static AwsError ParameterNotFound { get; } = new("ParameterNotFound", null, MessageKey: Lower);

    // Inferred: from a peer's tests against AWS; for a label by the same pattern (integrations.md 3)
    public static AwsError VersionNotFound(string version, string name) => new(
        "ParameterVersionNotFound", $"Systems Manager could not find version {version} of {name}. Verify the version and try again.", MessageKey: Lower);

    // Names

    /// <summary>Characters that no name has, a path without its first slash, or one that begins with ssm.</summary>
    // Verified: field, many reports, for reads as well (integrations.md 3)
    public static AwsError InvalidName { get; } = FrontEndErrors.Validation(
        "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_");

    // Inferred: from a peer (integrations.md 3)
    public static AwsError ReservedPrefix { get; } = FrontEndErrors.Validation("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");

    // Inferred: from a peer (integrations.md 3)
    public static AwsError ReservedName(string name) => FrontEndErrors.AccessDenied($"No access to reserved parameter name: {name}.");

    // Verified: field, terraform-provider-aws 7251; a read gets InvalidName (integrations.md 3)
    public static AwsError NotFullyQualified { get; } = FrontEndErrors.Validation("Parameter name must be a fully qualified name.");

    // Inferred: the model's description (integrations.md 3)
    public static AwsError TooDeep { get; } = new(
        "HierarchyLevelLimitExceededException",
        "A hierarchy can have a maximum of 15 levels. For more information, see Requirements and constraints for parameter names in the Amazon Web Services Systems Manager User Guide.",
        MessageKey: Lower);

    // Inferred: the limit is the API reference's, the words are our own (integrations.md 3)
    public static AwsError NameTooLong { get; } = FrontEndErrors.Validation("Parameter name: its ARN can have at most 1011 characters.");

    /// <summary>A path, of GetParametersByPath or of a filter. The backslashes are AWS's.</summary>
    // Verified: field, two reports (integrations.md 3)
    public static AwsError InvalidPath { get; } = FrontEndErrors.Validation(
        "The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\". It can't be prefixed with \\\"aws\\\" or \\\"ssm\\\" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol \"/\". Valid example: /get/parameters2-/by1./path0_.");

    // PutParameter

    // Inferred: from a peer, which matches public logs (integrations.md 3)
    public static AwsError AlreadyExists { get; } = new(
        "ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.", MessageKey: Lower);

    // Inferred: from a peer (integrations.md 3)
    public static AwsError TypeRequired { get; } = FrontEndErrors.Validation("A parameter type is required when you create a parameter.");

    // Inferred: from a peer (integrations.md 3)
    public static AwsError TagsWithOverwrite { get; } = FrontEndErrors.Validation(
        "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.");

    // Verified: field, terraform-provider-aws 18521 (integrations.md 3)
    public static AwsError TooLargeForStandard { get; } = FrontEndErrors.Validation(
        "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");

    // Inferred: after the sentence of the standard tier (integrations.md 3)
    public static AwsError TooLargeForAdvanced { get; } = FrontEndErrors.Validation("Advanced tier parameters support a maximum parameter value of 8192 characters.");

    // Verified: field, terraform-provider-aws 18521, for standard parameters (integrations.md 3)
    public static AwsError TooManyStandard { get; } = new(
        "ParameterLimitExceeded",
        "You have reached the maximum number of standard parameters for this AWS account and Region (10000). To add more parameters, either delete existing parameters or upgrade to the advanced-parameter tier (charges apply).",
        MessageKey: Lower);

    // Verified: field, cdk-real-drift 408, the part that was quoted (integrations.md 3)
    public static AwsError Downgrade { get; } = FrontEndErrors.Validation(
        "You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier");

    // Inferred: the model's description has the sentence (integrations.md 3)
    public static AwsError TooManyVersions(string name, string version) => new(
        "ParameterMaxVersionLimitExceeded",
        $"You attempted to create a new version of {name} by calling the PutParameter API with the overwrite flag. Version {version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.",
        MessageKey: Lower);

    // Inferred: the rule is the API reference's, the words are from memory of public logs (integrations.md 3)
    public static AwsError NestedParameter { get; } =
        FrontEndErrors.Validation("Parameter value can't nest another parameter. Do not use \"{{}}\" in the value.");

    // Inferred: that it is refused is a peer's report, the words are from memory of public logs (integrations.md 3)
    public static AwsError KeyIdNotRequired(string type) => FrontEndErrors.Validation($"KeyId is not required for {type} type parameter.");

    // Inferred: the model's description (integrations.md 3)
    public static AwsError InvalidAllowedPattern { get; } =
        new("InvalidAllowedPatternException", "The request doesn't meet the regular expression requirement.", MessageKey: Lower);

    // Inferred: the words are from memory of public logs (integrations.md 3)
    public static AwsError PatternMismatch(string pattern) => new(
        "ParameterPatternMismatchException", $"Parameter value, cannot be validated against allowedPattern: {pattern}", MessageKey: Lower);

    // Policies

    // Inferred: that they need the advanced tier is documented, the words are our own (integrations.md 3)
    public static AwsError PoliciesNeedAdvanced { get; } = FrontEndErrors.Validation("Parameter policies are supported for advanced-tier parameters only.");

    // Inferred: the model's description (integrations.md 3)
    public static AwsError TooManyPolicies { get; } = new(
        "PoliciesLimitExceededException", "You specified more than the maximum number of allowed policies for the parameter. The maximum is 10.", MessageKey: Lower);

    // Inferred: the model's description (integrations.md 3)
    public static AwsError InvalidPolicyType { get; } = new(
        "InvalidPolicyTypeException",
        "The policy type isn't supported. Parameter Store supports the following policy types: Expiration, ExpirationNotification, and NoChangeNotification.",
        MessageKey: Lower);

    // Inferred: the model's description; also for what is no JSON list of policies (integrations.md 3)
    public static AwsError InvalidPolicyAttribute { get; } = new("InvalidPolicyAttributeException", "A policy attribute or its value is invalid.", MessageKey: Lower);

    // Inferred: the model's description (integrations.md 3)
    public static AwsError IncompatiblePolicies { get; } = new(
        "IncompatiblePolicyException",
        "There is a conflict in the policies specified for this parameter. You can't, for example, specify two Expiration policies for a parameter. Review your policies, and try again.",
        MessageKey: Lower);

    // KMS

    /// <summary>KMS says no to the caller: its own sentence, and where it comes from.</summary>
    /// <param name="sentence">KMS's.</param>
    /// <param name="requestId">Of the call; KMS's own on AWS.</param>
    // Verified: field, many reports (kms-iam-sts.md 9)
    public static AwsError KmsDenied(string sentence, string requestId) => FrontEndErrors.AccessDenied(OfKms(sentence, "AccessDeniedException", requestId));

    /// <summary>The key is missing, disabled, pending deletion or of no use: KMS's sentence.</summary>
    /// <param name="sentence">KMS's.</param>
    /// <param name="code">KMS's.</param>
    /// <param name="requestId">Of the call; KMS's own on AWS.</param>
    // Verified: field, terraform-provider-aws 27352 and others, for missing keys and pending deletion (kms-iam-sts.md 9)
    public static AwsError InvalidKeyId(string sentence, string code, string requestId) =>
        new("InvalidKeyId", OfKms(sentence, code, requestId), MessageKey: Lower);

    // Secrets

    // Inferred: from two peers (integrations.md 3.1)
    public static AwsError DecryptionRequired { get; } =
        FrontEndErrors.Validation("WithDecryption flag must be True for retrieving a Secret Manager secret.");

    // Inferred: from two peers, the odd beginning too (integrations.md 3.1)
    public static AwsError SecretNotFound(string name) => new(
        "ParameterNotFound", $"An error occurred (ParameterNotFound) when referencing Secrets Manager: Secret {name} not found.", MessageKey: Lower);

    /// <summary>Secrets Manager refuses for another reason than a missing secret: its type and sentence.</summary>
    // Inferred: after SecretNotFound (integrations.md 3.1)
    public static AwsError SecretRefused(string type, string sentence) =>
        new(type, $"An error occurred ({type}) when referencing Secrets Manager: {sentence}");

    // Lists and filters

    // Inferred: the model's description (integrations.md 3)
    public static AwsError InvalidNextToken { get; } = new("InvalidNextToken", "The specified token isn't valid.");

    // Inferred: from a peer's tests against AWS (integrations.md 3)
    public static AwsError FiltersOrParameterFilters { get; } =
        FrontEndErrors.Validation("You can use either Filters or ParameterFilters in a single request.");

    // Inferred: from a peer's tests against AWS (integrations.md 3)
    public static AwsError InvalidFilterKey(string key, string valid) => new(
        "InvalidFilterKey", $"The following filter key is not valid: {key}. Valid filter keys include: [{valid}].", MessageKey: Lower);

    // Inferred: from a peer's tests against AWS (integrations.md 3)
    public static AwsError DuplicateFilter(string key) => new(
        "InvalidFilterKey", $"The following filter is duplicated in the request: {key}. A request can contain only one occurrence of a specific filter.", MessageKey: Lower);

    // Inferred: from a peer's tests against AWS (integrations.md 3)
    public static AwsError InvalidFilterOption(string option, string valid) => new(
        "InvalidFilterOption", $"The following filter option is not valid: {option}. Valid options include: [{valid}].", MessageKey: Lower);

    // Inferred: from a peer's tests against AWS, the type too (integrations.md 3)
    public static AwsError InvalidFilterValue(string value, string valid) => new(
        "InvalidFilterOption", $"The following filter value is not valid: {value}. Valid values include: [{valid}].", MessageKey: Lower);

    // Inferred: from a peer's tests against AWS (integrations.md 3)
    public static AwsError MissingFilterValues(string key) =>
        new("InvalidFilterValue", $"The following filter values are missing : null for filter key {key}.");

    // Inferred: from a peer's tests against AWS (integrations.md 3)
    public static AwsError ReservedPathInFilter { get; } = FrontEndErrors.Validation(
        "Filters for common parameters can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). When using global parameters, please specify within a global namespace.");

    // Labels

    // Inferred: from a peer; no space between the sentences (integrations.md 3)
    public static AwsError TooManyLabels { get; } = new(
        "ParameterVersionLabelLimitExceeded",
        "A parameter version can have maximum 10 labels.Move one or more labels to another version and try again.",
        MessageKey: Lower);

    // Tags

    // Inferred: the model gives it no message (integrations.md 3)
    public static AwsError InvalidResourceId { get; } = new("InvalidResourceId", null, MessageKey: Lower);

    // Inferred: the model gives it no message (integrations.md 3)
    public static AwsError TooManyTags { get; } = new("TooManyTagsError", null, MessageKey: Lower);

    // Inferred: that they are reserved is documented, the words are those of other services (integrations.md 3)
    public static AwsError SystemTag { get; } = FrontEndErrors.Validation("aws: prefixed tag key names are not allowed for external use.");

    // As the SDK for Java, in which the service calls KMS, prints its exceptions.
    private static string OfKms(string sentence, string code, string requestId) =>
        $"{sentence} (Service: AWSKMS; Status Code: 400; Error Code: {code}; Request ID: {requestId}; Proxy: null)";
}
