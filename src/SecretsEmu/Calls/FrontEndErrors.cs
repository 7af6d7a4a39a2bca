namespace SecretsEmu.Calls;

/// <summary>What AWS's shared front end answers before a service sees the request (secretsmanager.md 1.4, kms-iam-sts.md 1.4).</summary>
internal static class FrontEndErrors
{
    private const string Lower = "message";
    private const string UnreachableType = "EndpointUnreachable";

    // Inferred: from the front end of other services; the body carries the type alone.
    public static AwsError UnknownOperation { get; } = new("UnknownOperationException", null, MessageKey: Lower);

    // Inferred: as UnknownOperation, with the status that a path without an API has.
    public static AwsError UnknownPath { get; } = UnknownOperation with { Status = 404 };

    // Inferred: not JSON, empty, truncated, a duplicate member, a lone surrogate, nesting beyond 64 levels.
    public static AwsError Unreadable { get; } = new("SerializationException", null, MessageKey: Lower);

    // Inferred: secretsmanager.md 1.4, last row.
    public static AwsError RequestTooLarge { get; } =
        new("RequestEntityTooLargeException", "Request size exceeds the limit.", 413, Lower);

    /// <summary>A session of STS has expired on the emulator's clock (kms-iam-sts.md 1.4, row 17).</summary>
    public static AwsError ExpiredToken { get; } =
        new("ExpiredTokenException", "The security token included in the request is expired", MessageKey: Lower);

    // Verified: seen in the field (secretsmanager.md 6). The query protocol calls it Throttling.
    public static AwsError Throttling { get; } = new("ThrottlingException", "Rate exceeded", MessageKey: Lower);

    // Inferred: from the page of common errors, whose sentence it is (secretsmanager.md 1.3).
    public static AwsError ServiceUnavailable { get; } =
        new("ServiceUnavailable", "The request has failed due to a temporary failure of the server.", 503, Lower);

    /// <summary>For callers inside the emulator, and for the log: on the wire there is no answer.</summary>
    public static AwsError EndpointUnreachable(string region) => new(UnreachableType, $"The region {region} is down: its endpoint cannot be reached.", Status: 0);

    /// <summary>Whether an error's type is that of a region that is down.</summary>
    public static bool IsOutage(string? type) => type == UnreachableType || type == ServiceUnavailable.Type;

    /// <summary>The person who runs the server finds the cause in the log; the caller must not.</summary>
    public static AwsError InternalServiceError { get; } = new("InternalServiceError", "An error occurred on the server side.", 500);

    /// <summary>A member has another JSON type than the model gives it.</summary>
    public static AwsError Serialization(string sentence) => new("SerializationException", sentence, MessageKey: Lower);

    /// <summary>Constraints of the model, and names that no secret can have.</summary>
    public static AwsError Validation(string sentence) => new("ValidationException", sentence, MessageKey: Lower);

    /// <summary>A policy says no, or none says yes (kms-iam-sts.md 5). The query protocol calls it AccessDenied, with status 403.</summary>
    public static AwsError AccessDenied(string sentence) => new("AccessDeniedException", sentence);

    /// <summary>Known to AWS and not emulated: said so, never half done.</summary>
    public static AwsError NotEmulated(string what) =>
        new("UnsupportedOperationException", $"secrets-emu does not emulate {what} yet.", MessageKey: Lower);

    /// <summary>Signed for a service that does not live here, mostly because AWS_ENDPOINT_URL sends every service here.</summary>
    public static AwsError OtherService(string signingName) => new(
        "UnsupportedOperationException",
        $"secrets-emu does not emulate {signingName}. To send only what it emulates here, set AWS_ENDPOINT_URL_SECRETS_MANAGER, AWS_ENDPOINT_URL_KMS, AWS_ENDPOINT_URL_STS and AWS_ENDPOINT_URL_SSM instead of AWS_ENDPOINT_URL.",
        MessageKey: Lower);
}
