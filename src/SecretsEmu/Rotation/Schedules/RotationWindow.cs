namespace SecretsEmu.Rotation.Schedules;

/// <summary>The time in which AWS rotates a secret. The emulator rotates when it opens.</summary>
/// <param name="Opens">UTC, on the hour.</param>
/// <param name="Closes">UTC, the first moment behind it.</param>
internal readonly record struct RotationWindow(DateTimeOffset Opens, DateTimeOffset Closes)
{
    /// <summary>What DescribeSecret shows as NextRotationDate (secretsmanager.md 5.3).</summary>
    public DateTimeOffset LastSecond => Closes.AddSeconds(-1);

    /// <summary>A window of a given length, or to the end of its day.</summary>
    public static RotationWindow From(DateTimeOffset opens, TimeSpan? length) => new(opens, length is { } given ? opens + given : Midnight(opens).AddDays(1));

    /// <summary>The beginning of a moment's day, UTC.</summary>
    public static DateTimeOffset Midnight(DateTimeOffset moment) => new(moment.UtcDateTime.Date, TimeSpan.Zero);
}
