using System.CommandLine;
using SecretsEmu.Hosting;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool;

/// <summary><c>secrets-emu version</c>: of the tool, whether or not a server runs.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Verb("version", "Print the version of the tool") { ToolSettings.Json };
        command.SetAction(parse =>
        {
            Terminal.Line(ToolSettings.Json.Of(parse) ? $"{{\"version\":\"{SecretsEmulator.Version}\"}}" : $"secrets-emu {SecretsEmulator.Version}");
            return ExitCodes.Ok;
        });
        return command;
    }
}
