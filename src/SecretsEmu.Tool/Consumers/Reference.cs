namespace SecretsEmu.Tool.Consumers;

/// <summary>What a consumer's file names instead of a value.</summary>
/// <param name="Region">Where it is; null for the region of whoever asks.</param>
internal abstract record Reference(string? Region);

/// <summary>A secret, or a key of one that is a JSON object.</summary>
/// <param name="SecretId">A name or an ARN.</param>
/// <param name="JsonKey">Null for all of it.</param>
/// <param name="VersionStage">Null for AWSCURRENT.</param>
/// <param name="VersionId">Null for the version that holds the label.</param>
internal sealed record SecretReference(string? Region, string SecretId, string? JsonKey, string? VersionStage, string? VersionId) : Reference(Region)
{
    // arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME
    private const int ColonsInArn = 6;
    private const int MostParts = 4;

    /// <summary>
    /// Reads <c>NAME:json-key:version-stage:version-id</c>, the grammar of CodeBuild and of <c>--secret</c>; what is at the end may
    /// be left out, and what is in between may be empty. Null when there are more parts.
    /// </summary>
    public static SecretReference? Parse(string text)
    {
        var arn = Arn.Parse(text);
        var end = 0;
        for (var passed = 0; arn is not null && passed < ColonsInArn && end >= 0; passed++)
        {
            end = text.IndexOf(':', end) + 1;
            if (end == 0)
            {
                return new(arn.Region, text, null, null, null);
            }
        }

        var colon = text.IndexOf(':', end);
        var id = colon < 0 ? text : text[..colon];
        string[] parts = colon < 0 ? [id] : [id, .. text[(colon + 1)..].Split(':')];
        return id.Length > 0 && parts.Length <= MostParts ? new(arn?.Region, id, Part(1), Part(2), Part(3)) : null;

        string? Part(int at) => parts.Length > at && parts[at].Length > 0 ? parts[at] : null;
    }
}

/// <summary>A parameter of Parameter Store.</summary>
/// <param name="Name">A name or an ARN, with a version or label behind a colon where one is wanted.</param>
internal sealed record ParameterReference(string? Region, string Name) : Reference(Region);
