namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>What one client that writes without a pause costs 16 connections that read: readers alone and with it, in turns.</summary>
internal static class Mixed
{
    private const string Name = "mixed";
    private const int Secrets = 500;
    private const int Readers = 16;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        using var server = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder()), settings);
        LoadLoop.Run(server.Port, RequestTemplate.CreateSecret(), 1, Secrets);
        var get = RequestTemplate.GetSecretValue();
        var runs = 0;
        Alone();
        var turns = Rounds.TakeTurns(settings.Rounds, Alone, WithWriter);
        var alone = turns[0].ConvertAll(run => run.Readers);
        var beside = turns[1].ConvertAll(run => run.Readers);

        yield return Throughput("readers alone", alone);
        yield return Throughput("readers beside a writer", beside);
        yield return new Figure(Name, "writes/s of the writer", Rounds.Median(turns[1].Select(run => run.WritesPerSecond)), "requests/s");
        yield return new Figure(Name, "time of a read, beside a writer / alone", Rounds.Ratio(alone, beside, PerSecond), "×", Target.NoMoreThan(1.5),
            $"p50 {Figure.Rounded(Rounds.Ratio(beside, alone, run => run.P50.TotalMicroseconds))} ×, p99 {Figure.Rounded(Rounds.Ratio(beside, alone, run => run.P99.TotalMicroseconds))} ×");

        (LoadResult Readers, double WritesPerSecond) Alone() => (Read(), 0);

        (LoadResult Readers, double WritesPerSecond) WithWriter()
        {
            runs++;
            var writing = Task.Factory.StartNew(
                () => LoadLoop.Run(server.Port, RequestTemplate.PutSecretValue(Secrets, runs), 1, settings.Duration),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            var reading = Read();
            return (reading, writing.GetAwaiter().GetResult().RequestsPerSecond);
        }

        LoadResult Read() => LoadLoop.Run(server.Port, get, Readers, settings.Duration, number => number % Secrets);
    }

    private static Figure Throughput(string name, List<LoadResult> runs) => new(Name, name, Rounds.Median(runs.Select(PerSecond)), "requests/s", Note:
        $"p50 {Figure.Rounded(Rounds.Median(runs.Select(run => run.P50.TotalMicroseconds)))} µs, p99 {Figure.Rounded(Rounds.Median(runs.Select(run => run.P99.TotalMicroseconds)))} µs");

    private static double PerSecond(LoadResult run) => run.RequestsPerSecond;
}
