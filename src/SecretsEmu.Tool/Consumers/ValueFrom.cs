namespace SecretsEmu.Tool.Consumers;

/// <summary>The grammar of <c>valueFrom</c> in task definitions (integrations.md 5.1); AWS Batch and App Runner share it.</summary>
/// <remarks>Verified: the source of the agent of ECS.</remarks>
internal static class ValueFrom
{
    private const string InvalidArn =
        "an invalid ARN format for the AWS Secrets Manager secret was specified. Specify a valid ARN and try again.";

    /// <summary>An ARN of Secrets Manager has its name alone or all of key, stage and version, which may be empty; anything else names a parameter.</summary>
    /// <returns>The reference, or what the agent says of the text.</returns>
    public static (Reference? Reference, string? Refusal) Parse(string valueFrom)
    {
        if (Arn.Parse(valueFrom) is not { Service: "secretsmanager" } arn)
        {
            return (new ParameterReference(Arn.Parse(valueFrom)?.Region, valueFrom), null);
        }

        return arn.Resource.Split(':') switch
        {
            [_, _] => (new SecretReference(arn.Region, valueFrom, null, null, null), null),
            [var kind, var id, var key, var stage, var version] =>
                (new SecretReference(arn.Region, (arn with { Resource = $"{kind}:{id}" }).ToString(), OrNull(key), OrNull(stage), OrNull(version)), null),
            _ => (null, $"trying to retrieve secret with value {valueFrom} resulted in error: {InvalidArn}"),
        };
    }

    /// <summary>The same secret, parameter or role in another account and region; what is no ARN stays.</summary>
    public static string Moved(string text, string account, string region) =>
        Arn.Parse(text) is { } arn ? (arn with { Account = account, Region = arn.Region.Length == 0 ? "" : region }).ToString() : text;

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
