namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>GetSecretValue with every signature verified, against the default mode: the same signed requests to both.</summary>
internal static class Strict
{
    private const string Name = "strict";
    private const int Secrets = 100;
    private const int Connections = 16;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        using var strict = Start("--strict");
        using var plain = Start();
        var turns = Sample.TakeTurns(settings, (strict, () => Get(strict)), (plain, () => Get(plain)));

        yield return Sample.Throughput(Name, "GetSecretValue in default mode", turns[1]);
        yield return Sample.Throughput(Name, "GetSecretValue in strict mode", turns[0]);
        yield return Sample.Ratio(Name, "requests/s, strict / default", turns[0], turns[1], Target.NoLessThan(0.6));

        ServerProcess Start(params string[] options)
        {
            var server = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder(), options), settings);
            LoadLoop.Run(server.Port, SignedRequests.CreateSecret(Credentials.Test, Secrets), 1, Secrets);
            return server;
        }

        // Signed anew for each turn: the dates must be near.
        LoadResult Get(ServerProcess server) =>
            LoadLoop.Run(server.Port, SignedRequests.GetSecretValue(Credentials.Test, Secrets), Connections, settings.Duration);
    }
}
