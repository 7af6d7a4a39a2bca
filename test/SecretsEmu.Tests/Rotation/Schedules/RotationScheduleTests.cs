using SecretsEmu.Rotation.Schedules;
using static SecretsEmu.Tests.Rotation.Schedules.Rules;

namespace SecretsEmu.Tests.Rotation.Schedules;

/// <summary>When the next window opens and closes, and what a rotation or a write does to it (secretsmanager.md 5.3, 5.4).</summary>
public sealed class RotationScheduleTests
{
    // The table of secretsmanager.md 5.3, row by row.
    [TestCase("30", null, "2026-02-03T17:42Z", "2026-03-05T00:00Z", "2026-03-05T23:59:59Z")]
    [TestCase("30", null, "2026-01-31T10:00Z", "2026-03-02T00:00Z", "2026-03-02T23:59:59Z")]
    [TestCase("30", null, "2028-01-31T10:00Z", "2028-03-01T00:00Z", "2028-03-01T23:59:59Z")]
    [TestCase("rate(10 days)", "3h", "2026-02-25T00:40Z", "2026-03-07T00:00Z", "2026-03-07T02:59:59Z")]
    [TestCase("rate(4 hours)", null, "2026-11-24T08:17Z", "2026-11-24T12:00Z", "2026-11-24T12:59:59Z")]
    [TestCase("cron(0 16 1,15 * ? *)", "2h", "2026-11-24T06:30Z", "2026-12-01T16:00Z", "2026-12-01T17:59:59Z")]
    [TestCase("cron(0 8 L * ? *)", null, "2028-02-10T00:00Z", "2028-02-29T08:00Z", "2028-02-29T23:59:59Z")]
    [TestCase("cron(0 10 ? FEB,MAY,AUG,NOV TUE#2 *)", null, "2026-11-24T06:30Z", "2027-02-09T10:00Z", "2027-02-09T23:59:59Z")]
    [TestCase("cron(0 0 ? * SUN#1 *)", null, "2026-11-24T06:30Z", "2026-12-06T00:00Z", "2026-12-06T23:59:59Z")]
    [TestCase("cron(0 16 ? * 6L *)", null, "2026-11-24T06:30Z", "2026-11-27T16:00Z", "2026-11-27T23:59:59Z")]
    [TestCase("cron(0 8 1/7 * ? *)", null, "2026-11-24T06:30Z", "2026-11-29T08:00Z", "2026-11-29T23:59:59Z")]
    [TestCase("cron(0 4/12 * * ? *)", null, "2026-03-29T05:00Z", "2026-03-29T16:00Z", "2026-03-29T16:59:59Z")]
    [TestCase("cron(0 8 31 * ? *)", null, "2026-08-31T09:00Z", "2026-10-31T08:00Z", "2026-10-31T23:59:59Z")]
    // Years and leap days.
    [TestCase("1", null, "2026-12-31T23:59:59Z", "2027-01-01T00:00Z", "2027-01-01T23:59:59Z")]
    [TestCase("1", null, "2028-02-28T12:00Z", "2028-02-29T00:00Z", "2028-02-29T23:59:59Z")]
    [TestCase("365", null, "2027-03-01T00:00Z", "2028-02-29T00:00Z", "2028-02-29T23:59:59Z")]
    [TestCase("1000", null, "2026-01-01T00:00Z", "2028-09-27T00:00Z", "2028-09-27T23:59:59Z")]
    [TestCase("rate(999 days)", null, "2026-01-01T00:00Z", "2028-09-26T00:00Z", "2028-09-26T23:59:59Z")]
    [TestCase("rate(23 hours)", null, "2026-12-31T01:59Z", "2027-01-01T00:00Z", "2027-01-01T00:59:59Z")]
    [TestCase("cron(0 8 1 1 ? *)", null, "2026-01-01T08:00Z", "2027-01-01T08:00Z", "2027-01-01T23:59:59Z")]
    [TestCase("cron(0 23 L 12 ? *)", null, "2026-12-31T22:59:59Z", "2026-12-31T23:00Z", "2026-12-31T23:59:59Z")]
    [TestCase("cron(0 8 29 FEB ? *)", null, "2096-02-29T08:00Z", "2104-02-29T08:00Z", "2104-02-29T23:59:59Z")]
    [TestCase("cron(0 8 ? FEB SUN#5 *)", null, "2088-02-29T08:00Z", "2128-02-29T08:00Z", "2128-02-29T23:59:59Z")]
    // The last time that the clock can show.
    [TestCase("1000", null, "9000-12-31T23:59Z", "9003-09-27T00:00Z", "9003-09-27T23:59:59Z")]
    [TestCase("cron(0 8 ? FEB SUN#5 *)", null, "9000-12-31T23:59Z", "9024-02-29T08:00Z", "9024-02-29T23:59:59Z")]
    public void The_next_window_follows_from_the_moment_of_the_last_rotation(string rule, string? duration, string after, string opens, string lastSecond)
    {
        var window = Schedule(rule, duration).NextWindow(At(after));

        window.Opens.ShouldBe(At(opens));
        window.LastSecond.ShouldBe(At(lastSecond));
        window.Closes.ShouldBe(At(lastSecond).AddSeconds(1));
    }

    [TestCase("30", "2026-02-03T23:30-02:00", "2026-03-06T00:00Z")]
    [TestCase("rate(4 hours)", "2026-02-03T10:50+05:30", "2026-02-03T09:00Z")]
    [TestCase("cron(0 8 * * ? *)", "2026-02-03T09:30+02:00", "2026-02-03T08:00Z")]
    public void A_moment_of_another_time_zone_counts_by_its_UTC_date_and_hour(string rule, string after, string opens)
    {
        var window = Schedule(rule).NextWindow(At(after));

        window.Opens.ShouldBe(At(opens));
        window.Opens.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Test]
    public void A_window_that_opens_right_now_is_behind_and_the_one_a_moment_later_is_ahead()
    {
        var daily = Schedule("cron(0 8 * * ? *)");
        var opening = At("2026-11-24T08:00Z");

        daily.NextWindow(opening.AddTicks(-1)).Opens.ShouldBe(opening);
        daily.NextWindow(opening).Opens.ShouldBe(opening.AddDays(1));
        daily.NextWindow(opening.AddHours(3)).Opens.ShouldBe(opening.AddDays(1));
    }

    [TestCase("1", null, "1.00:00:00")]
    [TestCase("1", "24h", "1.00:00:00")]
    [TestCase("10", "1h", "01:00:00")]
    [TestCase("rate(1 day)", null, "1.00:00:00")]
    [TestCase("rate(10 days)", "12h", "12:00:00")]
    [TestCase("rate(4 hours)", null, "01:00:00")]
    [TestCase("rate(4 hours)", "4h", "04:00:00")]
    [TestCase("cron(0 8 * * ? *)", null, "16:00:00")]
    [TestCase("cron(0 0 * * ? *)", null, "1.00:00:00")]
    [TestCase("cron(0 0 * * ? *)", "24h", "1.00:00:00")]
    [TestCase("cron(0 20/4 * * ? *)", null, "04:00:00")]
    [TestCase("cron(0 8,20 * * ? *)", null, "01:00:00")]
    [TestCase("cron(0 8,20 * * ? *)", "4h", "04:00:00")]
    public void A_window_is_as_long_as_its_duration_or_an_hour_for_hours_or_the_rest_of_the_day(string rule, string? duration, string length)
    {
        var window = Schedule(rule, duration).NextWindow(At("2026-11-24T06:30Z"));

        (window.Closes - window.Opens).ShouldBe(TimeSpan.Parse(length, null));
    }

    [TestCase("30", true)]
    [TestCase("rate(4 hours)", true)]
    [TestCase("rate(10 days)", true)]
    [TestCase("cron(0 8 1 * ? *)", false)]
    public void A_value_written_by_hand_counts_for_days_and_rates_and_not_for_cron(string rule, bool counts)
    {
        Schedule(rule).CountsManualWrites.ShouldBe(counts);
    }

    [TestCase("rate(10 hours)", "2026-11-24T06:30Z", 1)]
    [TestCase("rate(23 hours)", "2026-11-24T06:30Z", 1)]
    [TestCase("rate(10 days)", "2026-11-24T23:59Z", 10)]
    [TestCase("cron(0 16 1,15 * ? *)", "2026-12-01T16:00Z", 14)]
    [TestCase("cron(0 16 1,15 * ? *)", "2026-12-15T16:00Z", 17)]
    [TestCase("cron(0 16 1,15 * ? *)", "2026-12-01T09:00Z", 1)]
    [TestCase("cron(0 8 1 * ? *)", "2028-02-01T23:00Z", 29)]
    [TestCase("30", "2026-02-03T17:42Z", 30)]
    public void The_days_to_the_next_window_are_those_of_the_calendar_and_at_least_one(string rule, string rotatedAt, int days)
    {
        Schedule(rule).DaysToNextWindow(At(rotatedAt)).ShouldBe(days);
    }

    // A fifth weekday of February is its 29th: up to 40 years apart where a century has no leap day.
    [Test]
    public void A_fifth_weekday_of_February_is_found_in_every_century([Range(1, 7)] int weekday)
    {
        var schedule = Schedule($"cron(0 8 ? FEB {weekday}#5 *)");
        var leapDays = Enumerable.Range(1996, 9000 - 1996).Where(DateTime.IsLeapYear).Select(year => new DateTimeOffset(year, 2, 29, 8, 0, 0, TimeSpan.Zero))
            .Where(day => (int)day.DayOfWeek + 1 == weekday).ToList();
        var pairs = leapDays.Zip(leapDays.Skip(1)).ToList();

        pairs.ShouldAllBe(pair => schedule.NextWindow(pair.First).Opens == pair.Second);
        pairs.Max(pair => pair.Second.Year - pair.First.Year).ShouldBe(40);
    }

    [Test]
    public void A_fifth_Friday_of_February_skips_from_2092_to_2104()
    {
        Openings("cron(0 8 ? FEB FRI#5 *)", "2026-11-24T06:30Z", 4).ShouldBe(["Fri 2036-02-29 08:00", "Fri 2064-02-29 08:00", "Fri 2092-02-29 08:00", "Fri 2104-02-29 08:00"]);
    }

    [TestCase(null, null)]
    [TestCase("1h", null)]
    [TestCase("24h", null)]
    [TestCase("0h", "DurationRange")]
    [TestCase("25h", "DurationRange")]
    public void Rules_that_name_no_time_make_no_schedule_and_a_duration_alone_keeps_its_range(string? duration, string? problem)
    {
        (RotationSchedule.Parse(null, null, duration, out var schedule)?.ToString()).ShouldBe(problem);

        schedule.ShouldBeNull();
    }
}
