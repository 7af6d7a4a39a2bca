namespace SecretsEmu.Rotation.Schedules;

/// <summary>The days that day-of-month or day-of-week stand for: just one of them says something, the other is <c>?</c>.</summary>
internal sealed class CronDays
{
    private const string Nothing = "?";
    private const int DaysInWeek = 7;

    private readonly IReadOnlyList<Func<DateTimeOffset, bool>> _rules;

    private CronDays(IReadOnlyList<Func<DateTimeOffset, bool>> rules) => _rules = rules;

    public bool Contains(DateTimeOffset day) => _rules.Any(rule => rule(day));

    /// <summary>Null for fields that are malformed, or of which both or none are <c>?</c>.</summary>
    public static CronDays? Parse(string dayOfMonth, string dayOfWeek)
    {
        if ((dayOfMonth == Nothing) == (dayOfWeek == Nothing))
        {
            return null;
        }

        var rules = (dayOfWeek == Nothing ? dayOfMonth.Split(',').Select(OfMonth) : dayOfWeek.Split(',').Select(OfWeek)).ToList();
        return rules.Contains(null) ? null : new CronDays(rules!);
    }

    // Inferred: among the days of the month, 6L could be read in two ways; only the documented form with a name is taken.
    private static Func<DateTimeOffset, bool>? OfMonth(string part) =>
        part is "L" or "l" ? IsLastOfMonth
        : CronField.Parse(part, CronNames.None, 1, 31) is { } days ? day => days.Contains(day.Day)
        : part is [< '0' or > '9', ..] ? OfLastWeekday(part)
        : null;

    private static Func<DateTimeOffset, bool>? OfWeek(string part)
    {
        if (part is "L" or "l")
        {
            return day => WeekdayOf(day) == DaysInWeek;
        }

        if (part.Split('#') is [var name, var which])
        {
            return Weekday(name) is { } weekday && CronField.Number(which) is >= 1 and <= 5 and var number
                ? day => WeekdayOf(day) == weekday && (day.Day - 1) / DaysInWeek == number - 1
                : null;
        }

        // Inferred: 6L is the month's last Friday, as in EventBridge (secretsmanager.md 5.2).
        return OfLastWeekday(part) is { } lastWeekday ? lastWeekday
            : CronField.Parse(part, CronNames.Weekdays, 1, DaysInWeek) is { } days ? day => days.Contains(WeekdayOf(day))
            : null;
    }

    // SUNL or 1L: the last such day of the month. The documentation has it in day-of-month (Inferred: in both).
    private static Func<DateTimeOffset, bool>? OfLastWeekday(string part) =>
        part is [.. var name, 'L' or 'l'] && Weekday(name) is { } weekday
            ? day => WeekdayOf(day) == weekday && day.Day + DaysInWeek > DateTime.DaysInMonth(day.Year, day.Month)
            : null;

    private static bool IsLastOfMonth(DateTimeOffset day) => day.Day == DateTime.DaysInMonth(day.Year, day.Month);

    private static int? Weekday(string text) => CronField.Number(text, CronNames.Weekdays, 1, DaysInWeek);

    private static int WeekdayOf(DateTimeOffset day) => (int)day.DayOfWeek + 1;
}
