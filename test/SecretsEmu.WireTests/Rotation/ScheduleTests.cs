using System.Globalization;
using System.Text.Json.Nodes;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Rotation;

/// <summary>Schedules on the emulator's clock: what fires, when, in which order, and what a stop does to it.</summary>
public sealed class ScheduleTests
{
    private static readonly JsonObject EveryTenDays = new() { ["AutomaticallyAfterDays"] = 10 };

    [Test]
    public async Task Advancing_the_clock_steps_through_every_window_and_says_how_each_ended()
    {
        await using var emulator = await Scheduled("good", at: "2026-01-31T08:00:00Z");

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(25));

        fired.Select(Told).ShouldBe(["2026-02-10T00:00:00Z rotation RotationSucceeded", "2026-02-20T00:00:00Z rotation RotationSucceeded"]);
        Date(await emulator.Secrets.Describe("db"), "LastRotatedDate").ShouldBe("2026-02-20T00:00:00Z");
        Date(await emulator.Secrets.Describe("db"), "NextRotationDate").ShouldBe("2026-03-02T23:59:59Z");
    }

    [Test]
    public async Task Secrets_that_are_due_at_one_instant_rotate_together_and_before_the_next()
    {
        await using var emulator = await RotationCalls.Start();
        foreach (var name in (string[])["a", "b"])
        {
            await emulator.Secrets.Create(name, "one");
            await emulator.Rotate(name, "good", rules: EveryTenDays.DeepClone().AsObject());
        }

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(20));

        fired.Select(one => $"{one.At:MM-dd} {one.Subject.Split(':')[^1][0]} {one.Outcome}").ShouldBe(
            ["02-10 a RotationSucceeded", "02-10 b RotationSucceeded", "02-20 a RotationSucceeded", "02-20 b RotationSucceeded"]);
    }

    [Test]
    public async Task Many_rotations_that_end_at_once_do_not_disturb_each_other()
    {
        await using var emulator = await RotationCalls.Start();
        foreach (var name in Enumerable.Range(0, 200).Select(number => $"{number}"))
        {
            await emulator.Secrets.Create(name, "one");
            await emulator.Rotate(name, "good", rules: EveryTenDays.DeepClone().AsObject());
        }

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(40));

        fired.CountBy(one => one.Outcome).ShouldBe([KeyValuePair.Create("RotationSucceeded", 800)]);
    }

    [Test]
    public async Task A_rotation_that_fails_keeps_its_dates_and_goes_on_under_its_token_at_the_next_window()
    {
        await using var emulator = await Scheduled("never-finishes");
        var pending = (await emulator.LastRotation("db")).GetProperty("versionId").GetString();
        var next = Date(await emulator.Secrets.Describe("db"), "NextRotationDate");

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(15));

        fired.Select(Told).ShouldBe(["2026-02-10T00:00:00Z rotation RotationFailed: finishSecret did not move AWSCURRENT to the pending version."]);
        var rotation = await emulator.LastRotation("db");
        rotation.GetProperty("versionId").GetString().ShouldBe(pending);
        rotation.GetProperty("cause").GetString().ShouldBe("Schedule");
        Date(await emulator.Secrets.Describe("db"), "NextRotationDate").ShouldBe(next);
        (await emulator.Secrets.Describe("db")).Has("LastRotatedDate").ShouldBeFalse();
    }

    [Test]
    public async Task With_retries_a_failed_rotation_goes_on_sooner_as_often_as_was_asked_for()
    {
        await using var emulator = await RotationCalls.Start(options: new() { RotationRetries = 2 });
        await emulator.Secrets.Create("db", "one");
        await emulator.Rotate("db", "never-finishes");

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromHours(1));

        const string Failed = "rotation retry RotationFailed: finishSecret did not move AWSCURRENT to the pending version.";
        fired.Select(Told).ShouldBe([$"2026-01-31T08:01:00Z {Failed}", $"2026-01-31T08:03:00Z {Failed}"]);
        (await emulator.Events("db")).ShouldBe("RotationStarted RotationFailed RotationStarted RotationFailed RotationStarted RotationFailed");
    }

    [Test]
    public async Task A_value_written_by_hand_counts_as_a_rotation_for_a_rate_and_not_for_cron()
    {
        await using var emulator = await RotationCalls.Start(at: "2026-01-31T08:00:00Z");
        foreach (var (name, rules) in new[] { ("rate", EveryTenDays.DeepClone().AsObject()), ("cron", new JsonObject { ["ScheduleExpression"] = "cron(0 16 1,15 * ? *)" }) })
        {
            await emulator.Secrets.Create(name, "one");
            await emulator.Rotate(name, "good", rules: rules);
        }

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromHours(5 * 24));
        var rotated = Date(await emulator.Secrets.Describe("rate"), "LastRotatedDate");
        await emulator.Secrets.PutValue("rate", "two");
        await emulator.Secrets.PutValue("cron", "two");

        Date(await emulator.Secrets.Describe("rate"), "NextRotationDate").ShouldBe("2026-02-15T23:59:59Z");
        Date(await emulator.Secrets.Describe("rate"), "LastRotatedDate").ShouldBe(rotated);
        Date(await emulator.Secrets.Describe("cron"), "NextRotationDate").ShouldBe("2026-02-15T23:59:59Z");
        (await emulator.Secrets.Describe("cron")).Json.GetProperty("RotationRules").GetRawText().ShouldBe(
            """{"AutomaticallyAfterDays":14,"ScheduleExpression":"cron(0 16 1,15 * ? *)"}""");
    }

    [Test]
    public async Task A_window_that_is_missed_while_stopped_fires_once_and_late()
    {
        using var folder = new TemporaryFolder();
        var options = new SecretsEmulatorOptions { DataFolder = Path.Combine(folder.Path, "data") };
        await using (await Scheduled("good", options: options))
        {
        }

        await using var again = await RotationCalls.Start(at: "2026-03-15T08:00:00Z", options: options);
        await again.Server.RotationsEndedAsync();

        (await again.Events("db")).ShouldBe("RotationStarted RotationSucceeded RotationStarted RotationSucceeded");
        Date(await again.Secrets.Describe("db"), "LastRotatedDate").ShouldBe("2026-03-15T08:00:00Z");
        Date(await again.Secrets.Describe("db"), "NextRotationDate").ShouldBe("2026-03-25T23:59:59Z");
        (await again.Server.Clock.AdvanceAsync(TimeSpan.FromDays(1))).ShouldBeEmpty();
    }

    [Test]
    public async Task A_secret_in_its_recovery_window_is_not_rotated_and_goes_on_once_restored()
    {
        await using var emulator = await Scheduled("good");
        await emulator.Secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 30 });

        var meanwhile = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(15));
        await emulator.Secrets.Restore("db");
        var later = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(10));

        meanwhile.Select(Told).ShouldBe(["2026-02-10T00:00:00Z rotation skipped: the secret is scheduled for deletion"]);
        later.Select(Told).ShouldBe(["2026-02-25T00:00:00Z rotation RotationSucceeded"]);
    }

    [Test]
    public async Task The_clock_waits_for_a_rotation_that_runs_before_it_moves()
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Rotate("db", "good");

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(1));

        Date(await emulator.Secrets.Describe("db"), "LastRotatedDate").ShouldBe("2026-01-31T08:00:00Z");
    }

    private static async Task<Emulator> Scheduled(string function, string at = "2026-01-31T08:00:00Z", SecretsEmulatorOptions? options = null)
    {
        var emulator = await RotationCalls.Start(at, options);
        await emulator.Secrets.Create("db", "one");
        await emulator.Rotate("db", function, rules: EveryTenDays.DeepClone().AsObject());
        await emulator.Server.RotationsEndedAsync();
        return emulator;
    }

    private static string Told(FiredEvent one) => $"{one.At:yyyy-MM-dd'T'HH:mm:ss'Z'} {one.Kind} {one.Outcome}";

    private static string Date(WireAnswer answer, string member) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)(answer.Json.GetProperty(member).GetDouble() * 1000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
