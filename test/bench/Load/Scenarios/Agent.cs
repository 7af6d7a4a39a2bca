namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>A local agent that has every secret in its cache, against bare Kestrel.</summary>
internal static class Agent
{
    private const string Name = "agent";
    private const int Secrets = 100;
    private const int Connections = 16;

    // Longer on the emulator's clock than any turn.
    private const string Config = "ttl_seconds = 3600\n";

    public static IEnumerable<Figure> Run(Settings settings)
    {
        var port = ServerProcess.FreePort();
        var config = Path.Combine(settings.NewFolder(), "agent.toml");
        File.WriteAllText(config, Config);
        using var ours = ServerProcess.Start(
            ServerCommand.OnDisk(settings.Tool, settings.NewFolder(), "--agent", "--agent-port", $"{port}", "--agent-config", config), settings);
        LoadLoop.Run(ours.Port, RequestTemplate.CreateSecret(), 1, Secrets);
        var request = new AgentRequest(Secrets);
        LoadLoop.Run(port, request, 1, Secrets);
        var bytes = BytesOfAnAnswer(port, request);
        using var bare = ServerProcess.Start(ServerCommand.Bare(settings.Bare, bytes), settings);
        var turns = Sample.TakeTurns(
            settings,
            (ours, () => LoadLoop.Run(port, request, Connections, settings.Duration)),
            (bare, () => LoadLoop.Run(bare.Port, request, Connections, settings.Duration)));

        yield return Sample.Throughput(Name, "bare Kestrel", turns[1], $"answers of {bytes} bytes");
        yield return Sample.Throughput(Name, "a secret from the agent's cache", turns[0]);
        yield return Sample.Ratio(Name, "requests/s, agent / bare", turns[0], turns[1], Target.NoLessThan(0.8));
    }

    private static int BytesOfAnAnswer(int port, AgentRequest request)
    {
        using var connection = new Connection(port);
        connection.Exchange(request.Numbered(0));
        connection.RequireSuccess();
        return connection.Body.Length;
    }
}
