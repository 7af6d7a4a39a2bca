namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>One contender in one round, with the processor time that the server spent on each request.</summary>
internal sealed record Sample(LoadResult Result, double CpuMicroseconds)
{
    /// <summary>Loads each server in turn, after a first turn that warms it up and is thrown away: result [contender][round].</summary>
    public static List<Sample>[] TakeTurns(Settings settings, params (ServerProcess Server, Func<LoadResult> Run)[] contenders)
    {
        Func<Sample>[] runs = [.. contenders.Select(contender => (Func<Sample>)(() => Of(contender.Server, contender.Run)))];
        Array.ForEach(runs, warmUp => warmUp());
        return Rounds.TakeTurns(settings.Rounds, runs);
    }

    public static double PerSecond(Sample sample) => sample.Result.RequestsPerSecond;

    /// <summary>The line of one contender.</summary>
    public static Figure Throughput(string scenario, string name, List<Sample> samples, string note = "") => new(
        scenario, name, Rounds.Median(samples.Select(PerSecond)), "requests/s", Note: note.Length > 0 ? $"{Note(samples)}; {note}" : Note(samples));

    /// <summary>The line of two contenders.</summary>
    /// <param name="theirs">Null for moto where it is not installed.</param>
    public static Figure Ratio(string scenario, string name, List<Sample> ours, List<Sample>? theirs, Target target) => theirs is null
        ? new(scenario, name, null, "×", target, "moto not installed")
        : new(scenario, name, Rounds.Ratio(ours, theirs, PerSecond), "×", target);

    private static Sample Of(ServerProcess server, Func<LoadResult> run)
    {
        var before = server.CpuTime;
        var result = run();
        return new Sample(result, (server.CpuTime - before).TotalMicroseconds / result.Latencies.Length);
    }

    private static string Note(List<Sample> samples) => string.Join(", ",
        $"p50 {Median(samples, sample => sample.Result.P50.TotalMicroseconds)} µs",
        $"p99 {Median(samples, sample => sample.Result.P99.TotalMicroseconds)} µs",
        $"server CPU {Median(samples, sample => sample.CpuMicroseconds)} µs a request");

    private static string Median(List<Sample> samples, Func<Sample, double> of) => Figure.Rounded(Rounds.Median(samples.Select(of)));
}
