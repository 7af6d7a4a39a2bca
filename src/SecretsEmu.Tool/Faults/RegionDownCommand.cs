using System.CommandLine;
using System.Text;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Faults;

/// <summary><c>secrets-emu region down eu-west-1</c>: its clients get no answer, and nothing happens there.</summary>
internal static class RegionDownCommand
{
    public static Command Create()
    {
        var region = new Argument<string>("REGION") { HelpName = "REGION" };
        var command = new Verb("down", "Take a region down: its clients get no answer, or 503")
        {
            Notes =
            [
                "",
                "  secrets-emu region down eu-west-1              the connection is closed",
                "  secrets-emu region down eu-west-1 --as 503",
                "",
                "Rotations and other work that falls due there waits until the region is up.",
            ],
        };
        command.Add(region);
        command.Add(ToolSettings.OutageAs);
        command.Add(ToolSettings.Url);
        command.SetAction((parse, _) => Run(parse, parse.GetValue(region)!));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, string region)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var mode = ToolSettings.OutageAs.Of(parse);
        var answer = await server.Post(RegionReport.Path, new RegionRequest("down", region, mode), ServerJson.Default.RegionRequest, ServerJson.Default.RegionsAnswer);
        var seen = RegionReport.SeenAs(mode);
        var text = new StringBuilder(answer.Changed is true ? $"{region} is down: {seen}.\n" : $"{region} was down already: {seen}.\n");
        if ((await server.Identity()).Region == region)
        {
            text.Append("It is the default region: clients that name no other get that too.\n");
        }

        Terminal.Text(text.ToString());
        return ExitCodes.Ok;
    }
}
