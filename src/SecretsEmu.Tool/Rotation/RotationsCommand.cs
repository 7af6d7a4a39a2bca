using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Rotation;

/// <summary><c>secrets-emu rotations SECRET</c>: what became of its rotations, newest first.</summary>
internal static class RotationsCommand
{
    public static Command Create()
    {
        var secret = new Argument<string>("SECRET") { HelpName = "SECRET" };
        var command = new Verb("rotations", "Show a secret's rotations, newest first")
        {
            Notes = ["", "  secrets-emu rotations db --report   with steps, calls, labels and the function's log", "", "The last 20 are kept."],
        };
        command.Add(secret);
        command.Add(ToolSettings.Report);
        command.Add(ToolSettings.RequestRegion);
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => Run(parse, parse.GetValue(secret)!));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, string secret)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var answer = await server.Get(RotationReport.PathOf(secret, ToolSettings.RequestRegion.Of(parse)), ServerJson.Default.RotationsAnswer);
        if (ToolSettings.Json.Of(parse))
        {
            Terminal.Line(JsonSerializer.Serialize(answer, ServerJson.Default.RotationsAnswer));
            return ExitCodes.Ok;
        }

        var text = new StringBuilder();
        foreach (var rotation in answer.Rotations)
        {
            text.Append(ToolSettings.Report.Of(parse)
                ? RotationReport.Full(rotation) + "\n"
                : string.Create(CultureInfo.InvariantCulture, $"{rotation.Number}  {rotation.StartedAt}  {rotation.Cause,-8}  {RotationReport.Line(rotation)}"));
        }

        Terminal.Text(text.Length == 0 ? $"{answer.Secret} was never rotated.\n" : text.ToString());
        return ExitCodes.Ok;
    }
}
