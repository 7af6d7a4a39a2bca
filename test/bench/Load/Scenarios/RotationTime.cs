namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>How long one rotation by a minimal plugin takes, in memory and on a data folder in turns.</summary>
internal static class RotationTime
{
    private const string Name = "rotation-time";
    private const int Secrets = 50;
    private const int RotationsInATurn = 100;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        var functions = new PluginFolder(settings);
        using var memory = new InProcessRotation(functions, Secrets, null);
        using var disk = new InProcessRotation(functions, Secrets, settings.NewFolder());
        var contenders = new Func<double[]>[] { () => Turn(memory), () => Turn(disk) };
        Rounds.TakeTurns(1, contenders); // Warm-up.
        var turns = Rounds.TakeTurns(settings.Rounds, contenders);
        memory.RequireSuccess();
        disk.RequireSuccess();
        return [.. FiguresOf("in memory", turns[0], 20), .. FiguresOf("on a data folder", turns[1], 60)];
    }

    private static double[] Turn(InProcessRotation rotation)
    {
        var times = Enumerable.Range(0, RotationsInATurn).Select(_ => rotation.RotateOne().TotalMilliseconds).ToArray();
        Array.Sort(times);
        return times;
    }

    private static IEnumerable<Figure> FiguresOf(string where, List<double[]> turns, double limit) =>
    [
        new(Name, $"RotateSecret until RotationSucceeded {where}, median", Rounds.Median(turns.Select(Rounds.Median)), "ms", Target.NoMoreThan(limit)),
        new(Name, $"RotateSecret until RotationSucceeded {where}, p95", Rounds.Median(turns.Select(turn => turn[turn.Length * 95 / 100])), "ms", Target.NoMoreThan(limit),
            $"min {Figure.Rounded(turns.Min(turn => turn[0]))} ms, max {Figure.Rounded(turns.Max(turn => turn[^1]))} ms of {turns.Sum(turn => turn.Length)}"),
    ];
}
