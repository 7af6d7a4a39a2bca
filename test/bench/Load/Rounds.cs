namespace SecretsEmu.Bench.Load;

/// <summary>Contenders that take turns, so that whatever else the machine does meanwhile meets all of them alike.</summary>
internal static class Rounds
{
    /// <summary>Runs each contender once a round: result [contender][round].</summary>
    public static List<T>[] TakeTurns<T>(int rounds, params Func<T>[] contenders)
    {
        var results = contenders.Select(_ => new List<T>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                results[i].Add(contenders[i]());
            }
        }

        return results;
    }

    /// <summary>Median of the ratios of each round: the two sides of a ratio were measured seconds apart.</summary>
    public static double Ratio<T>(List<T> ours, List<T> theirs, Func<T, double> of) =>
        Median(ours.Zip(theirs, (our, their) => of(our) / of(their)));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
