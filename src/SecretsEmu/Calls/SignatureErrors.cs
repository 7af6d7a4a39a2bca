namespace SecretsEmu.Calls;

/// <summary>
/// What strict mode answers to a request whose signature, date or token does not hold (kms-iam-sts.md 1.4, rows 3 to 16).
/// The types are those of the JSON protocol; the query protocol has names of its own for them.
/// </summary>
internal static class SignatureErrors
{
    private const string Invalid = "InvalidSignatureException";
    private const string Incomplete = "IncompleteSignatureException";
    private const string Unrecognized = "UnrecognizedClientException";

    // Inferred: recorded from another service of the same front end (kms-iam-sts.md 1.4).
    public static AwsError SignedTwice { get; } =
        Of(Invalid, "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");

    // Verified: seen in the field (kms-iam-sts.md 1.4).
    public static AwsError MissingToken { get; } = Of("MissingAuthenticationTokenException", "Request is missing Authentication Token");

    // Verified: seen in the field (kms-iam-sts.md 1.4).
    public static AwsError HostNotSigned { get; } = Of(Invalid, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");

    // Verified: seen in the field (kms-iam-sts.md 1.4).
    public static AwsError UnknownKey { get; } = Of(Unrecognized, "The security token included in the request is invalid.");

    // Inferred: a peer leaves out the full stop here (kms-iam-sts.md 1.4).
    public static AwsError WrongSessionToken { get; } = Of(Unrecognized, "The security token included in the request is invalid");

    // Verified: seen in the field (kms-iam-sts.md 1.4).
    public static AwsError NotAPair(string piece, string header) =>
        Of(Incomplete, $"'{piece}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'.");

    // Verified: seen in the field (kms-iam-sts.md 1.4).
    public static AwsError MissingParts(IEnumerable<string> parts, bool dateIsMissing, string header) => Of(
        Incomplete,
        string.Concat(parts.Select(part => $"Authorization header requires '{part}' parameter. "))
        + (dateIsMissing ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. " : "")
        + $"Authorization={header}");

    // Inferred: recorded from another service of the same front end (kms-iam-sts.md 1.4).
    public static AwsError MissingParameters(IEnumerable<string> parameters) => Of(
        Incomplete,
        string.Concat(parameters.Select(parameter => $"AWS query-string parameters must include '{parameter}'. ")) + "Re-examine the query-string parameters.");

    // Inferred: recorded from another service of the same front end (kms-iam-sts.md 1.4).
    public static AwsError DateFormat(string date) =>
        Of(Incomplete, $"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601");

    // Verified: seen in the field (kms-iam-sts.md 1.4).
    public static AwsError Expired(string date, string earliest, string now, string minutes) =>
        Of(Invalid, $"Signature expired: {date} is now earlier than {earliest} ({now} - {minutes} min.)");

    // Inferred: the first half is AWS's, the form that of an expired one (kms-iam-sts.md 1.4).
    public static AwsError NotYetCurrent(string date, string latest, string now, string minutes) =>
        Of(Invalid, $"Signature not yet current: {date} is still later than {latest} ({now} + {minutes} min.)");

    // Inferred: recorded from another service of the same front end (kms-iam-sts.md 1.4).
    public static AwsError UnsupportedAlgorithm(string algorithm) =>
        Of(Incomplete, $"Unsupported AWS 'algorithm': '{algorithm}' (only AWS4-HMAC-SHA256 for now). ");

    // Inferred: recorded from another service of the same front end (kms-iam-sts.md 1.4).
    public static AwsError CredentialParts(string credential) =>
        Of(Incomplete, $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'");

    /// <summary>Everything that is wrong with a scope, in one answer.</summary>
    public static AwsError WrongScope(params IEnumerable<string> sentences) => Of(Invalid, string.Concat(sentences));

    // Inferred: recorded from another service of the same front end (kms-iam-sts.md 1.4).
    public static string WrongRegion(string region) => $"Credential should be scoped to a valid region, not '{region}'. ";

    // Verified: seen in the field, with the space at its end (kms-iam-sts.md 1.4).
    public static string WrongService(string correct) => $"Credential should be scoped to correct service: '{correct}'. ";

    // Inferred: recorded from another service of the same front end (kms-iam-sts.md 1.4).
    public static string WrongTerminator(string terminator) =>
        $"Credential should be scoped with a valid terminator: 'aws4_request', not '{terminator}'. ";

    // Inferred: recorded from another service of the same front end (kms-iam-sts.md 1.4).
    public static string WrongDate(string scopeDate, string day, string date) =>
        $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{scopeDate}' != '{day}', from '{date}'.";

    /// <summary>The texts are for the client to compare with its own; a session token in them is hidden.</summary>
    // Verified: AWS sent both texts in older recordings; always here, since nothing helps more (kms-iam-sts.md 1.4).
    public static AwsError Differs(string canonicalRequest, string stringToSign) => Of(
        Invalid,
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
        + $"\n\nThe Canonical String for this request should have been\n'{canonicalRequest}'\n\nThe String-to-Sign should have been\n'{stringToSign}'\n");

    private static AwsError Of(string type, string sentence) => new(type, sentence, MessageKey: "message");
}
