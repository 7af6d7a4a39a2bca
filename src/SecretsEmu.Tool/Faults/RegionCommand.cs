using System.CommandLine;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Faults;

/// <summary><c>secrets-emu region</c>: the loss of a region, for drills.</summary>
internal static class RegionCommand
{
    public static Command Create()
    {
        var command = new Verb("region", "Take a region down and up again, or list those that are down")
        {
            Notes =
            [
                "",
                "All services of a region that is down are; it stays so after a restart, and a reset ends it.",
                "",
                "start and exec take, for what is replicated:",
                ToolSettings.ReplicationLag.HelpLine(),
            ],
        };
        command.Add(RegionDownCommand.Create());
        command.Add(RegionUpCommand.Create());
        command.Add(RegionListCommand.Create());
        command.SetAction(CommandLine.Incomplete);
        return command;
    }
}
