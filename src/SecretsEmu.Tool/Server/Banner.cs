using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretsEmu.Hosting;
using SecretsEmu.Seeding;
using SecretsEmu.Tool.Access;
using SecretsEmu.Tool.Agent;
using SecretsEmu.Tool.Clock;
using SecretsEmu.Tool.Shell;

namespace SecretsEmu.Tool.Server;

/// <summary>What a start says about the emulator that it started: for a person, or on one line for a script.</summary>
internal static class Banner
{
    public static string Json(SecretsEmulator emulator)
    {
        var info = new StartedServer
        {
            Version = SecretsEmulator.Version,
            Url = ServerClient.TextOf(emulator.Url),
            Pid = Environment.ProcessId,
            Account = emulator.Account,
            Region = emulator.Region,
            Data = emulator.DataFolder,
            Clock = ClockOf(emulator.Clock),
            Strict = emulator.Strict,
            Access = emulator.Access == AccessMode.Log ? "log" : "enforce",
            Principals = emulator.DescribedPrincipals,
            RegionsDown = emulator.RegionsDown is { Count: > 0 } down ? down : null,
            Agent = emulator.Agent is { } agent ? StateOf(agent) : null,
            Functions = emulator.RotationFunctions is { Count: > 0 } functions ? functions : null,
            Seeded = emulator.Seeded is { Created: [], LeftAlone: [] } ? null : new SeedAnswer(emulator.Seeded.Created, emulator.Seeded.LeftAlone),
        };
        return JsonSerializer.Serialize(info, ServerJson.Default.StartedServer) + "\n";
    }

    public static string Text(SecretsEmulator emulator)
    {
        var clock = ClockOf(emulator.Clock);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"secrets-emu {SecretsEmulator.Version} at {ServerClient.TextOf(emulator.Url)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Data: {emulator.DataFolder ?? "in memory, gone when it stops"}\n");
        text.Append(CultureInfo.InvariantCulture, $"Default account {emulator.Account}, default region {emulator.Region}\n");
        if (clock.Frozen || clock.OffsetSeconds >= 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"Clock: {ClockReport.Sentence(clock)}\n");
        }

        if (emulator.RegionsDown is { Count: > 0 } down)
        {
            text.Append(CultureInfo.InvariantCulture, $"Regions down: {string.Join(", ", down)} (secrets-emu region up REGION ends it)\n");
        }

        AppendSeeds(text, emulator.Seeded);
        if (emulator.RotationFunctions.Count > 0)
        {
            text.Append("Rotation functions:\n");
            foreach (var arn in emulator.RotationFunctions)
            {
                text.Append("  ").Append(arn).Append('\n');
            }
        }

        if (emulator.Agent is { } agent)
        {
            text.Append("Agent: ").Append(AgentCommand.Sentence(StateOf(agent))).Append('\n');
        }

        text.Append("Access: ").Append(AccessReport.Mode(emulator.Strict, emulator.Access == AccessMode.Log, emulator.DescribedPrincipals)).Append("\n\n");
        ShellForms.Default.Append(text, ClientVariables.For(ServerClient.TextOf(emulator.Url), emulator.Region, null));
        return text.Append("\nReady.\n").ToString();
    }

    private static void AppendSeeds(StringBuilder text, SeedReport seeded)
    {
        if (seeded is { Created: [], LeftAlone: [] })
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"Seeds: {seeded.Created.Count} created, {seeded.LeftAlone.Count} there already and left alone\n");
        foreach (var arn in seeded.LeftAlone)
        {
            text.Append("  left alone: ").Append(arn).Append('\n');
        }
    }

    private static AgentState StateOf(AgentHost agent)
    {
        var info = agent.Info();
        return new(info.Url, info.Mode, info.TtlSeconds, info.ParameterTtlSeconds, info.Region, info.Role, info.TokenVariable);
    }

    private static ClockState ClockOf(EmulatorClock clock) => new(
        clock.Now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), Math.Round(clock.Offset.TotalSeconds, 3), clock.IsFrozen);
}
