using SecretsEmu.Calls;

namespace SecretsEmu.Sts;

/// <summary>What STS refuses in words of its own (kms-iam-sts.md 6.2). The query protocol's names of AccessDenied and ValidationError come from Query.</summary>
internal static class StsErrors
{
    private const string InvalidParameter = "InvalidParameterValue";
    private const string MalformedPolicy = "MalformedPolicyDocument";

    // Verified: recorded (kms-iam-sts.md 6.2).
    public static AwsError DuplicateTagKeys { get; } =
        new(InvalidParameter, "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    // Verified: recorded (kms-iam-sts.md 6.2).
    public static AwsError TransitiveKeyNotRequested { get; } =
        new(InvalidParameter, "The specified transitive tag key must be included in the requested tags.");

    // Verified: recorded (kms-iam-sts.md 6.2).
    public static AwsError TransitiveKeyConflict { get; } = new(
        InvalidParameter,
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");

    // Verified: seen in the field (kms-iam-sts.md 6.2).
    public static AwsError DurationExceedsRole { get; } =
        FrontEndErrors.Validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");

    // Verified: seen in the field (kms-iam-sts.md 6.2).
    public static AwsError DurationExceedsChaining { get; } =
        FrontEndErrors.Validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");

    // Inferred: a known text that was not checked again (kms-iam-sts.md 6.2).
    public static AwsError RootMayNotAssume { get; } = FrontEndErrors.AccessDenied("Roles may not be assumed by root accounts.");

    // Inferred: what is known of IAM (kms-iam-sts.md 7).
    public static AwsError PolicyIsNotJson { get; } = new(MalformedPolicy, "This policy contains invalid Json");

    // Inferred: IAM's answer to JSON that is no policy (kms-iam-sts.md 7 has the one for what is no JSON).
    public static AwsError PolicySyntax { get; } = new(MalformedPolicy, "Syntax errors in policy.");

    // Inferred: the model has no limit, its documentation has (kms-iam-sts.md 6.2).
    public static AwsError TooManyPolicyArns { get; } = FrontEndErrors.Validation(
        "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10");

    // Inferred: the sentence that clients report (kms-iam-sts.md 6.2).
    public static AwsError NotAuthorizedByToken { get; } = FrontEndErrors.AccessDenied("Not authorized to perform sts:AssumeRoleWithWebIdentity");

    // Inferred: the sentence that clients report (kms-iam-sts.md 6.2).
    public static AwsError NoIdentityToken { get; } = new(
        "InvalidIdentityToken", "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");

    // Verified: recorded for five malformed ARNs (kms-iam-sts.md 6.2); Inferred: for access keys.
    public static AwsError Invalid(string value) => FrontEndErrors.Validation($"{value} is invalid");

    // Inferred: IAM's words for a policy that is to be attached (kms-iam-sts.md 7).
    public static AwsError NoSuchPolicy(string arn) => FrontEndErrors.Validation($"Policy {arn} does not exist or is not attachable.");

    // Inferred: AWS names what lacks (kms-iam-sts.md 6.2).
    public static AwsError MissingClaim(string claim) => new("InvalidIdentityToken", $"Missing a required claim: {claim}");

    // Verified: seen in the field for GetSessionToken (kms-iam-sts.md 6.2); Inferred: for GetFederationToken.
    public static AwsError SessionCredentials(string operation) => FrontEndErrors.AccessDenied($"Cannot call {operation} with session credentials");
}
