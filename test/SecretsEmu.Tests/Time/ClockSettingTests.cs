using SecretsEmu.Time;

namespace SecretsEmu.Tests.Time;

public sealed class ClockSettingTests
{
    private static readonly DateTimeOffset Wall = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void Untouched_it_is_the_wall_clock_in_UTC_and_whole_milliseconds()
    {
        var wall = new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.FromHours(2)).AddTicks(12_345_678);

        var now = ClockSetting.Wall.Now(wall);

        now.ShouldBe(Wall.AddMilliseconds(1234));
        now.Offset.ShouldBe(TimeSpan.Zero);
        ClockSetting.Wall.Exactly(wall).ShouldBe(Wall.AddTicks(12_345_678));
    }

    [Test]
    public void Frozen_it_stands_whatever_the_wall_clock_does()
    {
        var frozen = ClockSetting.Wall.Freeze(Wall);

        frozen.Now(Wall.AddYears(1)).ShouldBe(Wall);
        frozen.Now(Wall.AddYears(-1)).ShouldBe(Wall);
        frozen.Freeze(Wall.AddYears(1)).ShouldBe(frozen);
    }

    [Test]
    public void Resumed_it_runs_on_from_where_it_stands()
    {
        var resumed = ClockSetting.Wall.Freeze(Wall).Resume(Wall.AddDays(1));

        resumed.FrozenAt.ShouldBeNull();
        resumed.Now(Wall.AddDays(1)).ShouldBe(Wall);
        resumed.Now(Wall.AddDays(1).AddHours(1)).ShouldBe(Wall.AddHours(1));
    }

    [Test]
    public void Resuming_a_running_clock_changes_nothing()
    {
        var ahead = new ClockSetting(TimeSpan.FromDays(8), null);

        ahead.Resume(Wall).ShouldBe(ahead);
    }

    [Test]
    public void Moved_it_runs_or_stands_on_as_before()
    {
        ClockSetting.Wall.MoveTo(Wall.AddDays(8), Wall).ShouldBe(new ClockSetting(TimeSpan.FromDays(8), null));
        ClockSetting.Wall.Freeze(Wall).MoveTo(Wall.AddDays(8), Wall.AddDays(1)).ShouldBe(new ClockSetting(TimeSpan.Zero, Wall.AddDays(8)));
    }

    [Test]
    public void Moved_back_it_stays()
    {
        var ahead = new ClockSetting(TimeSpan.FromDays(8), null);

        ahead.MoveTo(Wall.AddDays(8), Wall).ShouldBe(ahead);
        ahead.MoveTo(Wall.AddDays(7), Wall).ShouldBe(ahead);
    }

    [Test]
    public void Parts_of_a_millisecond_are_not_lost_by_moving()
    {
        var wall = Wall.AddTicks(1234);

        var moved = ClockSetting.Wall.MoveTo(ClockSetting.Wall.Exactly(wall) + TimeSpan.FromTicks(1), wall);

        moved.Offset.ShouldBe(TimeSpan.FromTicks(1));
    }

    [Test]
    public void The_year_9000_and_a_window_beyond_it_fit()
    {
        var latest = SecretsEmu.State.Clock.Latest;

        ClockSetting.Wall.MoveTo(latest, Wall).Now(Wall).AddDays(30).Year.ShouldBe(9000);
    }
}
