using System.Diagnostics;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>What replicas cost a write, and how soon they have it.</summary>
internal static class Replication
{
    private const string Name = "replication";
    private const int Connections = 16;
    private const int Secrets = 1_000;

    // A secret takes about a hundred versions a day.
    private const int Arrivals = 80;

    private static readonly string[] Regions = ["eu-west-1", "ap-south-1", "us-west-2"];

    public static IEnumerable<Figure> Run(Settings settings)
    {
        using var plain = Start(settings, RequestTemplate.CreateSecret(), Secrets);
        using var replicated = Start(settings, RequestTemplate.CreateReplicatedSecret(Regions), Secrets);
        var runs = 0;
        var turns = Sample.TakeTurns(settings, (replicated, () => Put(replicated)), (plain, () => Put(plain)));

        yield return Sample.Throughput(Name, "durable PutSecretValue without replicas", turns[1]);
        yield return Sample.Throughput(Name, "durable PutSecretValue with three replicas", turns[0]);
        yield return Sample.Ratio(Name, "requests/s, three replicas / none", turns[0], turns[1], Target.NoLessThan(0.4));

        var arrivals = Arrival(settings);
        yield return new Figure(
            Name, "PutSecretValue until two regions have it, median", Rounds.Median(arrivals), "ms", Target.NoMoreThan(50),
            $"min {Figure.Rounded(arrivals[0])} ms, p95 {Figure.Rounded(arrivals[arrivals.Length * 95 / 100])} ms, max {Figure.Rounded(arrivals[^1])} ms of {arrivals.Length}");

        LoadResult Put(ServerProcess server)
        {
            runs++;
            return LoadLoop.Run(server.Port, RequestTemplate.PutSecretValue(Secrets, runs), Connections, settings.Duration);
        }
    }

    // From the request until each region answers with the new version, asked without a pause; on a data folder.
    private static double[] Arrival(Settings settings)
    {
        using var server = Start(settings, RequestTemplate.CreateReplicatedSecret(Regions[..2]), 1);
        using var home = new Connection(server.Port);
        var put = RequestTemplate.PutSecretValue(1, run: 0);
        RequestTemplate[] arrived = [.. Regions[..2].Select(RequestTemplate.GetVersion)];
        var times = new double[Arrivals];
        for (var i = 0; i < Arrivals; i++)
        {
            var began = Stopwatch.GetTimestamp();
            home.Exchange(put.Numbered(i));
            home.RequireSuccess();
            foreach (var region in arrived)
            {
                do
                {
                    home.Exchange(region.Numbered(i));
                }
                while (home.Status != 200);
            }

            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static ServerProcess Start(Settings settings, RequestTemplate create, int secrets)
    {
        var server = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder()), settings);
        LoadLoop.Run(server.Port, create, 1, secrets);
        return server;
    }
}
