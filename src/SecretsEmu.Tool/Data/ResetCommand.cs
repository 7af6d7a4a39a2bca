using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Data;

/// <summary><c>secrets-emu reset</c>: everything back to what the same start would give.</summary>
internal static class ResetCommand
{
    public static Command Create()
    {
        var command = new Verb("reset", "Back to what the same start gives: empty, then its seeds") { ToolSettings.Url, ToolSettings.Json };
        command.SetAction((parse, _) => Run(parse));
        return command;
    }

    private static async Task<int> Run(ParseResult parse)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var answer = await server.Post("/_emulator/reset", ServerJson.Default.ResetAnswer);
        var seeded = answer.Seeded?.Created.Count ?? 0;
        Terminal.Line(
            ToolSettings.Json.Of(parse) ? JsonSerializer.Serialize(answer, ServerJson.Default.ResetAnswer)
            : seeded == 0 ? "Empty again."
            : string.Create(CultureInfo.InvariantCulture, $"Empty again, then {seeded} seeded."));
        return ExitCodes.Ok;
    }
}
