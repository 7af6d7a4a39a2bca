using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Control;

public sealed class ClockEndpointTests
{
    [Test]
    public async Task The_clock_can_be_read()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00.1239Z");

        (await emulator.Get("/_emulator/clock")).ShouldSay("""{"clock":{"now":"2026-01-31T08:00:00.123Z","offsetSeconds":0,"frozen":false}}""");
    }

    [Test]
    public async Task Freeze_stops_it_and_resume_runs_on_from_there()
    {
        await using var emulator = await Emulator.Start();

        var frozen = await emulator.Post("/_emulator/clock", """{"action":"freeze"}""");
        emulator.Wall.Advance(TimeSpan.FromHours(1));
        var later = await emulator.Get("/_emulator/clock");
        var resumed = await emulator.Post("/_emulator/clock", """{"action":"resume"}""");
        emulator.Wall.Advance(TimeSpan.FromMinutes(1));
        var running = await emulator.Get("/_emulator/clock");

        frozen.ShouldSay("""{"clock":{"now":"2026-01-31T08:00:00.000Z","offsetSeconds":0,"frozen":true},"fired":[]}""");
        later.ShouldSay("""{"clock":{"now":"2026-01-31T08:00:00.000Z","offsetSeconds":-3600,"frozen":true}}""");
        resumed.ShouldSay("""{"clock":{"now":"2026-01-31T08:00:00.000Z","offsetSeconds":-3600,"frozen":false},"fired":[]}""");
        running.ShouldSay("""{"clock":{"now":"2026-01-31T08:01:00.000Z","offsetSeconds":-3600,"frozen":false}}""");
    }

    [Test]
    public async Task Freeze_and_resume_twice_are_as_once()
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Post("/_emulator/clock", """{"action":"resume"}""")).ShouldSay($$"""{"clock":{{ControlCalls.ClockAtStart}},"fired":[]}""");
        await emulator.Post("/_emulator/clock", """{"action":"freeze"}""");
        emulator.Wall.Advance(TimeSpan.FromHours(1));

        (await emulator.Post("/_emulator/clock", """{"action":"freeze"}""")).Json.GetProperty("clock").GetProperty("now").GetString().ShouldBe("2026-01-31T08:00:00.000Z");
    }

    [TestCase("8d", "2026-02-08T08:00:00.000Z", 691200)]
    [TestCase("36h", "2026-02-01T20:00:00.000Z", 129600)]
    [TestCase("1h30m", "2026-01-31T09:30:00.000Z", 5400)]
    [TestCase("45s", "2026-01-31T08:00:45.000Z", 45)]
    public async Task Advance_moves_it_by_a_length_of_time(string by, string now, int offset)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Post("/_emulator/clock", $$"""{"action":"advance","by":"{{by}}"}""")).ShouldSay(
            $$$"""{"clock":{"now":"{{{now}}}","offsetSeconds":{{{offset}}},"frozen":false},"fired":[]}""");
    }

    [TestCase("2026-02-01", "2026-02-01T00:00:00.000Z")]
    [TestCase("2026-01-31T08:00Z", "2026-01-31T08:00:00.000Z")]
    [TestCase("2026-01-31T08:00:01", "2026-01-31T08:00:01.000Z")]
    [TestCase("2026-01-31T08:00:00.25Z", "2026-01-31T08:00:00.250Z")]
    [TestCase("2026-01-31T12:00:00+01:00", "2026-01-31T11:00:00.000Z")]
    [TestCase("9000-01-01T00:00:00Z", "9000-01-01T00:00:00.000Z")]
    public async Task Set_moves_it_to_a_moment_UTC_unless_it_has_a_zone(string to, string now)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Post("/_emulator/clock", """{"action":"freeze"}""");

        var answer = await emulator.Post("/_emulator/clock", $$"""{"action":"set","to":"{{to}}"}""");

        answer.Json.GetProperty("clock").GetProperty("now").GetString().ShouldBe(now);
        answer.Json.GetProperty("clock").GetProperty("frozen").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task What_became_due_is_told_in_order()
    {
        await using var emulator = await Emulator.Start();
        var later = await Delete(emulator, "later", days: 9);
        var sooner = await Delete(emulator, "sooner", days: 7);
        await Delete(emulator, "not-yet", days: 10);

        var answer = await emulator.Post("/_emulator/clock", """{"action":"advance","by":"9d"}""");

        answer.ShouldSay($$$"""
            {"clock":{"now":"2026-02-09T08:00:00.000Z","offsetSeconds":777600,"frozen":false},"fired":[{"at":"2026-02-07T08:00:00.000Z","kind":"purge","subject":"{{{sooner}}}","outcome":"deleted, its name is free"},{"at":"2026-02-09T08:00:00.000Z","kind":"purge","subject":"{{{later}}}","outcome":"deleted, its name is free"}]}
            """);
        (await emulator.Secrets.Describe("later")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        (await emulator.Secrets.Describe("not-yet")).Status.ShouldBe(200);
    }

    [Test]
    public async Task Set_tells_what_became_due_too_and_does_so_once()
    {
        await using var emulator = await Emulator.Start();
        var arn = await Delete(emulator, "a", days: 7);

        var first = await emulator.Post("/_emulator/clock", """{"action":"set","to":"2026-02-07T08:00:00Z"}""");
        var second = await emulator.Post("/_emulator/clock", """{"action":"set","to":"2026-02-07T08:00:00Z"}""");

        first.Json.GetProperty("fired").EnumerateArray().Select(item => item.GetProperty("subject").GetString()).ShouldBe([arn]);
        second.Json.GetProperty("fired").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_restored_secret_is_not_purged()
    {
        await using var emulator = await Emulator.Start();
        await Delete(emulator, "a", days: 7);
        await emulator.Secrets.Restore("a");

        var answer = await emulator.Post("/_emulator/clock", """{"action":"advance","by":"30d"}""");

        answer.Json.GetProperty("fired").GetArrayLength().ShouldBe(0);
        (await emulator.Secrets.Describe("a")).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_frozen_clock_that_is_set_stays_frozen()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Post("/_emulator/clock", """{"action":"freeze"}""");

        var answer = await emulator.Post("/_emulator/clock", """{"action":"advance","by":"1h"}""");

        answer.ShouldSay("""{"clock":{"now":"2026-01-31T09:00:00.000Z","offsetSeconds":3600,"frozen":true},"fired":[]}""");
    }

    private const string Actions = "The clock takes the action freeze, resume, advance (with by) or set (with to).";
    private const string NotJson = "The body is not the JSON that this endpoint takes.";

    [TestCase("""{"action":"stop"}""", Actions)]
    [TestCase("""{"action":"Freeze"}""", Actions)]
    [TestCase("""{}""", Actions)]
    [TestCase("""{"action":"freeze","by":"1h"}""", Actions)]
    [TestCase("""{"action":"resume","to":"2027-01-01"}""", Actions)]
    [TestCase("""{"action":"advance"}""", Actions)]
    [TestCase("""{"action":"advance","to":"2027-01-01"}""", Actions)]
    [TestCase("""{"action":"set"}""", Actions)]
    [TestCase("""{"action":"set","to":"2027-01-01","by":"1h"}""", Actions)]
    [TestCase("""{"action":"advance","by":"soon"}""", "'soon' is not a length of time such as 8d, 36h, 1h30m or 45s.")]
    [TestCase("""{"action":"advance","by":"-1h"}""", "'-1h' is not a length of time such as 8d, 36h, 1h30m or 45s.")]
    [TestCase("""{"action":"advance","by":"0s"}""", "'0s' is not a length of time such as 8d, 36h, 1h30m or 45s.")]
    [TestCase("""{"action":"advance","by":"30m1h"}""", "'30m1h' is not a length of time such as 8d, 36h, 1h30m or 45s.")]
    [TestCase("""{"action":"advance","by":"99999999999d"}""", "'99999999999d' is not a length of time such as 8d, 36h, 1h30m or 45s.")]
    [TestCase("""{"action":"advance","by":"3000000d"}""", "The clock goes up to 9000-01-01T00:00:00.000Z.")]
    [TestCase("""{"action":"set","to":"9000-01-01T00:00:01Z"}""", "The clock goes up to 9000-01-01T00:00:00.000Z.")]
    [TestCase("""{"action":"set","to":"tomorrow"}""", "'tomorrow' is not a time such as 2026-01-31T08:00:00Z.")]
    [TestCase("""{"action":"set","to":"23:59"}""", "'23:59' is not a time such as 2026-01-31T08:00:00Z.")]
    [TestCase("""{"action":"set","to":"03/04/2027"}""", "'03/04/2027' is not a time such as 2026-01-31T08:00:00Z.")]
    [TestCase("""{"action":"set","to":"9999-12-31T23:59:59-05:00"}""", "'9999-12-31T23:59:59-05:00' is not a time such as 2026-01-31T08:00:00Z.")]
    [TestCase("""{"action":"set","to":"2026-01-31T07:59:59Z"}""", "The clock stands at 2026-01-31T08:00:00.000Z and only moves forward. To go back, reset the emulator.")]
    [TestCase("""{"action":"freeze","for":"1h"}""", NotJson)]
    [TestCase("""{"action":5}""", NotJson)]
    [TestCase("""[]""", NotJson)]
    [TestCase("""freeze""", NotJson)]
    [TestCase("", NotJson)]
    [TestCase("""null""", "The body must be a JSON object.")]
    public async Task What_the_clock_cannot_do_is_refused_and_leaves_it(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Post("/_emulator/clock", body)).ShouldRefuse(400, sentence);
        (await emulator.Get("/_emulator/clock")).ShouldSay($$"""{"clock":{{ControlCalls.ClockAtStart}}}""");
    }

    private static async Task<string> Delete(Emulator emulator, string name, int days)
    {
        await emulator.Secrets.Create(name, "one");
        return (await emulator.Secrets.Delete(name, new JsonObject { ["RecoveryWindowInDays"] = days })).Text("ARN");
    }
}
