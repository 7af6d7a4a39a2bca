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

    public static Command Create()
    {
        var command = new Verb("agent", "Show what a server's local agent caches, and what of it is stale")
        {
            Notes =
            [
                "",
                "start and exec take an agent, and how it behaves:",
                .. StartSettings.Select(setting => $"  {setting.Option.Name + (setting.Option.HelpName is { } value ? " " + value : ""),-30} {setting.Option.Description}"),
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
            return StartSettings.FirstOrDefault(setting => setting != ToolSettings.Agent && parse.GetResult(setting.Option) is { Implicit: false }) is { } idle
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
        $"{(agent.Mode == Extension ? "Lambda extension" : "Secrets Manager Agent")} at {agent.Url}, TTL {agent.TtlSeconds} s{(agent.Role is { } role ? $", as {role}" : "")}, token {(agent.TokenVariable is { } variable ? $"that {variable} held" : AgentOptions.DefaultToken)}");

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

        return text.Append(answer.Entries.Count(entry => entry.Stale) switch
        {
            _ when answer.Entries.Count == 0 => "Its cache is empty.\n",
            0 => "Nothing in its cache is stale.\n",
            var stale => string.Create(
                CultureInfo.InvariantCulture,
                $"{stale} stale: served until {(stale == 1 ? "it expires" : "they expire")}; secrets-emu clock advance {answer.Agent.TtlSeconds}s passes that, refreshNow=true asks at once.\n"),
        }).ToString();
    }

    private static string QuestionOf(CacheEntry entry) =>
        (entry.RequestedVersion, entry.RequestedStage) is (null, null) ? entry.Kind == "secret" ? "AWSCURRENT" : "newest"
        : string.Join(" ", new[] { entry.RequestedVersion, entry.RequestedStage }.Where(word => word is not null));
}
