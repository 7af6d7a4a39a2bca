using SecretsEmu.Rotation.Schedules;
using static SecretsEmu.Tests.Rotation.Schedules.Rules;

namespace SecretsEmu.Tests.Rotation.Schedules;

/// <summary>What makes no schedule, and which problem is named first (secretsmanager.md 5.5).</summary>
/// <remarks>An enum that is internal cannot be a parameter of a public test, so the problem goes by its name.</remarks>
public sealed class ScheduleProblemTests
{
    [Test]
    public void Days_and_an_expression_together_are_refused_before_anything_else()
    {
        RotationSchedule.Parse(30, "rate(10 days)", null, out var schedule).ShouldBe(ScheduleProblem.BothGiven);
        schedule.ShouldBeNull();
        RotationSchedule.Parse(30, "nonsense", "0h", out _).ShouldBe(ScheduleProblem.BothGiven);
    }

    [TestCase("rate(0 hours)", "RateInHours")]
    [TestCase("rate(3 hours)", "RateInHours")]
    [TestCase("rate(24 hours)", "RateInHours")]
    [TestCase("rate(1 hour)", "RateInHours")]
    [TestCase("rate(99999999999999999999 hours)", "RateInHours")]
    [TestCase("rate(0 days)", "RateInDays")]
    [TestCase("rate(1000 days)", "RateInDays")]
    [TestCase("rate(4294967297 days)", "RateInDays")]
    [TestCase("rate(99999999999999999999 days)", "RateInDays")]
    public void A_rate_has_its_range(string expression, string problem)
    {
        (Problem(expression)?.ToString()).ShouldBe(problem);
    }

    [TestCase("rate(4 hours)")]
    [TestCase("rate(4 hour)")]
    [TestCase("rate(23 hours)")]
    [TestCase("rate(1 day)")]
    [TestCase("rate(1 days)")]
    [TestCase("rate(999 days)")]
    [TestCase("rate(010 days)")]
    public void A_rate_within_it_is_good_in_the_singular_and_the_plural(string expression)
    {
        Problem(expression).ShouldBeNull();
    }

    [TestCase("")]
    [TestCase("10 days")]
    [TestCase("rate()")]
    [TestCase("rate(days)")]
    [TestCase("rate(10)")]
    [TestCase("rate(-1 days)")]
    [TestCase("rate(1.5 days)")]
    [TestCase("rate(30 minutes)")]
    [TestCase("rate(2 weeks)")]
    [TestCase("rate(10  days)")]
    [TestCase("rate( 10 days)")]
    [TestCase("rate(10 days )")]
    [TestCase("rate(10days)")]
    [TestCase("rate(10 DAYS)")]
    [TestCase("Rate(10 days)")]
    [TestCase("rate(10 days) ")]
    [TestCase("rate(10 days)\n")]
    [TestCase("rate(10 days")]
    [TestCase("rate(10 dayss)")]
    [TestCase("rate(١٠ days)")]
    [TestCase("rate(10 days)rate(10 days)")]
    public void What_is_no_rate_is_an_invalid_expression(string expression)
    {
        Problem(expression).ShouldBe(ScheduleProblem.InvalidExpression);
    }

    [TestCase("0h")]
    [TestCase("25h")]
    [TestCase("99h")]
    [TestCase("90m")]
    [TestCase("h")]
    [TestCase("")]
    [TestCase("3")]
    [TestCase("3hh")]
    [TestCase("3H")]
    [TestCase("-3h")]
    [TestCase("1.5h")]
    [TestCase("99999999999h")]
    public void A_duration_is_1_to_24_hours(string duration)
    {
        Problem("rate(10 days)", duration).ShouldBe(ScheduleProblem.DurationRange);
        Problem("rate(4 hours)", duration).ShouldBe(ScheduleProblem.DurationRange);
        Problem("cron(0 20 * * ? *)", duration).ShouldBe(ScheduleProblem.DurationRange);
        RotationSchedule.Parse(10, null, duration, out var schedule).ShouldBe(ScheduleProblem.DurationRange);
        schedule.ShouldBeNull();
    }

    [TestCase("rate(4 hours)", "4h", null)]
    [TestCase("rate(4 hours)", "5h", "DurationAboveRate")]
    [TestCase("rate(23 hours)", "24h", "DurationAboveRate")]
    [TestCase("rate(1 day)", "24h", null)]
    [TestCase("cron(0 20 * * ? *)", "4h", null)]
    [TestCase("cron(0 20 * * ? *)", "5h", "BeyondDay")]
    [TestCase("cron(0 0 * * ? *)", "24h", null)]
    [TestCase("cron(0 1 * * ? *)", "24h", "BeyondDay")]
    [TestCase("cron(0 23 * * ? *)", "1h", null)]
    [TestCase("cron(0 0,8,12 * * ? *)", "4h", null)]
    [TestCase("cron(0 0,8,12 * * ? *)", "5h", "DurationAboveRate")]
    [TestCase("cron(0 /8 * * ? *)", "8h", null)]
    [TestCase("cron(0 /8 * * ? *)", "9h", "DurationAboveRate")]
    [TestCase("cron(0 2/10 * * ? *)", "2h", null)]
    [TestCase("cron(0 2/10 * * ? *)", "3h", "BeyondDay")]
    public void A_window_ends_before_the_next_and_with_cron_before_the_day_does(string expression, string duration, string? problem)
    {
        (Problem(expression, duration)?.ToString()).ShouldBe(problem);
    }

    [TestCase("rate(3 minutes)", "0h", "InvalidExpression")]
    [TestCase("rate(3 hours)", "25h", "RateInHours")]
    [TestCase("rate(1000 days)", "25h", "RateInDays")]
    [TestCase("rate(4 hours)", "25h", "DurationRange")]
    [TestCase("cron(0 20 31 FEB ? *)", "25h", "InvalidExpression")]
    [TestCase("cron(0 20 * * ? *)", "25h", "DurationRange")]
    [TestCase("cron(0 12,20 * * ? *)", "9h", "DurationAboveRate")]
    public void The_expression_comes_first_then_the_rate_then_the_duration_then_both_together(string expression, string duration, string problem)
    {
        (RotationSchedule.Parse(null, expression, duration, out var schedule)?.ToString()).ShouldBe(problem);

        schedule.ShouldBeNull();
    }
}
