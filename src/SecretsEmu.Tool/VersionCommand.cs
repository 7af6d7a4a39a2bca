using System.CommandLine;
using System.CommandLine.Invocation;
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
            Terminal.Line(ToolSettings.Json.Of(parse) ? $"{{\"version\":\"{SecretsEmulator.Version}\"}}" : Text);
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>Such as <c>secrets-emu 0.1.0</c>.</summary>
    public static string Text => $"secrets-emu {SecretsEmulator.Version}";
}

/// <summary><c>secrets-emu --version</c>, which some type first.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        Terminal.Line(VersionCommand.Text);
        return ExitCodes.Ok;
    }
}
