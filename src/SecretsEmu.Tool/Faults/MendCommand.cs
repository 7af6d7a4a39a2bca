using System.CommandLine;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Faults;

/// <summary><c>secrets-emu mend</c>: ends what <c>break</c> began.</summary>
internal static class MendCommand
{
    public static Command Create()
    {
        var which = new Argument<string>("WHICH") { HelpName = "[all|KIND|NUMBER]", Arity = ArgumentArity.ZeroOrOne };
        var command = new Verb("mend", "End what break began: all of it, a kind, or one by its number")
        {
            Notes = ["", "  secrets-emu mend                    all", "  secrets-emu mend throttle", "  secrets-emu mend 3"],
        };
        command.Add(which);
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => Run(parse, parse.GetValue(which)));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, string? which)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var answer = await server.Delete($"{FaultReport.Path}?which={Uri.EscapeDataString(which ?? "all")}", ServerJson.Default.FaultsAnswer);
        return FaultReport.Print(
            parse, answer, answer.Mended is { Count: > 0 } mended ? string.Concat(mended.Select(fault => $"Mended: {FaultReport.Line(fault)}\n")) : "Nothing of that was broken.\n");
    }
}
