using System.CommandLine;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Clock;

/// <summary><c>secrets-emu clock freeze</c>.</summary>
internal static class FreezeCommand
{
    public static Command Create()
    {
        var command = new Verb("freeze", "Stop the clock where it stands") { ToolSettings.Url, ToolSettings.Json };
        command.SetAction((parse, _) => ClockReport.Change(parse, new ClockRequest("freeze")));
        return command;
    }
}
