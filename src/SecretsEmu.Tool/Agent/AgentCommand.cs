using System.CommandLine;
using System.Globalization;
using System.Text;
using SecretsEmu.Agent;
using SecretsEmu.Hosting;
using SecretsEmu.Tool.Server;
using SecretsEmu.Tool.Settings;
using SecretsEmu.Tool.Shell;

namespace SecretsEmu.Tool.Agent;

/// <summary><c>secrets-emu agent</c>: what the local agent of a server holds, and which of it the services have left behind.</summary>
internal static class AgentCommand
{
    private const string Extension = "extension";
    private const string Secret = "secret";

    public static Command Create()
    {
        var command = new Verb("agent", "Show what a server's local agent caches, and what of it is stale")
        {
            Notes =
            [
                "",
                "start and exec take an agent, and how it behaves:",
                .. StartSettings.Select(setting => setting.HelpLine(30)),
                $"Apps send {AgentSettings.TokenHeader}: {AgentOptions.DefaultToken}, or what AWS_TOKEN,",
                "AWS_SESSION_TOKEN or AWS_CONTAINER_AUTHORIZATION_TOKEN held when the server started.",
            ],
        };
        command.Add(ToolSettings.Url);
        command.Add(ToolSettings.Json);
        command.SetAction((parse, _) => Run(parse));
        return command;
    }

    /// <summary>The options of a start that are about the agent.</summary>
    public static IReadOnlyList<Setting> StartSettings { get; } =
        [ToolSettings.Agent, ToolSettings.AgentMode, ToolSettings.AgentPort, ToolSettings.AgentRole, ToolSettings.AgentConfig];

    /// <summary>The agent that a start asks for; null for none.</summary>
    /// <exception cref="ToolException">It says how an agent is to behave, and asks for none.</exception>
    public static AgentOptions? OptionsOf(ParseResult parse)
    {
        if (!ToolSettings.Agent.Of(parse))
        {
            return StartSettings.FirstOrDefault(setting => setting != ToolSettings.Agent && setting.IsGiven(parse)) is { } idle
                ? throw ToolException.Usage($"{idle.Option.Name} is about the agent, which --agent starts.")
                : null;
        }

        return new()
        {
            Mode = ToolSettings.AgentMode.Of(parse), Port = ToolSettings.AgentPort.Of(parse),
            Role = ToolSettings.AgentRole.Of(parse), ConfigFile = ToolSettings.AgentConfig.Of(parse),
        };
    }

    /// <summary>What apps of a server's agent read; nothing without one. A token that the server found in its environment stays there.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> VariablesOf(ServerIdentity info) => info.Agent is not { } agent
        ? []
        : ClientVariables.ForAgent(
            new Uri(agent.Url), agent.TokenVariable is null ? AgentOptions.DefaultToken : null,
            agent.Mode == Extension ? AgentMode.Extension : AgentMode.Agent, info.Strict);

    /// <summary>What an agent is, where, for how long it caches, and where its token comes from.</summary>
    public static string Sentence(AgentState agent) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(agent.Mode == Extension ? "Lambda extension" : "Secrets Manager Agent")} at {agent.Url}, TTL {agent.TtlSeconds} s{(agent.ParameterTtlSeconds == agent.TtlSeconds ? "" : $" (parameters {agent.ParameterTtlSeconds} s)")}{(agent.Role is { } role ? $", as {role}" : "")}, token {(agent.TokenVariable is { } variable ? $"that {variable} held" : AgentOptions.DefaultToken)}");

    private static async Task<int> Run(ParseResult parse)
    {
        using var server = new ServerClient(ToolSettings.Url.Of(parse));
        var json = await server.GetText("/_emulator/agent");
        Terminal.Text(ToolSettings.Json.Of(parse) ? json + "\n" : Text(server.Read(json, ServerJson.Default.CacheAnswer)));
        return ExitCodes.Ok;
    }

    private static string Text(CacheAnswer answer)
    {
        var text = new StringBuilder(Sentence(answer.Agent)).Append('\n');
        foreach (var entry in answer.Entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(entry.Stale ? "STALE  " : "current")}  {entry.Id}  {QuestionOf(entry)}  version {entry.Version}, {entry.AgeSeconds:0} s old, {(entry.Expired ? "expired" : "expires")} {entry.ExpiresAt}\n");
            if (entry.Stale)
            {
                text.Append(entry.Current is { } current ? $"         the service has version {current} by now\n" : "         the service has none by now\n");
            }
        }

        return text.Append(Closing(answer)).ToString();
    }

    private static string Closing(CacheAnswer answer)
    {
        var stale = answer.Entries.Count(entry => entry.Stale);
        var served = answer.Entries.Where(entry => entry is { Stale: true, Expired: false }).ToList();
        var secrets = served.Count(entry => entry.Kind == Secret);
        return answer.Entries.Count == 0 ? "Its cache is empty.\n"
            : stale == 0 ? "Nothing in its cache is stale.\n"
            : served.Count == 0 ? $"{stale} stale, but expired: the next request asks the service.\n"
            : string.Create(CultureInfo.InvariantCulture, $"{stale} stale: served until {(stale == 1 ? "it expires" : "they expire")}; secrets-emu clock advance {LongestTtl()}s passes that{Refresh()}.\n");

        double LongestTtl() => Math.Max(secrets > 0 ? answer.Agent.TtlSeconds : 0, secrets < served.Count ? answer.Agent.ParameterTtlSeconds : 0);

        // Parameters have no such thing.
        string Refresh() => secrets == 0 ? "" : secrets == served.Count ? ", refreshNow=true asks at once" : ", refreshNow=true asks at once for a secret";
    }

    private static string QuestionOf(CacheEntry entry) =>
        (entry.RequestedVersion, entry.RequestedStage) is (null, null) ? entry.Kind == Secret ? "AWSCURRENT" : "newest"
        : string.Join(" ", new[] { entry.RequestedVersion, entry.RequestedStage }.Where(word => word is not null));
}
