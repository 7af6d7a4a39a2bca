using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;

namespace SecretsEmu.Tool;

/// <summary>The help of a command, short enough for one screen of 24 lines and 100 columns.</summary>
internal sealed class Help : SynchronousCommandLineAction
{
    private const int DescriptionColumn = 29;

    public override int Invoke(ParseResult parseResult)
    {
        Terminal.Text(Of(parseResult.CommandResult.Command));
        return ExitCodes.Ok;
    }

    public static string Of(Command command)
    {
        var text = new StringBuilder(Usage(command)).Append('\n').Append(command.Description).Append("\n\n");
        foreach (var sub in command.Subcommands)
        {
            Row(text, sub.Name + Operands(sub), sub.Description);
        }

        foreach (var option in command.Options.Where(option => !option.Hidden))
        {
            Row(text, Names(option), option.Description);
        }

        if (command.Options.Any(option => Settings.ToolSettings.Of(option) is not null))
        {
            text.Append("\nEach option has a twin in the environment, --in-memory has SECRETS_EMU_IN_MEMORY; the option wins.\n");
        }

        foreach (var note in (command as Verb)?.Notes ?? [])
        {
            text.Append(note).Append('\n');
        }

        if (command is RootCommand)
        {
            text.Append("\nsecrets-emu COMMAND --help says more. Exit codes:\n");
            foreach (var line in ExitCodes.Table)
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The command as it is typed, such as <c>secrets-emu clock show</c>.</summary>
    public static string PathOf(Command command) =>
        command is RootCommand ? "secrets-emu"
        : command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}"
        : command.Name;

    private static string Usage(Command command) =>
        command.Subcommands.Count > 0 ? $"Usage: {PathOf(command)} COMMAND [options]" : $"Usage: {PathOf(command)} [options]{Operands(command)}";

    private static string Operands(Command command) => string.Concat(command.Arguments.Select(argument => " " + argument.HelpName));

    private static string Names(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).Distinct());
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    private static void Row(StringBuilder text, string name, string? description) =>
        text.Append("  ").Append(name.PadRight(DescriptionColumn - 3)).Append(' ').Append(description).Append('\n');
}
