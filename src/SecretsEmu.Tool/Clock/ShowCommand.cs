using System.CommandLine;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Clock;

/// <summary><c>secrets-emu clock show</c>.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var command = new Verb("show", "Print where the clock stands") { ToolSettings.Url, ToolSettings.Json };
        command.SetAction((parse, _) => ClockReport.Show(parse));
        return command;
    }
}
