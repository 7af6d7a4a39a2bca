namespace SecretsEmu.Rotation.Schedules;

/// <summary>Why rules make no schedule, in the order in which they are checked (Inferred: the order, secretsmanager.md 5.5).</summary>
internal enum ScheduleProblem
{
    /// <summary>AutomaticallyAfterDays beside ScheduleExpression.</summary>
    BothGiven,

    /// <summary>Neither a rate of hours or days nor a cron expression of the supported form, or one that never comes.</summary>
    InvalidExpression,

    /// <summary>A rate outside 4 to 23 hours.</summary>
    RateInHours,

    /// <summary>A rate outside 1 to 999 days.</summary>
    RateInDays,

    /// <summary>A duration outside 1 to 24 hours.</summary>
    DurationRange,

    /// <summary>A duration longer than the time to the next window of the same day.</summary>
    DurationAboveRate,

    /// <summary>A window that would reach into the next day.</summary>
    BeyondDay,
}
