using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using SecretsEmu.Hosting;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Tool.Agent;
using SecretsEmu.Tool.Consumers;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Shell;

/// <summary><c>secrets-emu exec</c>: a server for one command, gone when that ends. The command's own code is returned.</summary>
internal static class ExecCommand
{
    public static Command Create(TimeProvider time)
    {
        var operands = new Argument<string[]>("COMMAND") { HelpName = "-- COMMAND", Arity = ArgumentArity.ZeroOrMore };
        var command = new Verb("exec", "Run a command with its own fresh server, in memory")
        {
            Notes =
            [
                "",
                "  secrets-emu exec -- dotnet test",
                "  secrets-emu exec --seed dev.jsonc --secret DB_PASSWORD=prod/db:password -- ./app",
                "The command also gets SECRETS_EMU_URL, so that secrets-emu within it finds the server.",
                "More: agent --help (--agent, port 2773), region --help (--replication-lag).",
            ],
        };
        foreach (Setting setting in (Setting[])
        [
            ToolSettings.Seed, ToolSettings.Principals, ToolSettings.Strict, ToolSettings.ClockSkew, ToolSettings.Access, ToolSettings.ReplicationLag,
            ToolSettings.Handlers, ToolSettings.LambdaEndpoint, ToolSettings.Events, ToolSettings.Secret,
            ToolSettings.TaskDefinition, ToolSettings.Container, ToolSettings.Lenient, ToolSettings.Buildspec, ToolSettings.ServiceRole, ToolSettings.PrintEnv, ToolSettings.PrintShell,
            ToolSettings.OtherUrl, ToolSettings.Region, ToolSettings.Account, ToolSettings.LogFile, .. AgentCommand.StartSettings,
        ])
        {
            command.Add(setting);
        }

        command.Add(operands);
        command.SetAction((parse, _) => Run(parse, WordsOf(parse, operands), time));
        return command;
    }

    // Without the two dashes an option of the command would be taken for one of ours without a word.
    private static string[] WordsOf(ParseResult parse, Argument<string[]> operands)
    {
        var words = parse.GetValue(operands)!;
        var behindDashes = parse.Tokens.Reverse().TakeWhile(token => token.Type != TokenType.DoubleDash).Count();
        var stray = words.Length - (parse.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? behindDashes : 0);
        return stray <= 0
            ? words
            : throw CommandLine.Refusal(
                words[0].StartsWith('-') ? CommandLine.Unknown(words[0], parse.CommandResult.Command) : $"Put -- before the command: secrets-emu exec -- {words[0]}.",
                parse.CommandResult.Command);
    }

    private static async Task<int> Run(ParseResult parse, string[] words, TimeProvider time)
    {
        var injection = Injection.Of(parse);
        if (ToolSettings.PrintEnv.Of(parse))
        {
            return await Print(parse, words, injection, time);
        }

        if (ToolSettings.PrintShell.Find(parse).From == Source.Flag)
        {
            throw ToolException.Usage("--shell goes with --print-env.");
        }

        if (words.Length == 0)
        {
            throw CommandLine.Refusal("Something is missing: secrets-emu exec -- COMMAND.", parse.CommandResult.Command);
        }

        // Signals from here on: one that comes while the server starts must reach the command too.
        using var child = new ChildProcess(words);
        return await Within(parse, time, async server =>
        {
            var endpoint = ServerClient.TextOf(server.Url);
            return await child.Run(
            [
                .. ClientVariables.For(endpoint, server.Region, server.Account), new(ToolSettings.Url.Variable, endpoint), .. server.Agent,
                .. await Injected(injection, server, time),
            ]);
        });
    }

    private static async Task<int> Print(ParseResult parse, string[] words, Injection injection, TimeProvider time)
    {
        if (words.Length > 0)
        {
            throw ToolException.Usage("--print-env runs no command: leave one of them away.");
        }

        if (injection.IsEmpty)
        {
            throw ToolException.Usage("--print-env prints what --task-definition, --buildspec or --secret give: name one of them.");
        }

        var shell = ToolSettings.PrintShell.Of(parse) ?? ShellForms.Default;
        return await Within(parse, time, async server =>
        {
            var text = new StringBuilder();
            shell.Append(text, await Injected(injection, server, time));
            Terminal.Text(text.ToString());
            return ExitCodes.Ok;
        });
    }

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> Injected(Injection injection, UsedServer server, TimeProvider time) =>
        injection.IsEmpty ? [] : await injection.Resolve(
            server.Url,
            new FunctionIdentity(ServerClient.TextOf(server.Url), server.Region, ClientVariables.AccessKeyIdOf(server.Account), ClientVariables.SecretAccessKey, ""),
            server.AccountOfRoles, time);

    private static async Task<int> Within(ParseResult parse, TimeProvider time, Func<UsedServer, Task<int>> use)
    {
        if (ToolSettings.OtherUrl.Of(parse) is { } url)
        {
            return await use(await Running(url, parse));
        }

        using var log = LogOf(parse);
        var options = new SecretsEmulatorOptions
        {
            TimeProvider = time, RequestLog = log, SeedFiles = ToolSettings.Seed.Of(parse), PrincipalsFile = ToolSettings.Principals.Of(parse),
            Access = ToolSettings.Access.Of(parse), Strict = ToolSettings.Strict.Of(parse), ClockSkew = ToolSettings.ClockSkew.Of(parse),
            Handlers = ToolSettings.Handlers.Of(parse), LambdaEndpoint = ToolSettings.LambdaEndpoint.Of(parse), EventsFile = ToolSettings.Events.Of(parse), ReplicationLag = ToolSettings.ReplicationLag.Of(parse),
            Agent = AgentCommand.OptionsOf(parse),
        };
        options = options with { Account = ToolSettings.Account.Of(parse) ?? options.Account, Region = ToolSettings.Region.Of(parse) ?? options.Region };
        try
        {
            await using var emulator = await SecretsEmulator.StartAsync(options);
            var agent = emulator.Agent is { } served ? ClientVariables.ForAgent(served.Url, served.Token, served.Mode, emulator.Strict) : [];
            return await use(new(emulator.Url, emulator.Region, null, emulator.Account, agent));
        }
        catch (EmulatorStartException failure)
        {
            throw await StartFailures.Explain(failure, options);
        }
    }

    private static async Task<UsedServer> Running(Uri url, ParseResult parse)
    {
        if (ToolSettings.LogFile.Find(parse) is { From: Source.Flag })
        {
            throw ToolException.Usage("--log-file is for a server of exec's own: the one at --url writes its own log.");
        }

        if (ToolSettings.Principals.Find(parse) is { From: Source.Flag })
        {
            throw ToolException.Usage("--principals is for a server of exec's own: the one at --url takes them at its start, or with PUT /_emulator/principals.");
        }

        if (ToolSettings.Strict.Find(parse) is { From: Source.Flag } || ToolSettings.ClockSkew.Find(parse) is { From: Source.Flag }
            || ToolSettings.Access.Find(parse) is { From: Source.Flag })
        {
            throw ToolException.Usage("--strict, --clock-skew and --access are for a server of exec's own: the one at --url was told at its start.");
        }

        if (ToolSettings.ReplicationLag.Find(parse) is { From: Source.Flag })
        {
            throw ToolException.Usage("--replication-lag is for a server of exec's own: the one at --url was told at its start.");
        }

        if (ToolSettings.Handlers.Find(parse) is { From: Source.Flag } || ToolSettings.LambdaEndpoint.Find(parse) is { From: Source.Flag }
            || ToolSettings.Events.Find(parse) is { From: Source.Flag })
        {
            throw ToolException.Usage("--handlers, --lambda-endpoint and --events are for a server of exec's own: the one at --url was told at its start.");
        }

        if (AgentCommand.StartSettings.FirstOrDefault(setting => setting.IsGiven(parse)) is { } own)
        {
            throw ToolException.Usage($"{own.Option.Name} is for a server of exec's own: the one at --url was told at its start.");
        }

        using var server = new ServerClient(url);
        var info = await server.Identity();
        await Seed(server, ToolSettings.Seed.Of(parse));
        var account = ToolSettings.Account.Of(parse);
        return new(url, ToolSettings.Region.Of(parse) ?? info.Region, account, account ?? info.Account, AgentCommand.VariablesOf(info));
    }

    private static async Task Seed(ServerClient server, IReadOnlyList<string> files)
    {
        if (files.Count == 0)
        {
            return;
        }

        try
        {
            var texts = new List<SeedFile>();
            foreach (var file in files)
            {
                texts.Add(new SeedFile(file, await File.ReadAllTextAsync(file)));
            }

            await server.Post("/_emulator/seed", new SeedRequest(texts), ServerJson.Default.SeedRequest, ServerJson.Default.SeedAnswer);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCodes.SeedFailed, $"The seed file cannot be read: {unreadable.Message}");
        }
        catch (ToolException refused) when (refused.ExitCode == ExitCodes.Usage)
        {
            throw new ToolException(ExitCodes.SeedFailed, refused.Message);
        }
    }

    private static StreamWriter? LogOf(ParseResult parse)
    {
        if (ToolSettings.LogFile.Of(parse) is not { } file)
        {
            return null;
        }

        try
        {
            return new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"The log file cannot be written: {unusable.Message}");
        }
    }

    /// <summary>The server that the command uses.</summary>
    /// <param name="Account">Whom the command calls as; null for the default account.</param>
    /// <param name="AccountOfRoles">The same, in digits.</param>
    /// <param name="Agent">What leads apps to its agent; none without one.</param>
    private sealed record UsedServer(Uri Url, string Region, string? Account, string AccountOfRoles, IReadOnlyList<KeyValuePair<string, string>> Agent);
}
