using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Clock;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Untouched_it_is_the_wall_clock()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");

        emulator.Wall.Advance(TimeSpan.FromSeconds(90));

        emulator.Server.Clock.Now.ShouldBe(Start + TimeSpan.FromSeconds(90));
        emulator.Server.Clock.Offset.ShouldBe(TimeSpan.Zero);
        emulator.Server.Clock.IsFrozen.ShouldBeFalse();
    }

    [Test]
    public async Task Advanced_it_runs_on_ahead_of_the_wall_clock()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(8));
        emulator.Wall.Advance(TimeSpan.FromHours(1));

        emulator.Server.Clock.Now.ShouldBe(Start + TimeSpan.FromDays(8) + TimeSpan.FromHours(1));
        emulator.Server.Clock.Offset.ShouldBe(TimeSpan.FromDays(8));
    }

    [Test]
    public async Task Advances_add_up_to_the_tick()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00.0001234Z");

        for (var i = 0; i < 10; i++)
        {
            await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromTicks(12_345));
        }

        emulator.Server.Clock.Offset.ShouldBe(TimeSpan.FromTicks(123_450));
    }

    [Test]
    public async Task Frozen_it_stands_still_and_can_be_advanced()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");

        await emulator.Server.Clock.FreezeAsync();
        emulator.Wall.Advance(TimeSpan.FromDays(1));
        var frozen = emulator.Server.Clock.Now;
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        emulator.Wall.Advance(TimeSpan.FromDays(1));

        frozen.ShouldBe(Start);
        emulator.Server.Clock.Now.ShouldBe(Start + TimeSpan.FromHours(1));
        emulator.Server.Clock.IsFrozen.ShouldBeTrue();
    }

    [Test]
    public async Task Freezing_twice_changes_nothing()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Server.Clock.FreezeAsync();
        emulator.Wall.Advance(TimeSpan.FromDays(1));

        await emulator.Server.Clock.FreezeAsync();

        emulator.Server.Clock.Now.ShouldBe(Start);
    }

    [Test]
    public async Task Resumed_it_runs_on_from_where_it_stands()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Server.Clock.FreezeAsync();
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(30));
        emulator.Wall.Advance(TimeSpan.FromDays(1));

        await emulator.Server.Clock.ResumeAsync();
        var resumed = emulator.Server.Clock.Now;
        emulator.Wall.Advance(TimeSpan.FromHours(1));

        resumed.ShouldBe(Start + TimeSpan.FromDays(30));
        emulator.Server.Clock.Now.ShouldBe(Start + TimeSpan.FromDays(30) + TimeSpan.FromHours(1));
        emulator.Server.Clock.IsFrozen.ShouldBeFalse();
    }

    [Test]
    public async Task Resuming_a_running_clock_changes_nothing()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(8));

        await emulator.Server.Clock.ResumeAsync();

        emulator.Server.Clock.Offset.ShouldBe(TimeSpan.FromDays(8));
    }

    [Test]
    public async Task Set_it_goes_forward_only()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Server.Clock.SetAsync(new(2027, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)));

        var back = await Should.ThrowAsync<ArgumentOutOfRangeException>(() => emulator.Server.Clock.SetAsync(new(2026, 12, 31, 23, 59, 59, TimeSpan.Zero)));

        back.Message.ShouldStartWith("The clock only moves forward and stands at 2027-01-01T00:00:00.0000000+00:00.");
        emulator.Server.Clock.Now.ShouldBe(new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Test]
    public async Task Set_to_where_it_stands_it_stays()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");

        (await emulator.Server.Clock.SetAsync(Start)).ShouldBeEmpty();

        emulator.Server.Clock.Now.ShouldBe(Start);
        emulator.Server.Clock.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Test]
    public async Task It_goes_neither_back_nor_beyond_the_year_9000()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var clock = emulator.Server.Clock;

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => clock.AdvanceAsync(TimeSpan.FromTicks(-1)));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => clock.AdvanceAsync(TimeSpan.MaxValue));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => clock.SetAsync(DateTimeOffset.MaxValue));
        await clock.SetAsync(new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero));

        clock.Now.ShouldBe(new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        (await emulator.Secrets.Create("db", "one")).Status.ShouldBe(200);
        (await emulator.Secrets.Delete("db")).Status.ShouldBe(200);
    }

    [Test]
    public async Task An_offset_survives_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z", options: new() { DataFolder = folder.Path }))
        {
            await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(8));
        }

        await using var again = await Emulator.Start(at: "2026-02-01T08:00:00Z", options: new() { DataFolder = folder.Path });

        again.Server.Clock.Now.ShouldBe(Start + TimeSpan.FromDays(9));
        again.Server.Clock.Offset.ShouldBe(TimeSpan.FromDays(8));
    }

    [Test]
    public async Task A_frozen_clock_is_frozen_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z", options: new() { DataFolder = folder.Path }))
        {
            await emulator.Server.Clock.FreezeAsync();
        }

        await using var again = await Emulator.Start(at: "2026-06-01T08:00:00Z", options: new() { DataFolder = folder.Path });

        again.Server.Clock.IsFrozen.ShouldBeTrue();
        again.Server.Clock.Now.ShouldBe(Start);
    }

    [Test]
    public async Task The_clock_of_another_emulator_is_another_clock()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await using var another = await Emulator.Start(at: "2026-01-31T08:00:00Z");

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(1));

        another.Server.Clock.Now.ShouldBe(Start);
    }
}
