using System.Globalization;
using SecretsEmu.Rotation.Schedules;

namespace SecretsEmu.Tests.Rotation.Schedules;

/// <summary>Rotation rules as a test writes them down.</summary>
internal static class Rules
{
    /// <summary>The schedule of rules that must be good.</summary>
    /// <param name="rule">A schedule expression, or the number of AutomaticallyAfterDays.</param>
    /// <param name="duration">Such as <c>3h</c>.</param>
    public static RotationSchedule Schedule(string rule, string? duration = null)
    {
        var problem = long.TryParse(rule, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            ? RotationSchedule.Parse(days, null, duration, out var schedule)
            : RotationSchedule.Parse(null, rule, duration, out schedule);
        problem.ShouldBeNull();
        return schedule.ShouldNotBeNull();
    }

    public static ScheduleProblem? Problem(string rule, string? duration = null) => RotationSchedule.Parse(null, rule, duration, out _);

    /// <summary>The openings of the next windows, each counted from the one before.</summary>
    public static IEnumerable<string> Openings(string rule, string after, int count)
    {
        var schedule = Schedule(rule);
        var opens = At(after);
        for (var i = 0; i < count; i++)
        {
            opens = schedule.NextWindow(opens).Opens;
            yield return opens.ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        }
    }

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
