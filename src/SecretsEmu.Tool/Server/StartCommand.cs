using System.CommandLine;
using SecretsEmu.Hosting;
using SecretsEmu.Tool.Agent;
using SecretsEmu.Tool.Rotation;
using SecretsEmu.Tool.Settings;

namespace SecretsEmu.Tool.Server;

/// <summary><c>secrets-emu start</c>: hosts the emulator until it is told to stop.</summary>
internal static class StartCommand
{
    // More than the log writes at once, so that each flush is whole lines.
    private const int LogBuffer = 40_000;

    public static Command Create(TimeProvider time)
    {
        var command = new Verb("start", "Start a server and keep it running until it is stopped")
        {
            Notes =
            [
                "More: functions --help (--events), agent --help, region --help (--replication-lag).",
                $"{EnvironmentTwins.RootKey} (32 bytes in base64) has no option; it replaces the folder's key file.",
                "  secrets-emu start --in-memory --port 0 --seed dev.jsonc",
            ],
        };
        foreach (Setting setting in (Setting[])
        [
            ToolSettings.Port, ToolSettings.Host, ToolSettings.Data, ToolSettings.InMemory, ToolSettings.Region, ToolSettings.Account,
            ToolSettings.Seed, ToolSettings.Principals, ToolSettings.Strict, ToolSettings.ClockSkew, ToolSettings.Access,
            ToolSettings.ReplicationLag, .. FunctionsCommand.StartSettings, .. AgentCommand.StartSettings, ToolSettings.AllowHost, ToolSettings.Quiet, ToolSettings.Log, ToolSettings.Json,
        ])
        {
            command.Add(setting);
        }

        command.SetAction((parse, _) => Run(parse, time));
        return command;
    }

    private static async Task<int> Run(ParseResult parse, TimeProvider time)
    {
        using var signals = new StopSignals();
        using var output = Terminal.BufferedOutput(LogBuffer);
        using var log = new HeldBackWriter(output);
        var options = OptionsOf(parse) with { TimeProvider = time, RequestLog = log, LogRequests = !ToolSettings.Quiet.Of(parse) };
        try
        {
            await using var emulator = await SecretsEmulator.StartAsync(options, signals.Token);
            log.Release(ToolSettings.Json.Of(parse) ? Banner.Json(emulator) : Banner.Text(emulator));
            await Task.WhenAny(signals.Asked, emulator.ShutdownRequested);
            return ExitCodes.Ok;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return ExitCodes.Ok;
        }
        catch (EmulatorStartException failure)
        {
            throw await StartFailures.Explain(failure, options);
        }
    }

    private static SecretsEmulatorOptions OptionsOf(ParseResult parse)
    {
        var options = new SecretsEmulatorOptions
        {
            Port = ToolSettings.Port.Of(parse),
            Host = ToolSettings.Host.Of(parse),
            DataFolder = DataFolderOf(parse),
            RootKey = RootKey(),
            SeedFiles = ToolSettings.Seed.Of(parse),
            PrincipalsFile = ToolSettings.Principals.Of(parse),
            Strict = ToolSettings.Strict.Of(parse),
            ClockSkew = ToolSettings.ClockSkew.Of(parse),
            Access = ToolSettings.Access.Of(parse),
            AllowedHosts = ToolSettings.AllowHost.Of(parse),
            Handlers = ToolSettings.Handlers.Of(parse),
            RequireHandlers = ToolSettings.RequireHandlers.Of(parse),
            IsolateHandlers = ToolSettings.IsolateHandlers.Of(parse),
            LambdaEndpoint = ToolSettings.LambdaEndpoint.Of(parse),
            RotationRetries = ToolSettings.RotationRetries.Of(parse),
            ReplicationLag = ToolSettings.ReplicationLag.Of(parse),
            EventsFile = ToolSettings.Events.Of(parse),
            RequestLogFormat = ToolSettings.Log.Of(parse),
            Agent = AgentCommand.OptionsOf(parse),
        };
        return options with { Account = ToolSettings.Account.Of(parse) ?? options.Account, Region = ToolSettings.Region.Of(parse) ?? options.Region };
    }

    // Two that exclude each other: an option given now wins over what the environment says; said in the same place, neither can be meant.
    private static string? DataFolderOf(ParseResult parse)
    {
        var (folder, folderFrom) = ToolSettings.Data.Find(parse);
        var (inMemory, memoryFrom) = ToolSettings.InMemory.Find(parse);
        if (inMemory && folder is not null && folderFrom == memoryFrom)
        {
            var (one, other) = folderFrom == Source.Flag
                ? (ToolSettings.Data.Option.Name, ToolSettings.InMemory.Option.Name)
                : (ToolSettings.Data.Variable, ToolSettings.InMemory.Variable);
            throw ToolException.Usage($"{one} and {other} exclude each other: choose one.");
        }

        return inMemory && memoryFrom >= folderFrom ? null : Path.GetFullPath(folder ?? DefaultDataFolder.Find());
    }

    private static string? RootKey()
    {
        if (Environment.GetEnvironmentVariable(EnvironmentTwins.RootKey) is not { Length: > 0 } text)
        {
            return null;
        }

        Span<byte> key = stackalloc byte[32];
        var valid = Convert.TryFromBase64String(text, key, out var length) && length == key.Length;
        key.Clear();
        return valid
            ? text
            : throw new ToolException(ExitCodes.DataFolderDamaged, $"{EnvironmentTwins.RootKey} does not hold 32 bytes in base64 (44 characters).");
    }
}
