using System.CommandLine;

namespace SecretsEmu.Tool.Clock;

/// <summary><c>secrets-emu clock</c>: the clock that services see, beside the wall clock.</summary>
internal static class ClockCommand
{
    public static Command Create(TimeProvider time)
    {
        var command = new Verb("clock", "Show, freeze or advance the server's clock")
        {
            Notes = ["", "It only moves forward; secrets-emu reset goes back to wall time, with the state of a start."],
        };
        command.Add(ShowCommand.Create());
        command.Add(FreezeCommand.Create());
        command.Add(AdvanceCommand.Create(time));
        command.Add(SetCommand.Create(time));
        command.Add(ResumeCommand.Create());
        command.SetAction(CommandLine.Incomplete);
        return command;
    }
}
