using System.Globalization;
using System.Text.RegularExpressions;

namespace SecretsEmu.Rotation.Schedules;

/// <summary>When a secret is rotated: pure arithmetic on UTC times (secretsmanager.md 5).</summary>
internal abstract partial class RotationSchedule
{
    private const int LongestDuration = 24;

    /// <summary>Whether a value that is written by hand counts as a rotation: for rates, not for cron (secretsmanager.md 5.4).</summary>
    public abstract bool CountsManualWrites { get; }

    /// <summary>
    /// Reads the rules of a request. Inferred: rules that name no time make no schedule, which is no problem: a first configuration
    /// without rules is taken too (secretsmanager.md 9, question 15). So a Duration alone is checked for its range, kept and shown;
    /// nothing falls due, and there is no NextRotationDate.
    /// </summary>
    /// <param name="automaticallyAfterDays">1 to 1000, which was checked.</param>
    /// <param name="scheduleExpression">A rate or cron expression.</param>
    /// <param name="duration">The length of a window in hours, such as <c>3h</c>.</param>
    /// <param name="schedule">The schedule, or null.</param>
    /// <returns>The first problem; null for none.</returns>
    public static ScheduleProblem? Parse(long? automaticallyAfterDays, string? scheduleExpression, string? duration, out RotationSchedule? schedule)
    {
        schedule = null;
        if (automaticallyAfterDays is not null && scheduleExpression is not null)
        {
            return ScheduleProblem.BothGiven;
        }

        var problem = scheduleExpression is null
            ? OfDays(automaticallyAfterDays, duration, out schedule)
            : OfExpression(scheduleExpression, duration, out schedule);
        schedule = problem is null ? schedule : null;
        return problem;
    }

    /// <summary>The first window that opens behind a moment at which the secret was last rotated.</summary>
    public abstract RotationWindow NextWindow(DateTimeOffset after);

    /// <summary>What AutomaticallyAfterDays is calculated as after a rotation: the days to the next window, at least one (secretsmanager.md 5.4).</summary>
    public int DaysToNextWindow(DateTimeOffset rotatedAt) =>
        Math.Max(1, (NextWindow(rotatedAt).Opens - RotationWindow.Midnight(rotatedAt)).Days);

    private static ScheduleProblem? OfDays(long? days, string? duration, out RotationSchedule? schedule)
    {
        var problem = DurationOf(duration, out var length);
        schedule = days is { } number ? new DayRate((int)number, length) : null;
        return problem;
    }

    private static ScheduleProblem? OfExpression(string expression, string? duration, out RotationSchedule? schedule)
    {
        schedule = null;
        if (Rate().Match(expression) is { Success: true } rate)
        {
            // Longer numbers are out of range, whatever they are.
            var number = rate.Groups[1].ValueSpan.TrimStart('0') is { Length: <= 4 } digits ? Number(digits) : int.MaxValue;
            return rate.Groups[2].ValueSpan.StartsWith("hour")
                ? OfHours(number, duration, out schedule)
                : number is < 1 or > 999 ? ScheduleProblem.RateInDays : OfDays(number, duration, out schedule);
        }

        if (CronExpression.Parse(expression) is not { } cron)
        {
            return ScheduleProblem.InvalidExpression;
        }

        if (DurationOf(duration, out var length) is { } problem)
        {
            return problem;
        }

        schedule = new CronSchedule(cron, length);
        return length is not { } given ? null
            : given.TotalHours > cron.ShortestGap ? ScheduleProblem.DurationAboveRate // Inferred: as for rates (secretsmanager.md 5.5).
            : cron.LastHour + given.TotalHours > 24 ? ScheduleProblem.BeyondDay
            : null;
    }

    private static ScheduleProblem? OfHours(int hours, string? duration, out RotationSchedule? schedule)
    {
        schedule = null;
        if (hours is < 4 or > 23)
        {
            return ScheduleProblem.RateInHours;
        }

        if (DurationOf(duration, out var length) is { } problem)
        {
            return problem;
        }

        schedule = new HourRate(hours, length);
        return length > TimeSpan.FromHours(hours) ? ScheduleProblem.DurationAboveRate : null;
    }

    private static ScheduleProblem? DurationOf(string? duration, out TimeSpan? length)
    {
        length = duration is null ? null : TimeSpan.FromHours(duration is [.. var hours, 'h'] ? Number(hours) : 0);
        return length is { TotalHours: < 1 or > LongestDuration } ? ScheduleProblem.DurationRange : null;
    }

    private static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^rate\(([0-9]+) (hours?|days?)\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();

    /// <summary>Every so many days, by the calendar; the window is the day, or the beginning of it.</summary>
    private sealed class DayRate(int days, TimeSpan? duration) : RotationSchedule
    {
        public override bool CountsManualWrites => true;

        public override RotationWindow NextWindow(DateTimeOffset after) => RotationWindow.From(RotationWindow.Midnight(after).AddDays(days), duration);
    }

    /// <summary>Every so many hours. Inferred: counted from the hour of the last rotation (secretsmanager.md 9, question 9).</summary>
    private sealed class HourRate(int hours, TimeSpan? duration) : RotationSchedule
    {
        public override bool CountsManualWrites => true;

        public override RotationWindow NextWindow(DateTimeOffset after) =>
            RotationWindow.From(RotationWindow.Midnight(after).AddHours(after.UtcDateTime.Hour + hours), duration ?? TimeSpan.FromHours(1));
    }

    /// <summary>At the hours of a cron expression; several hours a day make windows of an hour, one makes a window to the end of the day.</summary>
    private sealed class CronSchedule(CronExpression cron, TimeSpan? duration) : RotationSchedule
    {
        public override bool CountsManualWrites => false;

        public override RotationWindow NextWindow(DateTimeOffset after) =>
            RotationWindow.From(cron.Next(after), duration ?? (cron.HasSeveralHours ? TimeSpan.FromHours(1) : null));
    }
}
