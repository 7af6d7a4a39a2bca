namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>secrets-emu, bare Kestrel and moto side by side, each with the same secrets, all warm.</summary>
internal sealed class Contest : IDisposable
{
    private readonly Settings _settings;

    /// <summary>Starts the three and creates <paramref name="secrets"/> secrets in those that keep any.</summary>
    public Contest(Settings settings, int secrets)
    {
        _settings = settings;
        try
        {
            Ours = Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder()));
            Moto = settings.Moto is { } path ? Start(ServerCommand.Moto(path)) : null;
            LoadLoop.Run(Ours.Port, RequestTemplate.CreateSecret(), 1, secrets);
            if (Moto is not null)
            {
                LoadLoop.Run(Moto.Port, RequestTemplate.CreateSecret(), 1, secrets);
            }

            AnswerBytes = BytesOfAnAnswer();
            Bare = Start(ServerCommand.Bare(settings.Bare, AnswerBytes));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ServerProcess Ours { get; }

    public ServerProcess Bare { get; }

    public ServerProcess? Moto { get; }

    /// <summary>Size of our GetSecretValue answer; bare Kestrel answers with as much.</summary>
    public int AnswerBytes { get; }

    public List<Sample>[] TakeTurns(Func<ServerProcess, LoadResult> run, params ServerProcess?[] servers)
    {
        Func<Sample>[] contenders = [.. servers.OfType<ServerProcess>().Select(server => (Func<Sample>)(() => Sample.Of(server, run)))];
        Array.ForEach(contenders, warmUp => warmUp());
        return Rounds.TakeTurns(_settings.Rounds, contenders);
    }

    public void Dispose()
    {
        Ours?.Dispose();
        Bare?.Dispose();
        Moto?.Dispose();
    }

    private ServerProcess Start(ServerCommand command) => ServerProcess.Start(command, _settings);

    private int BytesOfAnAnswer()
    {
        using var connection = new Connection(Ours.Port);
        connection.Exchange(RequestTemplate.GetSecretValue().Numbered(0));
        connection.RequireSuccess();
        return connection.Body.Length;
    }
}

/// <summary>One contender in one round, with the processor time that the server spent on each request.</summary>
internal sealed record Sample(LoadResult Result, double CpuMicroseconds)
{
    public static Sample Of(ServerProcess server, Func<ServerProcess, LoadResult> run)
    {
        var before = server.CpuTime;
        var result = run(server);
        return new Sample(result, (server.CpuTime - before).TotalMicroseconds / result.Latencies.Length);
    }

    public static string Note(List<Sample> samples) => string.Join(", ",
        $"p50 {Median(samples, sample => sample.Result.P50.TotalMicroseconds)} µs",
        $"p99 {Median(samples, sample => sample.Result.P99.TotalMicroseconds)} µs",
        $"server CPU {Median(samples, sample => sample.CpuMicroseconds)} µs a request");

    private static string Median(List<Sample> samples, Func<Sample, double> of) => Figure.Rounded(Rounds.Median(samples.Select(of)));
}
