using System.Text.Json;

namespace SecretsEmu.WireTests.Tool;

[Parallelizable(ParallelScope.All)]
public sealed class ClockTests
{
    [Test]
    public async Task Advance_prints_the_clock_and_what_fired_in_order()
    {
        await using var server = await ToolServer.InMemory();
        await server.FreezeClockAt2100();
        var frozen = TimeOf(await server.Run("clock", "show", "--json"));
        var first = await Delete(server, "first", days: 7);
        var second = await Delete(server, "second", days: 8);

        var (code, output, error) = await server.Run("clock", "advance", "8d");

        (code, error).ShouldBe((0, ""));
        var lines = output.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith($"{frozen.AddDays(8):yyyy-MM-ddTHH:mm:ss.fff}Z, ");
        lines[0].ShouldEndWith(" ahead of the wall clock, frozen");
        lines[1].ShouldStartWith($"{frozen.AddDays(7):yyyy-MM-ddTHH:mm:ss.fff}Z purge {first}: ");
        lines[2].ShouldStartWith($"{frozen.AddDays(8):yyyy-MM-ddTHH:mm:ss.fff}Z purge {second}: ");
    }

    [Test]
    public async Task Freeze_stops_the_clock_where_it_stands()
    {
        await using var server = await ToolServer.InMemory();

        var frozen = await server.Run("clock", "freeze");
        var shown = await server.Run("clock", "show");

        (frozen.Code, frozen.Error).ShouldBe((0, ""));
        frozen.Output.ShouldEndWith(", frozen\n");
        shown.Output[..24].ShouldBe(frozen.Output[..24]);
    }

    [Test]
    public async Task Json_has_the_clock_and_what_fired()
    {
        await using var server = await ToolServer.InMemory();
        await server.FreezeClockAt2100();
        var arn = await Delete(server, "one", days: 7);

        var answer = JsonDocument.Parse((await server.Run("clock", "advance", "7d", "--json")).Output).RootElement;

        answer.GetProperty("clock").GetProperty("frozen").GetBoolean().ShouldBeTrue();
        var fired = answer.GetProperty("fired").EnumerateArray().Single();
        fired.GetProperty("kind").GetString().ShouldBe("purge");
        fired.GetProperty("subject").GetString().ShouldBe(arn);
    }

    [Test]
    public async Task Resume_runs_on_from_where_the_clock_stands()
    {
        await using var server = await ToolServer.InMemory();
        await server.FreezeClockAt2100();

        var (code, output, error) = await server.Run("clock", "resume");

        (code, error).ShouldBe((0, ""));
        output.ShouldStartWith("2100-01-01T");
        output.ShouldEndWith(" ahead of the wall clock\n");
    }

    [Test]
    public async Task Set_goes_forward_only()
    {
        await using var server = await ToolServer.InMemory();
        await server.FreezeClockAt2100();
        var stands = (await server.Run("clock", "show")).Output[..24];

        var finished = await server.Run("clock", "set", "2099-12-31T00:00:00Z");

        finished.ShouldBe(new Finished(2, "", $"The clock stands at {stands} and only moves forward. To go back, reset the emulator.\n"));
    }

    [Test]
    public async Task A_duration_that_is_none_ends_with_2_and_the_server_s_sentence()
    {
        await using var server = await ToolServer.InMemory();

        var (code, output, error) = await server.Run("clock", "advance", "soon");

        (code, output).ShouldBe((2, ""));
        error.ShouldStartWith("'soon' is not ");
    }

    [Test]
    public async Task The_offset_survives_a_restart_and_is_in_the_banner()
    {
        using var folder = new TemporaryFolder();
        await using (var server = await ToolServer.Start(["--data", folder.Data]))
        {
            await server.FreezeClockAt2100();
            server.Process.Kill();
            await server.Process.End();
        }

        await using var again = ToolProcess.Start(["start", "--port", "0", "--data", folder.Data]);
        await again.ReadTo("Ready.");

        again.Output.Split('\n')[3].ShouldMatch("^Clock: 2100-01-01T.* ahead of the wall clock, frozen$");
    }

    private static DateTimeOffset TimeOf(Finished show) =>
        JsonDocument.Parse(show.Output).RootElement.GetProperty("clock").GetProperty("now").GetDateTimeOffset();

    private static async Task<string> Delete(ToolServer server, string name, int days)
    {
        await server.Create(name, "value");
        var answer = await server.Call("DeleteSecret", $$"""{"SecretId":"{{name}}","RecoveryWindowInDays":{{days}}}""");
        return JsonDocument.Parse(answer).RootElement.GetProperty("ARN").GetString()!;
    }
}
