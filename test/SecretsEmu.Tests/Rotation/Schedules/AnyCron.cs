using FsCheck;
using FsCheck.Fluent;

namespace SecretsEmu.Tests.Rotation.Schedules;

/// <summary>Any cron expression of the grammar, and beside it, said in other words, the hours at which it comes.</summary>
/// <param name="Text">Such as <c>cron(0 8 ? * TUE#2 *)</c>.</param>
/// <param name="Hours">The hours of a day, in order.</param>
/// <param name="IsDay">Whether it comes on a day.</param>
internal sealed record AnyCron(string Text, int[] Hours, Func<DateTime, bool> IsDay)
{
    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] WeekdayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static Gen<AnyCron> Expressions { get; } =
        from hours in AnyHours()
        from months in List(Part(MonthNames, 1, 12, date => date.Month))
        from days in Gen.OneOf(
            List(AnyDayOfMonth()).Select(field => (Before: field.Text, Behind: "?", field.IsDay)),
            List(AnyDayOfWeek()).Select(field => (Before: "?", Behind: field.Text, field.IsDay)))
        select new AnyCron(
            $"cron(0 {hours.Text} {days.Before} {months.Text} {days.Behind} *)", hours.Hours, date => months.IsDay(date) && days.IsDay(date));

    /// <summary>Moments from the year 2000 to the last that the clock can show, many of them on the hour.</summary>
    public static Gen<DateTimeOffset> Moments { get; } =
        from day in Gen.Choose(0, 2_556_800)
        from hour in Gen.Choose(0, 23)
        from second in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 3599))
        select new DateTimeOffset(2000, 1, 1, hour, 0, 0, TimeSpan.Zero).AddDays(day).AddSeconds(second);

    /// <summary>Tries hour after hour; null when it does not come within so many years.</summary>
    public DateTimeOffset? FirstAfter(DateTimeOffset moment, int years)
    {
        var start = new DateTime(moment.Year, moment.Month, moment.Day, moment.Hour, 0, 0, DateTimeKind.Utc);
        for (var hour = start.AddHours(1); hour < start.AddYears(years); hour = hour.AddHours(1))
        {
            if (Hours.Contains(hour.Hour) && IsDay(hour))
            {
                return new DateTimeOffset(hour);
            }
        }

        return null;
    }

    public override string ToString() => Text;

    private static Gen<(string Text, int[] Hours)> AnyHours()
    {
        var steps =
            from start in Gen.Choose(0, 23)
            from step in Gen.Choose(4, 30)
            from written in Gen.Choose(0, 3)
            let first = written == 0 ? 0 : start
            select ($"{(written == 0 ? "" : first)}/{step}", Enumerable.Range(0, 24).Where(hour => hour >= first && (hour - first) % step == 0).ToArray());
        var lists =
            from start in Gen.Choose(0, 23)
            from gaps in Gen.Choose(4, 12).ListOf(4)
            from turn in Gen.Choose(0, 3)
            let hours = gaps.Aggregate(new[] { start }, (some, gap) => [.. some, some[^1] + gap]).Where(hour => hour < 24).ToArray()
            let cut = turn % hours.Length
            select (string.Join(',', hours.Skip(cut).Concat(hours.Take(cut))), hours);
        return Gen.OneOf(steps, lists);
    }

    private static Gen<Field> AnyDayOfMonth() => Gen.Frequency(
        (6, Part([], 1, 31, date => date.Day)),
        (1, Gen.Elements("L", "l").Select(text => new Field(text, date => date.AddDays(1).Day == 1))),
        (1, from weekday in Gen.Choose(0, 6)
            select new Field($"{WeekdayNames[weekday]}L", date => IsLastWeekday(date, weekday))));

    private static Gen<Field> AnyDayOfWeek() => Gen.Frequency(
        (4, Part(WeekdayNames, 1, 7, date => (int)date.DayOfWeek + 1)),
        (1, Gen.Constant(new Field("L", date => date.DayOfWeek == DayOfWeek.Saturday))),
        (1, from weekday in Gen.Choose(0, 6)
            from name in Name(WeekdayNames, weekday, 1)
            select new Field($"{name}L", date => IsLastWeekday(date, weekday))),
        (2, from weekday in Gen.Choose(0, 6)
            from name in Name(WeekdayNames, weekday, 1)
            from number in Gen.Choose(1, 5)
            select new Field($"{name}#{number}", date => (int)date.DayOfWeek == weekday && Which(date) == number)));

    // All, one, a range, or a step, by number or by name.
    private static Gen<Field> Part(string[] names, int low, int high, Func<DateTime, int> of)
    {
        var one =
            from number in Gen.Choose(low, high)
            from name in Name(names, number - low, low)
            select new Field(name, date => of(date) == number);
        var range =
            from first in Gen.Choose(low, high)
            from last in Gen.Choose(first, high)
            from begin in Name(names, first - low, low)
            from end in Name(names, last - low, low)
            select new Field($"{begin}-{end}", date => first <= of(date) && of(date) <= last);
        var step =
            from first in Gen.Choose(low, high)
            from length in Gen.Choose(1, high + 3)
            from begin in Name(names, first - low, low)
            select new Field($"{begin}/{length}", date => of(date) >= first && (of(date) - first) % length == 0);
        var stepOfAll =
            from length in Gen.Choose(1, high + 3)
            from begin in Gen.Elements("", "*")
            select new Field($"{begin}/{length}", date => (of(date) - low) % length == 0);
        return Gen.Frequency((1, Gen.Constant(new Field("*", _ => true))), (3, one), (1, range), (1, step), (1, stepOfAll));
    }

    private static Gen<Field> List(Gen<Field> part) =>
        from count in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Choose(2, 4)))
        from parts in part.ListOf(count)
        select new Field(string.Join(',', parts.Select(one => one.Text)), date => parts.Any(one => one.IsDay(date)));

    private static Gen<string> Name(string[] names, int index, int low) =>
        names.Length == 0
            ? Gen.Constant($"{low + index}")
            : Gen.Elements($"{low + index}", names[index], names[index].ToLowerInvariant());

    private static bool IsLastWeekday(DateTime date, int weekday) => (int)date.DayOfWeek == weekday && date.AddDays(7).Month != date.Month;

    private static int Which(DateTime date)
    {
        var number = 1;
        for (var earlier = date.AddDays(-7); earlier.Month == date.Month; earlier = earlier.AddDays(-7))
        {
            number++;
        }

        return number;
    }

    private sealed record Field(string Text, Func<DateTime, bool> IsDay);
}
