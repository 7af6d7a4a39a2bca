using System.CommandLine;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Clock;

/// <summary><c>secrets-emu clock advance 8d</c>: forward by a length of time, stepping to all that becomes due.</summary>
internal static class AdvanceCommand
{
    public static Command Create(TimeProvider time)
    {
        var duration = new Argument<string>("DURATION") { HelpName = "DURATION" };
        var command = new Verb("advance", "Move the clock forward and run what becomes due on the way")
        {
            Notes = ["", "  secrets-emu clock advance 8d        also 36h, 1h30m, 45s"],
        };
        command.Add(duration);
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => ClockReport.Move(parse, new ClockRequest("advance", By: parse.GetValue(duration)), time));
        return command;
    }
}
