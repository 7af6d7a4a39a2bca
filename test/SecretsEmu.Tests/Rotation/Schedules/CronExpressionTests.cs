using SecretsEmu.Rotation.Schedules;
using static SecretsEmu.Tests.Rotation.Schedules.Rules;

namespace SecretsEmu.Tests.Rotation.Schedules;

/// <summary>What the six fields of a cron expression say and refuse (secretsmanager.md 5.2).</summary>
public sealed class CronExpressionTests
{
    private const string Tuesday = "2026-11-24T06:30Z";

    [TestCase("/8", "Tue 2026-11-24 08:00|Tue 2026-11-24 16:00|Wed 2026-11-25 00:00|Wed 2026-11-25 08:00")]
    [TestCase("2/10", "Tue 2026-11-24 12:00|Tue 2026-11-24 22:00|Wed 2026-11-25 02:00|Wed 2026-11-25 12:00")]
    [TestCase("4/12", "Tue 2026-11-24 16:00|Wed 2026-11-25 04:00|Wed 2026-11-25 16:00|Thu 2026-11-26 04:00")]
    [TestCase("/7", "Tue 2026-11-24 07:00|Tue 2026-11-24 14:00|Tue 2026-11-24 21:00|Wed 2026-11-25 00:00")]
    [TestCase("20,8,08", "Tue 2026-11-24 08:00|Tue 2026-11-24 20:00|Wed 2026-11-25 08:00|Wed 2026-11-25 20:00")]
    [TestCase("0,23", "Tue 2026-11-24 23:00|Wed 2026-11-25 00:00|Wed 2026-11-25 23:00|Thu 2026-11-26 00:00")]
    [TestCase("8,12/10", "Tue 2026-11-24 08:00|Tue 2026-11-24 12:00|Tue 2026-11-24 22:00|Wed 2026-11-25 08:00")]
    public void Hours_are_lists_and_steps_that_restart_every_day(string hours, string openings)
    {
        Openings($"cron(0 {hours} * * ? *)", Tuesday, 4).ShouldBe(openings.Split('|'));
    }

    [TestCase("*")]
    [TestCase("/1")]
    [TestCase("0/3")]
    [TestCase("22/2")]
    [TestCase("*/8")]
    [TestCase("8-16")]
    [TestCase("8,11")]
    [TestCase("11,8")]
    [TestCase("8,/8,4,1")]
    [TestCase("24")]
    [TestCase("-1")]
    [TestCase("8/0")]
    [TestCase("8/")]
    [TestCase("/")]
    [TestCase("8/4/4")]
    [TestCase("8,")]
    [TestCase(",8")]
    [TestCase("L")]
    [TestCase("?")]
    [TestCase("8h")]
    public void Hours_closer_than_four_or_not_of_a_day_are_refused(string hours)
    {
        Refused($"cron(0 {hours} * * ? *)");
    }

    [TestCase("1", "Tue 2026-12-01 08:00|Fri 2027-01-01 08:00|Mon 2027-02-01 08:00")]
    [TestCase("15,1", "Tue 2026-12-01 08:00|Tue 2026-12-15 08:00|Fri 2027-01-01 08:00")]
    [TestCase("29-31", "Sun 2026-11-29 08:00|Mon 2026-11-30 08:00|Tue 2026-12-29 08:00")]
    [TestCase("1/7", "Sun 2026-11-29 08:00|Tue 2026-12-01 08:00|Tue 2026-12-08 08:00")]
    [TestCase("*/10", "Tue 2026-12-01 08:00|Fri 2026-12-11 08:00|Mon 2026-12-21 08:00")]
    [TestCase("/15", "Tue 2026-12-01 08:00|Wed 2026-12-16 08:00|Thu 2026-12-31 08:00")]
    [TestCase("31", "Thu 2026-12-31 08:00|Sun 2027-01-31 08:00|Wed 2027-03-31 08:00")]
    [TestCase("L", "Mon 2026-11-30 08:00|Thu 2026-12-31 08:00|Sun 2027-01-31 08:00")]
    [TestCase("l", "Mon 2026-11-30 08:00|Thu 2026-12-31 08:00|Sun 2027-01-31 08:00")]
    [TestCase("SUNL", "Sun 2026-11-29 08:00|Sun 2026-12-27 08:00|Sun 2027-01-31 08:00")]
    [TestCase("sunl", "Sun 2026-11-29 08:00|Sun 2026-12-27 08:00|Sun 2027-01-31 08:00")]
    [TestCase("1,L", "Mon 2026-11-30 08:00|Tue 2026-12-01 08:00|Thu 2026-12-31 08:00")]
    public void Days_of_the_month_are_skipped_where_a_month_lacks_them(string days, string openings)
    {
        Openings($"cron(0 8 {days} * ? *)", "2026-11-24T09:00Z", 3).ShouldBe(openings.Split('|'));
    }

    [TestCase("0")]
    [TestCase("32")]
    [TestCase("15W")]
    [TestCase("LW")]
    [TestCase("L-3")]
    [TestCase("LL")]
    [TestCase("6L")]
    [TestCase("SUN")]
    [TestCase("2#1")]
    [TestCase("15-1")]
    [TestCase("15-1,20")]
    [TestCase("1-")]
    [TestCase("1-2-3")]
    [TestCase("1/0")]
    [TestCase("0/7")]
    [TestCase("32/7")]
    [TestCase("1,,2")]
    [TestCase("1,?")]
    [TestCase("")]
    [TestCase("0001")]
    [TestCase("+1")]
    public void Other_days_of_the_month_are_refused(string days)
    {
        Refused($"cron(0 8 {days} * ? *)");
    }

    [TestCase("1/3", "Fri 2027-01-01 08:00|Thu 2027-04-01 08:00|Thu 2027-07-01 08:00")]
    [TestCase("/6", "Fri 2027-01-01 08:00|Thu 2027-07-01 08:00|Sat 2028-01-01 08:00")]
    [TestCase("NOV-DEC", "Tue 2026-12-01 08:00|Mon 2027-11-01 08:00|Wed 2027-12-01 08:00")]
    [TestCase("feb,3", "Mon 2027-02-01 08:00|Mon 2027-03-01 08:00|Tue 2028-02-01 08:00")]
    [TestCase("Jan/12", "Fri 2027-01-01 08:00|Sat 2028-01-01 08:00|Mon 2029-01-01 08:00")]
    public void Months_are_numbers_or_names_in_either_case(string months, string openings)
    {
        Openings($"cron(0 8 1 {months} ? *)", Tuesday, 3).ShouldBe(openings.Split('|'));
    }

    [TestCase("0")]
    [TestCase("13")]
    [TestCase("?")]
    [TestCase("L")]
    [TestCase("JANUARY")]
    [TestCase("SUN")]
    [TestCase("DEC-JAN")]
    [TestCase("DEC-JAN,MAR")]
    [TestCase("JAN#1")]
    public void Other_months_are_refused(string months)
    {
        Refused($"cron(0 8 1 {months} ? *)");
    }

    [TestCase("SUN", "Sun 2026-11-29 08:00|Sun 2026-12-06 08:00|Sun 2026-12-13 08:00")]
    [TestCase("1", "Sun 2026-11-29 08:00|Sun 2026-12-06 08:00|Sun 2026-12-13 08:00")]
    [TestCase("mon-fri", "Wed 2026-11-25 08:00|Thu 2026-11-26 08:00|Fri 2026-11-27 08:00")]
    [TestCase("1/2", "Thu 2026-11-26 08:00|Sat 2026-11-28 08:00|Sun 2026-11-29 08:00")]
    [TestCase("MON/3", "Thu 2026-11-26 08:00|Mon 2026-11-30 08:00|Thu 2026-12-03 08:00")]
    [TestCase("L", "Sat 2026-11-28 08:00|Sat 2026-12-05 08:00|Sat 2026-12-12 08:00")]
    [TestCase("l", "Sat 2026-11-28 08:00|Sat 2026-12-05 08:00|Sat 2026-12-12 08:00")]
    [TestCase("6L", "Fri 2026-11-27 08:00|Fri 2026-12-25 08:00|Fri 2027-01-29 08:00")]
    [TestCase("FRIL", "Fri 2026-11-27 08:00|Fri 2026-12-25 08:00|Fri 2027-01-29 08:00")]
    [TestCase("Fril", "Fri 2026-11-27 08:00|Fri 2026-12-25 08:00|Fri 2027-01-29 08:00")]
    [TestCase("TUE#3", "Tue 2026-12-15 08:00|Tue 2027-01-19 08:00|Tue 2027-02-16 08:00")]
    [TestCase("2#1", "Mon 2026-12-07 08:00|Mon 2027-01-04 08:00|Mon 2027-02-01 08:00")]
    [TestCase("MON#5", "Mon 2026-11-30 08:00|Mon 2027-03-29 08:00|Mon 2027-05-31 08:00")]
    [TestCase("*", "Wed 2026-11-25 08:00|Thu 2026-11-26 08:00|Fri 2026-11-27 08:00")]
    public void Days_of_the_week_are_counted_from_Sunday(string days, string openings)
    {
        Openings($"cron(0 8 ? * {days} *)", "2026-11-24T09:00Z", 3).ShouldBe(openings.Split('|'));
    }

    [TestCase("0")]
    [TestCase("8")]
    [TestCase("SUNDAY")]
    [TestCase("FRI-MON")]
    [TestCase("FRI-MON,TUE")]
    [TestCase("TUE#0")]
    [TestCase("TUE#6")]
    [TestCase("TUE#")]
    [TestCase("#1")]
    [TestCase("L#1")]
    [TestCase("2#1#1")]
    [TestCase("MON-FRI#1")]
    [TestCase("8L")]
    [TestCase("6W")]
    [TestCase("JAN")]
    [TestCase("MON,?")]
    [TestCase("")]
    public void Other_days_of_the_week_are_refused(string days)
    {
        Refused($"cron(0 8 ? * {days} *)");
    }

    [TestCase("cron(0 8 ? * ? *)")]
    [TestCase("cron(0 8 * * * *)")]
    [TestCase("cron(0 8 1 * MON *)")]
    public void Just_one_of_both_kinds_of_days_says_nothing(string expression)
    {
        Refused(expression);
    }

    [TestCase("cron(5 8 * * ? *)")]
    [TestCase("cron(* 8 * * ? *)")]
    [TestCase("cron(0/30 8 * * ? *)")]
    [TestCase("cron(00 8 * * ? *)")]
    [TestCase("cron(0 8 * * ? 2026)")]
    [TestCase("cron(0 8 * * ? ?)")]
    public void A_window_opens_on_the_hour_and_every_year(string expression)
    {
        Refused(expression);
    }

    [TestCase("cron()")]
    [TestCase("cron(")]
    [TestCase("cron)")]
    [TestCase("cron(0 8 * * ?)")]
    [TestCase("cron(0 8 * * ? * *)")]
    [TestCase("cron(0 8 * *  ? *)")]
    [TestCase("cron( 0 8 * * ? *)")]
    [TestCase("cron(0 8 * * ? * )")]
    [TestCase("cron(0 8 * * ? *))")]
    [TestCase("cron(0 8 * * ? *")]
    [TestCase("cron(0 8 * * ? *)\n")]
    [TestCase("CRON(0 8 * * ? *)")]
    [TestCase("0 8 * * ? *")]
    public void There_are_six_fields_and_one_space_between_them(string expression)
    {
        Refused(expression);
    }

    [TestCase("cron(0 8 31 FEB ? *)")]
    [TestCase("cron(0 8 30,31 2 ? *)")]
    [TestCase("cron(0 8 31 FEB,APR,JUN,SEP,NOV ? *)")]
    public void A_day_that_never_comes_is_refused(string expression)
    {
        Refused(expression);
    }

    private static void Refused(string expression) => Problem(expression).ShouldBe(ScheduleProblem.InvalidExpression);
}
