using FsCheck;
using FsCheck.Fluent;
using SecretsEmu.Rotation.Schedules;
using static SecretsEmu.Tests.Rotation.Schedules.Rules;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace SecretsEmu.Tests.Rotation.Schedules;

/// <summary>What holds for any text, any expression and any moment.</summary>
public sealed class SchedulePropertyTests
{
    private const int LongestExpression = 256;

    // The longest that a fifth weekday in February keeps away, and a little.
    private const int Years = 41;

    // What expressions are made of, whole and in parts, so that much of it is nearly right.
    private static readonly string[] Pieces =
    [
        "rate(", "cron(", "cron(0 8 ", "(", ")", " ", " ", " ", "0", "1", "4", "8", "15", "23", "31", "999", "1000", "4294967296", "hour", "hours", "day", "days", "minutes",
        "*", "*", "?", "?", ",", "-", "/", "#", "L", "l", "W", "SUN", "tue", "FRIL", "6L", "TUE#2", "2#5", "FEB", "nov", "JAN-DEC", "1/3", "/8", "* * ? *)", "31 FEB ? *)", "? * ",
    ];

    private static readonly string?[] Durations = [null, null, "1h", "2h", "3h", "4h", "5h", "8h", "12h", "16h", "24h"];

    [Property(MaxTest = 1000)]
    public Property Cron_comes_next_at_the_first_hour_that_its_fields_allow() =>
        Prop.ForAll(AnyCron.Expressions.Zip(AnyCron.Moments).ToArbitrary(), pair =>
        {
            var (cron, after) = pair;
            var problem = RotationSchedule.Parse(null, cron.Text, null, out var schedule);

            return cron.FirstAfter(after, Years) is { } expected
                ? schedule?.NextWindow(after).Opens == expected
                : problem == ScheduleProblem.InvalidExpression;
        });

    [Property(MaxTest = 1000)]
    public Property Windows_of_cron_open_on_the_hour_end_within_their_day_and_before_the_next() =>
        Prop.ForAll(AnyCron.Expressions.Zip(AnyCron.Moments).Zip(Gen.Elements(Durations)).ToArbitrary(), rules =>
        {
            var ((cron, after), duration) = rules;
            if (RotationSchedule.Parse(null, cron.Text, duration, out var schedule) is not null)
            {
                return true;
            }

            var window = schedule!.NextWindow(after);
            return window.Opens > after
                && IsWhole(window.Opens) && IsWhole(window.Closes)
                && window.Closes > window.Opens
                && window.LastSecond.Date == window.Opens.Date
                && window.Closes <= schedule.NextWindow(window.Opens).Opens
                && schedule.DaysToNextWindow(after) == Math.Max(1, (window.Opens.Date - after.Date).Days);
        });

    [Property(MaxTest = 1000)]
    public Property A_duration_fits_exactly_where_it_ends_before_the_next_hour_and_the_day() =>
        Prop.ForAll(AnyCron.Expressions.Zip(Gen.Choose(1, 24)).ToArbitrary(), pair =>
        {
            var (cron, hours) = pair;
            var gap = cron.Hours.Skip(1).Select((hour, i) => hour - cron.Hours[i]).Append(24).Min();
            ScheduleProblem? expected = Problem(cron.Text)
                ?? (hours > gap ? ScheduleProblem.DurationAboveRate : cron.Hours[^1] + hours > 24 ? ScheduleProblem.BeyondDay : null);

            return Problem(cron.Text, $"{hours}h") == expected;
        });

    [Property]
    public Property A_rate_in_hours_counts_from_the_hour_of_the_last_rotation() =>
        Prop.ForAll(Gen.Choose(4, 23).Zip(Gen.Choose(1, 23)).Zip(AnyCron.Moments).ToArbitrary(), rules =>
        {
            var ((hours, asked), after) = rules;
            var length = Math.Min(asked, hours);
            var schedule = Schedule($"rate({hours} hours)", $"{length}h");
            var window = schedule.NextWindow(after);

            return window.Opens == after.AddSeconds(-(after.Minute * 60) - after.Second).AddHours(hours)
                && window.Closes - window.Opens == TimeSpan.FromHours(length)
                && window.Closes <= schedule.NextWindow(window.Opens).Opens;
        });

    [Property]
    public Property A_rate_in_days_and_AutomaticallyAfterDays_are_the_same_calendar() =>
        Prop.ForAll(Gen.Choose(1, 999).Zip(AnyCron.Moments).ToArbitrary(), pair =>
        {
            var (days, after) = pair;
            var window = Schedule($"rate({days} days)").NextWindow(after);

            return window == Schedule($"{days}").NextWindow(after)
                && window.Opens.TimeOfDay == TimeSpan.Zero
                && window.Closes - window.Opens == TimeSpan.FromDays(1)
                && (window.Opens.Date - after.Date).Days == days
                && Schedule($"{days}").DaysToNextWindow(after) == days;
        });

    [Property(MaxTest = 3000)]
    public Property Any_text_is_refused_or_has_a_next_window() =>
        Prop.ForAll(Gen.OneOf(AnyPieces(), Damaged()).Zip(AnyCron.Moments).ToArbitrary(), pair => IsRefusedOrComes(pair.Item1, pair.Item2));

    [Property]
    public bool Any_characters_at_all_are_refused_or_have_a_next_window(NonNull<string> text, NonNull<string> duration)
    {
        _ = RotationSchedule.Parse(null, "rate(4 hours)", duration.Get, out _);
        return IsRefusedOrComes(text.Get, At("2026-11-24T06:30Z"));
    }

    [TestCase("1,", "cron(0 8 {0}1 * ? *)")]
    [TestCase("MON#5,", "cron(0 8 ? FEB {0}MON#5 *)")]
    [TestCase("31,", "cron(0 8 {0}31 FEB ? *)")]
    [TestCase("0", "rate({0}4 hours)")]
    [TestCase("(", "cron({0})")]
    [TestCase(" ", "cron({0})")]
    [TestCase("/", "cron(0 8 {0} * ? *)")]
    public void The_longest_expressions_are_read_like_short_ones(string piece, string form)
    {
        var room = LongestExpression - form.Length + "{0}".Length;
        var text = form.Replace("{0}", string.Concat(Enumerable.Repeat(piece, room / piece.Length)), StringComparison.Ordinal);

        IsRefusedOrComes(text, At("2026-11-24T06:30Z")).ShouldBeTrue();
    }

    private static bool IsRefusedOrComes(string text, DateTimeOffset after) =>
        RotationSchedule.Parse(null, text, null, out var schedule) is null
            ? schedule!.NextWindow(after) is var window && window.Opens > after && window.Closes > window.Opens
            : schedule is null;

    private static bool IsWhole(DateTimeOffset moment) => moment.UtcTicks % TimeSpan.TicksPerHour == 0;

    private static Gen<string> AnyPieces() =>
        from pieces in Gen.Elements(Pieces).ListOf()
        let text = string.Concat(pieces)
        select text.Length > LongestExpression ? text[..LongestExpression] : text;

    // A good expression with one piece put over a part of it.
    private static Gen<string> Damaged() =>
        from cron in AnyCron.Expressions
        from at in Gen.Choose(0, 60)
        from length in Gen.Choose(0, 3)
        from piece in Gen.Elements(Pieces)
        let start = Math.Min(at, cron.Text.Length)
        let end = Math.Min(start + length, cron.Text.Length)
        select $"{cron.Text[..start]}{piece}{cron.Text[end..]}";
}
