using SecretsEmu.Calls;

namespace SecretsEmu.Query;

/// <summary>What the query protocol calls the errors of the shared front end, whose types are those of the JSON protocol (kms-iam-sts.md 1.4).</summary>
internal static class QueryErrors
{
    private static readonly Dictionary<string, (string Code, int Status)> Codes = new(StringComparer.Ordinal)
    {
        ["AccessDeniedException"] = ("AccessDenied", 403),
        ["ExpiredTokenException"] = ("ExpiredToken", 403),
        ["IncompleteSignatureException"] = ("IncompleteSignature", 400),
        ["InternalServiceError"] = ("InternalFailure", 500),
        ["InvalidSignatureException"] = ("SignatureDoesNotMatch", 403),
        ["MissingAuthenticationTokenException"] = ("MissingAuthenticationToken", 403),
        ["SerializationException"] = ("MalformedInput", 400),
        ["ThrottlingException"] = ("Throttling", 400),
        ["UnrecognizedClientException"] = ("InvalidClientTokenId", 403),
        ["ValidationException"] = ("ValidationError", 400),
    };

    /// <summary>The error as it leaves; a service's own keep their names.</summary>
    public static AwsError InQuery(this AwsError error) =>
        Codes.TryGetValue(error.Type, out var known) ? error with { Type = known.Code, Status = known.Status } : error;
}
