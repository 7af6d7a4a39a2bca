using System.Text.Json.Serialization;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>The shape of RotateSecret, which is not emulated yet. Source: API reference, RotateSecret.</summary>
internal sealed class RotateSecretRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>Becomes the id of the pending version; 32 to 64 characters.</summary>
    [Length(32, 64), IdempotencyToken] public string? ClientRequestToken { get; init; }

    /// <summary>At most 2048 characters.</summary>
    [Length(0, 2048), JsonPropertyName("RotationLambdaARN")] public string? RotationLambdaArn { get; init; }

    public RotationRulesType? RotationRules { get; init; }

    public IReadOnlyList<ExternalSecretRotationMetadataItem>? ExternalSecretRotationMetadata { get; init; }

    /// <summary>20 to 2048 characters.</summary>
    [Length(20, 2048)] public string? ExternalSecretRotationRoleArn { get; init; }

    public bool? RotateImmediately { get; init; }
}

/// <summary>When a secret is rotated.</summary>
internal sealed class RotationRulesType
{
    /// <summary>1 to 1000 days.</summary>
    [Range(1, 1000)] public long? AutomaticallyAfterDays { get; init; }

    /// <summary>The length of the window in hours: 2 to 3 characters such as <c>3h</c>.</summary>
    [Length(2, 3), Pattern("[0-9]+h")] public string? Duration { get; init; }

    /// <summary>A rate or cron expression of 1 to 256 characters.</summary>
    [Length(1, 256), Pattern(@"[0-9A-Za-z\(\)#\?\*\-\/, ]+")] public string? ScheduleExpression { get; init; }
}

/// <summary>What the holder of an external secret needs to rotate it.</summary>
internal sealed class ExternalSecretRotationMetadataItem
{
    /// <summary>1 to 256 characters.</summary>
    [Length(1, 256)] public string? Key { get; init; }

    /// <summary>1 to 2048 characters.</summary>
    [Length(1, 2048)] public string? Value { get; init; }
}
