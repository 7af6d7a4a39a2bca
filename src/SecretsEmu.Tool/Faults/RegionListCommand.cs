using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Faults;

/// <summary><c>secrets-emu region list</c>: the regions that are down.</summary>
internal static class RegionListCommand
{
    public static Command Create()
    {
        var command = new Verb("list", "Show the regions that are down, since when, and what waits for them") { ToolSettings.Url, ToolSettings.Json };
        command.SetAction((parse, _) => Run(parse));
        return command;
    }

    private static async Task<int> Run(ParseResult parse)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var answer = await server.Get(RegionReport.Path, ServerJson.Default.RegionsAnswer);
        if (ToolSettings.Json.Of(parse))
        {
            Terminal.Line(JsonSerializer.Serialize(answer, ServerJson.Default.RegionsAnswer));
            return ExitCodes.Ok;
        }

        var text = new StringBuilder();
        foreach (var region in answer.Regions)
        {
            text.Append(CultureInfo.InvariantCulture, $"{region.Region} is down since {region.Since}: {RegionReport.SeenAs(region.As)}");
            text.Append(region.Waiting == 0 ? ".\n" : string.Create(CultureInfo.InvariantCulture, $"; {region.Waiting} due {(region.Waiting == 1 ? "item waits" : "items wait")}.\n"));
        }

        Terminal.Text(text.Length == 0 ? "No region is down.\n" : text.ToString());
        return ExitCodes.Ok;
    }
}
