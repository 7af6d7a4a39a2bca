using System.CommandLine;
using System.CommandLine.Help;
using SecretsEmu.Rotation.Handlers.Processes;
using SecretsEmu.Tool.Access;
using SecretsEmu.Tool.Agent;
using SecretsEmu.Tool.Clock;
using SecretsEmu.Tool.Consumers;
using SecretsEmu.Tool.Data;
using SecretsEmu.Tool.Faults;
using SecretsEmu.Tool.Rotation;
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
            var parse = Root(time, words).Parse(words, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
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
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // Whoever reports it needs the trace; a crash would add a core dump and the code of an abort.
            Terminal.ErrorLine($"This is a bug in secrets-emu: {bug}");
            return ExitCodes.NoServer;
        }
    }

    private static RootCommand Root(TimeProvider time, string[] words)
    {
        (string Name, Func<Command> Create)[] verbs =
        [
            ("start", () => StartCommand.Create(time)),
            ("env", EnvCommand.Create),
            ("exec", () => ExecCommand.Create(time)),
            ("mount", () => MountCommand.Create(time)),
            ("status", StatusCommand.Create),
            ("wait", () => WaitCommand.Create(time)),
            ("stop", () => StopCommand.Create(time)),
            ("reset", ResetCommand.Create),
            ("export", ExportCommand.Create),
            ("clock", () => ClockCommand.Create(time)),
            ("explain", ExplainCommand.Create),
            ("can", CanCommand.Create),
            ("functions", FunctionsCommand.Create),
            ("rotate", () => RotateCommand.Create(time)),
            ("rotations", RotationsCommand.Create),
            ("wait-for", () => WaitForCommand.Create(time)),
            ("readers", ReadersCommand.Create),
            ("region", RegionCommand.Create),
            ("break", BreakCommand.Create),
            ("mend", MendCommand.Create),
            ("agent", AgentCommand.Create),
            ("version", VersionCommand.Create),
            (IsolatedFunction.Command, () => HostHandlerCommand.Create(time)),
        ];
        var root = new RootCommand("AWS Secrets Manager on your own machine: offline, in a second, without an account.");
        // A start does not wait for the making of the other verbs that were not typed.
        var typed = Array.FindAll(verbs, verb => words.Length > 0 && verb.Name == words[0]);
        foreach (var verb in typed.Length > 0 ? typed : verbs.Where(verb => verb.Name != IsolatedFunction.Command))
        {
            root.Add(verb.Create());
        }

        root.Options.Clear();
        root.Options.Add(new HelpOption("--help", "-h") { Description = "Say what a command does and takes", Action = new Help() });
        root.Options.Add(new VersionOption { Description = "The same as secrets-emu version", Action = new VersionAction() });
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
        throw Refusal(parse.UnmatchedTokens is [var word, ..] ? Unknown(word, command) : SentenceOf(parse), command);
    }

    /// <summary>Bad usage of a command, with the way to its help.</summary>
    public static ToolException Refusal(string sentence, Command command) =>
        ToolException.Usage($"{sentence} See {Help.PathOf(command)} --help.");

    /// <summary>Says that a word means nothing here, and which one was probably meant.</summary>
    public static string Unknown(string word, Command command)
    {
        var path = Help.PathOf(command);
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

    private static string SentenceOf(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        foreach (var option in command.Options)
        {
            if (parse.GetResult(option) is { Implicit: false } given)
            {
                if (given.Tokens.Count < option.Arity.MinimumNumberOfValues)
                {
                    return $"{option.Name} needs a value: {option.Name} {option.HelpName}.";
                }

                if (given.Tokens.Count > option.Arity.MaximumNumberOfValues)
                {
                    return $"{option.Name} is given more than once.";
                }
            }
        }

        foreach (var argument in command.Arguments)
        {
            if (parse.GetResult(argument) is not { Tokens.Count: > 0 })
            {
                return $"Something is missing: {Help.PathOf(command)} {argument.HelpName}.";
            }
        }

        return parse.Errors[0].Message;
    }
}
