using System.CommandLine;
using System.Text;
using SecretsEmu.Tool.Agent;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Shell;

/// <summary><c>secrets-emu env</c>: the variables that point AWS clients at a running server.</summary>
internal static class EnvCommand
{
    public static Command Create()
    {
        var command = new Verb("env", "Print the variables that point AWS clients at a server")
        {
            Notes =
            [
                "",
                "  eval \"$(secrets-emu env)\"                                 bash, zsh",
                "  secrets-emu env --shell pwsh | Out-String | iex           PowerShell",
                "  secrets-emu env --shell dotenv > .env",
            ],
        };
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Shell);
        command.SetAction((parse, _) => Run(parse));
        return command;
    }

    private static async Task<int> Run(ParseResult parse)
    {
        var shell = ToolSettings.Shell.Of(parse) ?? ShellForms.Default;
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var info = await server.Identity();
        var text = new StringBuilder();
        // The address that reached it, rather than the one it knows itself by: a container's port may be another outside.
        shell.Append(text, [.. ClientVariables.For(server.Url, info.Region, null), .. AgentCommand.VariablesOf(info)]);
        Terminal.Text(text.ToString());
        return ExitCodes.Ok;
    }
}
