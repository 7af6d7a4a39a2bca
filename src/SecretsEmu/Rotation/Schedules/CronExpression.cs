namespace SecretsEmu.Rotation.Schedules;

/// <summary>A cron expression of a rotation: six fields, of which minutes and year say nothing (secretsmanager.md 5.2).</summary>
internal sealed class CronExpression
{
    private const string Prefix = "cron(";
    private const int Fields = 6;

    // Inferred: the lint rules' "at least four apart" is about the hours of one day.
    private const int LeastGap = 4;

    // Rarer than any other is a fifth weekday in February: 40 years apart where a century has no leap day.
    private const int YearsToSearch = 45;

    private static readonly DateTimeOffset AnyTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly int[] _hours;
    private readonly CronField _months;
    private readonly CronDays _days;

    private CronExpression(int[] hours, CronField months, CronDays days) => (_hours, _months, _days) = (hours, months, days);

    public bool HasSeveralHours => _hours.Length > 1;

    public int LastHour => _hours[^1];

    /// <summary>In hours, between two windows of a day; a day where there is just one.</summary>
    public int ShortestGap => GapOf(_hours);

    /// <summary>Null for what is no such expression, or one that never comes.</summary>
    public static CronExpression? Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || !text.EndsWith(')') || text[Prefix.Length..^1].Split(' ') is not { Length: Fields } fields
            || fields[0] != "0" || fields[5] != "*")
        {
            return null;
        }

        var hours = HoursOf(fields[1]);
        var months = CronField.Parse(fields[3], CronNames.Months, 1, 12);
        var days = CronDays.Parse(fields[2], fields[4]);
        if (hours is null || months is null || days is null)
        {
            return null;
        }

        var cron = new CronExpression(hours, months, days);
        return cron.Find(AnyTime) is null ? null : cron;
    }

    /// <summary>The first moment behind another at which it comes.</summary>
    public DateTimeOffset Next(DateTimeOffset after) =>
        Find(after) ?? throw new InvalidOperationException("An expression that was accepted comes within half a century.");

    private DateTimeOffset? Find(DateTimeOffset after)
    {
        var day = RotationWindow.Midnight(after);
        var end = day.AddYears(YearsToSearch);
        while (day < end)
        {
            if (!_months.Contains(day.Month))
            {
                day = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
                continue;
            }

            if (_days.Contains(day))
            {
                foreach (var hour in _hours)
                {
                    if (day.AddHours(hour) > after)
                    {
                        return day.AddHours(hour);
                    }
                }
            }

            day = day.AddDays(1);
        }

        return null;
    }

    // Neither every hour nor ranges; steps restart each day.
    private static int[]? HoursOf(string field)
    {
        if (field.Contains('*', StringComparison.Ordinal) || field.Contains('-', StringComparison.Ordinal)
            || field.Split(',').Any(part => part.Split('/') is [_, var step] && CronField.Number(step) is < LeastGap)
            || CronField.Parse(field, CronNames.None, 0, 23) is not { } parsed)
        {
            return null;
        }

        var hours = Enumerable.Range(0, 24).Where(parsed.Contains).ToArray();
        return GapOf(hours) < LeastGap ? null : hours;
    }

    private static int GapOf(int[] hours) => hours.Zip(hours.Skip(1), (one, next) => next - one).DefaultIfEmpty(24).Min();
}
