using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Server;

/// <summary><c>secrets-emu wait</c>: until requests work.</summary>
internal static class WaitCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(3);

    public static Command Create(TimeProvider time)
    {
        var command = new Verb("wait", "Wait until a server answers requests") { ToolSettings.Timeout, ToolSettings.Url, ToolSettings.Json };
        command.SetAction((parse, _) => Run(parse, time));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, TimeProvider time)
    {
        var timeout = ToolSettings.Timeout.Of(parse);
        using var server = new ServerClient(ToolSettings.Url.Of(parse), TimeSpan.FromSeconds(5));
        var began = time.GetTimestamp();
        var spoken = TimeSpan.Zero;
        while (true)
        {
            var ready = await server.IsReady();
            var waited = time.GetElapsedTime(began);
            if (ready == true)
            {
                Terminal.Line(ToolSettings.Json.Of(parse)
                    ? JsonSerializer.Serialize(new Ready(server.Url, true, Math.Round(waited.TotalSeconds, 3)), ServerJson.Default.Ready)
                    : $"Ready: {server.Url}");
                return ExitCodes.Ok;
            }

            var state = ready is null ? "nothing answers there" : "it is starting";
            if (waited >= timeout)
            {
                throw new ToolException(ExitCodes.NoServer, string.Create(
                    CultureInfo.InvariantCulture, $"No secrets-emu was ready at {server.Url} within {timeout.TotalSeconds:0.###} s: {state}."));
            }

            if (waited - spoken >= BetweenWords)
            {
                spoken = waited;
                Terminal.ErrorLine(string.Create(CultureInfo.InvariantCulture, $"Waiting for {server.Url} since {waited.TotalSeconds:0} s: {state}."));
            }

            await Task.Delay(timeout - waited < BetweenLooks ? timeout - waited : BetweenLooks, time, CancellationToken.None);
        }
    }
}
