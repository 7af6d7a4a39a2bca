using System.CommandLine;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Clock;

/// <summary><c>secrets-emu clock set TIME</c>: forward to a moment, stepping to all that becomes due.</summary>
internal static class SetCommand
{
    public static Command Create(TimeProvider time)
    {
        var moment = new Argument<string>("TIME") { HelpName = "TIME" };
        var command = new Verb("set", "Move the clock forward to a moment and run what becomes due")
        {
            Notes = ["", "  secrets-emu clock set 2026-02-01T00:00:00Z"],
        };
        command.Add(moment);
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => ClockReport.Move(parse, new ClockRequest("set", To: parse.GetValue(moment)), time));
        return command;
    }
}
