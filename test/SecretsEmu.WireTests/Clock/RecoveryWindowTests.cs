using System.Text.Json.Nodes;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Clock;

/// <summary>A recovery window really deletes when it ends: by the passing of time, by moving the clock, and at a start after it ended.</summary>
public sealed class RecoveryWindowTests
{
    [Test]
    public async Task Nothing_goes_a_millisecond_before_the_end()
    {
        await using var emulator = await Emulator.Start();
        await Schedule(emulator, "db", 7);

        emulator.Wall.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));

        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.Zero)).ShouldBeEmpty();
        (await emulator.Secrets.Describe("db")).Has("DeletedDate").ShouldBeTrue();
    }

    [Test]
    public async Task The_secret_goes_and_its_name_is_free_when_the_time_has_passed()
    {
        await using var emulator = await Emulator.Start();
        var first = await Schedule(emulator, "db", 7);

        emulator.Wall.Advance(TimeSpan.FromDays(7));
        // What the timer did is before this in the queue of the writer.
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.Zero);

        (await emulator.Secrets.Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        (await emulator.Secrets.Create("db", "two")).Text("ARN").ShouldNotBe(first);
    }

    [Test]
    public async Task The_timer_alone_fires_it()
    {
        await using var emulator = await Emulator.Start();
        await Schedule(emulator, "db", 7);

        emulator.Wall.Advance(TimeSpan.FromDays(7));

        await Gone(emulator, "db");
    }

    [Test]
    public async Task The_timer_fires_one_window_after_the_other()
    {
        await using var emulator = await Emulator.Start();
        await Schedule(emulator, "late", 30);
        await Schedule(emulator, "early", 7);

        emulator.Wall.Advance(TimeSpan.FromDays(7));
        await Gone(emulator, "early");
        var late = await emulator.Secrets.Describe("late");
        for (var day = 7; day < 30; day++)
        {
            emulator.Wall.Advance(TimeSpan.FromDays(1));
        }

        late.Has("DeletedDate").ShouldBeTrue();
        await Gone(emulator, "late");
    }

    [Test]
    public async Task The_timer_fires_after_a_restart_too()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await Schedule(emulator, "db", 7);
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        again.Wall.Advance(TimeSpan.FromDays(7));

        await Gone(again, "db");
    }

    [Test]
    public async Task Advancing_the_clock_lists_what_fired_in_order()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var late = await Schedule(emulator, "late", 8);
        var early = await Schedule(emulator, "early", 7);
        var outside = await Schedule(emulator, "outside", 9);

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(8));

        fired.ShouldBe(
        [
            new FiredEvent(new(2026, 2, 7, 8, 0, 0, TimeSpan.Zero), "purge", early, "deleted, its name is free"),
            new FiredEvent(new(2026, 2, 8, 8, 0, 0, TimeSpan.Zero), "purge", late, "deleted, its name is free"),
        ]);
        (await emulator.Secrets.Describe(outside)).Has("DeletedDate").ShouldBeTrue();
    }

    [Test]
    public async Task Setting_the_clock_lists_what_fired_too()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        var arn = await Schedule(emulator, "db", 7);

        var fired = await emulator.Server.Clock.SetAsync(new(2026, 2, 7, 8, 0, 0, TimeSpan.Zero));

        fired.ShouldBe([new FiredEvent(new(2026, 2, 7, 8, 0, 0, TimeSpan.Zero), "purge", arn, "deleted, its name is free")]);
    }

    [Test]
    public async Task Windows_of_all_accounts_and_regions_fire_together()
    {
        await using var emulator = await Emulator.Start();
        var here = await Schedule(emulator.Secrets, "db", 7);
        var elsewhere = await Schedule(emulator.Secrets.As(region: "eu-west-1"), "db", 7);
        var another = await Schedule(emulator.Secrets.As(accessKey: "111122223333"), "db", 7);

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(7));

        fired.Select(item => item.Subject).ShouldBe([elsewhere, here, another]);
    }

    [Test]
    public async Task What_fell_due_while_stopped_fires_at_the_next_start()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z", options: new() { DataFolder = folder.Path }))
        {
            await Schedule(emulator, "db", 7);
        }

        await using var again = await Emulator.Start(at: "2026-03-31T08:00:00Z", options: new() { DataFolder = folder.Path });

        (await again.Secrets.Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        (await again.Secrets.Create("db", "two")).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_frozen_clock_lets_nothing_fire()
    {
        await using var emulator = await Emulator.Start();
        await Schedule(emulator, "db", 7);
        await emulator.Server.Clock.FreezeAsync();

        emulator.Wall.Advance(TimeSpan.FromDays(40));

        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.Zero)).ShouldBeEmpty();
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(7))).Count.ShouldBe(1);
    }

    [Test]
    public async Task A_resumed_clock_fires_when_the_rest_of_the_window_has_passed()
    {
        await using var emulator = await Emulator.Start();
        await Schedule(emulator, "db", 7);
        emulator.Wall.Advance(TimeSpan.FromDays(6));
        await emulator.Server.Clock.FreezeAsync();
        emulator.Wall.Advance(TimeSpan.FromDays(40));
        await emulator.Server.Clock.ResumeAsync();
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.Zero)).ShouldBeEmpty();

        emulator.Wall.Advance(TimeSpan.FromDays(1));

        await Gone(emulator, "db");
    }

    [Test]
    public async Task A_secret_forced_away_earlier_does_not_fire_and_its_successor_stays()
    {
        await using var emulator = await Emulator.Start();
        await Schedule(emulator, "db", 7);
        await emulator.Secrets.Delete("db", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
        await emulator.Secrets.Create("db", "two");

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(8));

        fired.ShouldBeEmpty();
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    private static Task<string> Schedule(Emulator emulator, string name, int days) => Schedule(emulator.Secrets, name, days);

    private static async Task<string> Schedule(SecretsClient secrets, string name, int days)
    {
        var created = await secrets.Create(name, "one");
        await secrets.Delete(name, new JsonObject { ["RecoveryWindowInDays"] = days });
        return created.Text("ARN");
    }

    // The timer's work is on its way through the writer; asking again is the wait.
    private static async Task Gone(Emulator emulator, string name)
    {
        for (var asked = 0; asked < 1000; asked++)
        {
            if ((await emulator.Secrets.Describe(name)).Status == 400)
            {
                return;
            }
        }

        Assert.Fail($"{name} is still there.");
    }
}
