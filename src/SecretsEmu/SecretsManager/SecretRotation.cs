namespace SecretsEmu.SecretsManager;

/// <summary>How a secret is rotated: what RotateSecret was told, and what became of it (secretsmanager.md 5.4).</summary>
internal sealed record SecretRotation
{
    public required bool IsEnabled { get; init; }

    /// <summary>The function's ARN as it was given; null for a secret that its owning service rotates.</summary>
    public string? LambdaArn { get; init; }

    public RotationRules? Rules { get; init; }

    /// <summary>When a rotation last succeeded.</summary>
    public DateTimeOffset? LastRotatedDate { get; init; }

    /// <summary>The last second of the window in which the next rotation is due; may be past after one that failed. Null without a schedule.</summary>
    public DateTimeOffset? NextRotationDate { get; init; }

    /// <summary>How many rotations were begun, tests included: the number of the newest one.</summary>
    public long Attempts { get; init; }
}

/// <summary>When a secret is rotated, in the words of the request.</summary>
/// <param name="AutomaticallyAfterDays">As given, or null.</param>
/// <param name="ScheduleExpression">As given, or null.</param>
/// <param name="Duration">As given, or null.</param>
/// <param name="CalculatedDays">What DescribeSecret shows as AutomaticallyAfterDays beside an expression, once a rotation succeeded.</param>
internal sealed record RotationRules(long? AutomaticallyAfterDays, string? ScheduleExpression, string? Duration, long? CalculatedDays = null);
