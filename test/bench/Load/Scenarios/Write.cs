namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>PutSecretValue at 16 connections over many secrets: ours on disk before it answers, moto's only in memory.</summary>
internal static class Write
{
    private const string Name = "write";
    private const int Connections = 16;
    private const int Secrets = 1_000;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        using var contest = new Contest(settings, Secrets);
        var runs = 0;
        var turns = contest.TakeTurns(PutValues, contest.Ours, contest.Moto);
        var (ours, moto) = (turns[0], turns.ElementAtOrDefault(1));

        yield return Sample.Throughput(Name, "durable PutSecretValue at 16 connections", ours);
        if (moto is not null)
        {
            yield return Sample.Throughput(Name, "moto at 16 connections", moto);
        }

        yield return Sample.Ratio(Name, "requests/s / moto", ours, moto, Target.NoLessThan(5));

        LoadResult PutValues(ServerProcess server)
        {
            runs++;
            return LoadLoop.Run(server.Port, RequestTemplate.PutSecretValue(Secrets, runs), Connections, settings.Duration);
        }
    }
}
