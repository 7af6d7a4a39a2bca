using System.CommandLine;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Clock;

/// <summary><c>secrets-emu clock resume</c>.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var command = new Verb("resume", "Let the clock run on from where it stands") { ToolSettings.Url, ToolSettings.Json };
        command.SetAction((parse, _) => ClockReport.Change(parse, new ClockRequest("resume")));
        return command;
    }
}
