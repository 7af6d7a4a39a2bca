using System.Globalization;
using System.Text.Json.Nodes;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Control;
using SecretsEmu.WireTests.Rotation;

namespace SecretsEmu.WireTests.Faults;

/// <summary>Nothing happens in a region that is down: what is due there waits, and runs once when the region is up.</summary>
public sealed class RegionWorkTests
{
    [Test]
    public async Task Rotations_that_fall_due_meanwhile_fire_once_and_late()
    {
        await using var emulator = await Scheduled();
        await emulator.Down("us-east-1");

        var meanwhile = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(35));
        (await emulator.Get("/_emulator/regions")).Json.GetProperty("regions")[0].GetProperty("waiting").GetInt32().ShouldBe(1);
        var up = await emulator.Up("us-east-1");
        await emulator.Server.RotationsEndedAsync();

        meanwhile.ShouldBeEmpty();
        var fired = up.Json.GetProperty("fired").EnumerateArray().Single();
        (fired.GetProperty("at").GetString(), fired.GetProperty("kind").GetString(), fired.GetProperty("outcome").GetString())
            .ShouldBe(("2026-02-10T00:00:00.000Z", "rotation", "begun"));
        (await emulator.Events("db")).ShouldBe("RotationStarted RotationSucceeded RotationStarted RotationSucceeded");
        Date(await emulator.Secrets.Describe("db"), "LastRotatedDate").ShouldBe("2026-03-07T08:00:00Z");
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(1))).ShouldBeEmpty();
    }

    [Test]
    public async Task The_clock_of_a_machine_that_runs_on_fires_nothing_there_either()
    {
        await using var emulator = await Scheduled();
        await emulator.Down("us-east-1");

        emulator.Wall.Advance(TimeSpan.FromDays(35));
        await emulator.Secrets.As(region: "eu-west-1").Create("other", "one");
        var before = await emulator.Events("db");
        await emulator.Up("us-east-1");
        await emulator.Server.RotationsEndedAsync();

        before.ShouldBe("RotationStarted RotationSucceeded");
        (await emulator.Events("db")).ShouldBe("RotationStarted RotationSucceeded RotationStarted RotationSucceeded");
    }

    [Test]
    public async Task Where_the_clock_stands_still_it_begins_with_the_region_too()
    {
        await using var emulator = await Scheduled();
        await emulator.Down("us-east-1");
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(15));
        await emulator.Server.Clock.FreezeAsync();

        await emulator.Up("us-east-1");
        await emulator.Server.RotationsEndedAsync();

        Date(await emulator.Secrets.Describe("db"), "LastRotatedDate").ShouldBe("2026-02-15T08:00:00Z");
    }

    [Test]
    public async Task Purges_and_deletions_of_keys_wait_while_other_regions_go_on()
    {
        await using var emulator = await Emulator.Start();
        foreach (var region in (string[])["us-east-1", "eu-west-1"])
        {
            var secrets = emulator.Secrets.As(region: region);
            await secrets.Create("db", "one");
            await secrets.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7 });
            var kms = emulator.Kms.As(region: region);
            await kms.Call("ScheduleKeyDeletion", ("KeyId", await kms.CreateKey()), ("PendingWindowInDays", 8));
        }

        await emulator.Down("eu-west-1");

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(10));
        var late = (await emulator.Up("eu-west-1")).Json.GetProperty("fired").EnumerateArray().ToList();

        fired.Select(one => $"{one.Kind} {one.Subject.Split(':')[3]}").ShouldBe(["purge us-east-1", "key-deletion us-east-1"]);
        late.Select(one => $"{one.GetProperty("at").GetString()} {one.GetProperty("kind").GetString()}")
            .ShouldBe(["2026-02-07T08:00:00.000Z purge", "2026-02-08T08:00:00.000Z key-deletion"]);
        (await emulator.Secrets.As(region: "eu-west-1").Create("db", "two")).Status.ShouldBe(200);
    }

    [Test]
    public async Task What_waits_waits_over_a_restart()
    {
        using var folder = new TemporaryFolder();
        var options = new SecretsEmulatorOptions { DataFolder = Path.Combine(folder.Path, "data") };
        await using (var emulator = await Scheduled(options))
        {
            await emulator.Down("us-east-1");
        }

        await using var again = await RotationCalls.Start(at: "2026-03-15T08:00:00Z", options: options);
        await again.Server.RotationsEndedAsync();
        var down = await again.Events("db");
        await again.Up("us-east-1");
        await again.Server.RotationsEndedAsync();

        down.ShouldBe("RotationStarted RotationSucceeded");
        (await again.Events("db")).ShouldBe("RotationStarted RotationSucceeded RotationStarted RotationSucceeded");
    }

    [TestCase(
        "closed", "createSecret could not reach its region, which is down: GetSecretValue got no answer.",
        "The region us-east-1 is down: its endpoint cannot be reached.")]
    [TestCase(
        "503", "createSecret could not reach its region, which is down: GetSecretValue got 503.",
        "The request has failed due to a temporary failure of the server.")]
    public async Task A_step_whose_region_goes_down_fails_and_says_so(string mode, string verdict, string sentence)
    {
        await using var emulator = await RotationCalls.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Rotate("db", "good");
        await emulator.Server.RotationsEndedAsync();
        await emulator.Post("/_emulator/rotations", """{"secret":"db","rehearse":false,"pauseBefore":"createSecret"}""");

        await emulator.Down("us-east-1", mode);
        await emulator.Post("/_emulator/rotations/resume", """{"secret":"db","action":"continue"}""");
        await emulator.Server.RotationsEndedAsync();

        (await emulator.Verdict("db")).ShouldBe(verdict);
        (await emulator.LastRotation("db")).GetProperty("steps")[0].GetProperty("calls")[0].GetProperty("message").GetString().ShouldBe(sentence);
        (await emulator.Events("db")).ShouldEndWith("RotationStarted RotationFailed");
    }

    private static async Task<Emulator> Scheduled(SecretsEmulatorOptions? options = null)
    {
        var emulator = await RotationCalls.Start(options: options);
        await emulator.Secrets.Create("db", "one");
        await emulator.Rotate("db", "good", rules: new JsonObject { ["AutomaticallyAfterDays"] = 10 });
        await emulator.Server.RotationsEndedAsync();
        return emulator;
    }

    private static string Date(WireAnswer answer, string member) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)(answer.Json.GetProperty(member).GetDouble() * 1000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
