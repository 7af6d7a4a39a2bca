using System.CommandLine;
using System.CommandLine.Help;
using SecretsEmu.Tool.Clock;
using SecretsEmu.Tool.Data;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;
using SecretsEmu.Tool.Shell;

namespace SecretsEmu.Tool;

/// <summary>From the words that were typed to the command that runs, and from what goes wrong to one sentence and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args, TimeProvider time)
    {
        try
        {
            // "help start" is what some type first.
            string[] words = args is ["help", .. var rest] ? [.. rest, "--help"] : args;
            // Neither @file nor -abc mean anything here, and both would change what exec is to run.
            var parse = Root(time).Parse(words, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (parse.Action is Help help)
            {
                return help.Invoke(parse);
            }

            RefuseErrors(parse);
            EnvironmentTwins.RefuseUnknown();
            // Signals are each command's own matter: exec passes them on, start counts them.
            return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (ToolException failure)
        {
            Terminal.ErrorLine(failure.Message);
            return failure.ExitCode;
        }
    }

    private static RootCommand Root(TimeProvider time)
    {
        var root = new RootCommand("AWS Secrets Manager on your own machine: offline, in a second, without an account.")
        {
            StartCommand.Create(time),
            EnvCommand.Create(),
            ExecCommand.Create(time),
            StatusCommand.Create(),
            WaitCommand.Create(time),
            StopCommand.Create(time),
            ResetCommand.Create(),
            ExportCommand.Create(),
            ClockCommand.Create(),
            VersionCommand.Create(),
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new Help();
                help.Description = "This help";
            }
            else
            {
                option.Description = "The version alone";
            }
        }

        root.SetAction(Incomplete);
        return root;
    }

    /// <summary>A command of commands was given none: what there is to choose from, as an error.</summary>
    public static int Incomplete(ParseResult parse)
    {
        Terminal.ErrorLine(Help.Of(parse.CommandResult.Command).TrimEnd());
        return ExitCodes.Usage;
    }

    private static void RefuseErrors(ParseResult parse)
    {
        if (parse.Errors.Count == 0)
        {
            return;
        }

        var command = parse.CommandResult.Command;
        var path = Help.PathOf(command);
        var sentence = parse.UnmatchedTokens is [var word, ..] ? Unknown(word, command, path) : parse.Errors[0].Message;
        throw ToolException.Usage($"{sentence} See {path} --help.");
    }

    private static string Unknown(string word, Command command, string path)
    {
        var isOption = word.StartsWith('-');
        if (!isOption && command.Subcommands.Count == 0)
        {
            return $"{path} does not take '{word}'.";
        }

        var name = word.Split('=')[0];
        var near = isOption
            ? NearWord.Of(name, command.Options.Select(option => option.Name).Append("--help"))
            : NearWord.Of(name, command.Subcommands.Select(sub => sub.Name));
        return $"{path} has no {(isOption ? "option" : "command")} '{name}'.{(near is null ? "" : $" Did you mean {near}?")}";
    }
}
