using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Clock;

/// <summary>What the clock commands print: how the clock stands, and what became due on the way, in order.</summary>
internal static class ClockReport
{
    private const string Path = "/_emulator/clock";
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(2);

    /// <summary>Asks the server to change its clock and prints what came of it.</summary>
    public static async Task<int> Change(ParseResult parse, ClockRequest request)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        return Print(parse, await server.Post(Path, request, ServerJson.Default.ClockRequest, ServerJson.Default.ClockAnswer));
    }

    /// <summary>The same for a change that may step through rotations, which takes as long as their functions do: where the clock stands meanwhile.</summary>
    public static async Task<int> Move(ParseResult parse, ClockRequest request, TimeProvider time)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse), Timeout.InfiniteTimeSpan);
        var change = server.Post(Path, request, ServerJson.Default.ClockRequest, ServerJson.Default.ClockAnswer);
        while (await Task.WhenAny(change, Task.Delay(BetweenWords, time, CancellationToken.None)) != change)
        {
            Terminal.ErrorLine($"The clock stands at {(await server.Get(Path, ServerJson.Default.ClockAnswer)).Clock.Now}.");
        }

        return Print(parse, await change);
    }

    public static async Task<int> Show(ParseResult parse)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        return Print(parse, await server.Get(Path, ServerJson.Default.ClockAnswer));
    }

    /// <summary>Such as <c>2026-02-08T00:00:00.000Z, 8 d 0 h 0 min 0 s ahead of the wall clock, frozen</c>.</summary>
    public static string Sentence(ClockState clock)
    {
        var ahead = TimeSpan.FromSeconds(Math.Round(clock.OffsetSeconds));
        var text = new StringBuilder(clock.Now);
        if (ahead != TimeSpan.Zero)
        {
            text.Append(CultureInfo.InvariantCulture, $", {Length(ahead.Duration())} {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} the wall clock");
        }

        return text.Append(clock.Frozen ? ", frozen" : "").ToString();
    }

    private static int Print(ParseResult parse, ClockAnswer answer)
    {
        if (ToolSettings.Json.Of(parse))
        {
            Terminal.Line(JsonSerializer.Serialize(answer, ServerJson.Default.ClockAnswer));
            return ExitCodes.Ok;
        }

        var text = new StringBuilder(Sentence(answer.Clock)).Append('\n');
        Append(text, answer.Fired);
        Terminal.Text(text.ToString());
        return ExitCodes.Ok;
    }

    /// <summary>A line for each item that ran.</summary>
    public static void Append(StringBuilder text, IReadOnlyList<FiredItem>? fired)
    {
        foreach (var item in fired ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{item.At} {item.Kind} {item.Subject}: {item.Outcome}\n");
        }
    }

    private static string Length(TimeSpan time)
    {
        var text = new StringBuilder();
        Append(text, time.Days, "d");
        Append(text, time.Hours, "h");
        Append(text, time.Minutes, "min");
        Append(text, time.Seconds, "s");
        return text.ToString();
    }

    private static void Append(StringBuilder text, int number, string unit)
    {
        if (number != 0)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(CultureInfo.InvariantCulture, $"{number} {unit}");
        }
    }
}
