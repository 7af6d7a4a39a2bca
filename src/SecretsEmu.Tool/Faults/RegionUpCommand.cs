using System.CommandLine;
using System.Text;
using SecretsEmu.Tool.Clock;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Faults;

/// <summary><c>secrets-emu region up eu-west-1</c>: it answers again, and what had waited for it begins.</summary>
internal static class RegionUpCommand
{
    public static Command Create()
    {
        var region = new Argument<string>("REGION") { HelpName = "REGION" };
        var command = new Verb("up", "Let a region answer again; what fell due there meanwhile begins now") { region, ToolSettings.Url };
        command.SetAction((parse, _) => Run(parse, parse.GetValue(region)!));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, string region)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var answer = await server.Post(RegionReport.Path, new RegionRequest("up", region), ServerJson.Default.RegionRequest, ServerJson.Default.RegionsAnswer);
        var text = new StringBuilder(answer.Changed is true ? $"{region} is up.\n" : $"{region} was not down.\n");
        ClockReport.Append(text, answer.Fired);
        Terminal.Text(text.ToString());
        return ExitCodes.Ok;
    }
}
