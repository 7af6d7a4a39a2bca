namespace SecretsEmu.Rotation.Handlers;

/// <summary>Who a function is and where it finds Secrets Manager: what its environment says.</summary>
/// <param name="Endpoint">This emulator, without a slash at the end.</param>
/// <param name="Region">The function's.</param>
/// <param name="AccessKeyId">Of its role.</param>
/// <param name="SecretAccessKey">Of its role.</param>
/// <param name="SessionToken">Of its role.</param>
internal sealed record FunctionIdentity(string Endpoint, string Region, string AccessKeyId, string SecretAccessKey, string SessionToken)
{
    public override string ToString() => $"{AccessKeyId} in {Region}";
}

/// <summary>The environment variables of a function (integrations.md 1.5, 1.10, 1.12).</summary>
internal static class FunctionEnvironment
{
    // What a developer's own environment may hold and what would win over what is set here.
    public static IReadOnlyList<string> InTheWay { get; } =
    [
        "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        // Of another server: what secrets-emu env prints.
        "AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL_KMS", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSM",
    ];

    public static Dictionary<string, string> Of(HandlerSettings settings, FunctionIdentity identity)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = identity.Endpoint,
            ["SECRETS_MANAGER_ENDPOINT"] = identity.Endpoint,
            // SDKs disagree on which one they read.
            ["AWS_REGION"] = identity.Region,
            ["AWS_DEFAULT_REGION"] = identity.Region,
            ["AWS_ACCESS_KEY_ID"] = identity.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = identity.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = identity.SessionToken,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_LAMBDA_FUNCTION_NAME"] = settings.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "128",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{settings.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = "secrets-emu",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_EXECUTION_ENV"] = "secrets-emu",
        };
        foreach (var (name, value) in settings.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }
}
