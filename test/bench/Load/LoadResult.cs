namespace SecretsEmu.Bench.Load;

/// <summary>What one run of <see cref="LoadLoop"/> measured; the latencies are sorted.</summary>
internal sealed record LoadResult(TimeSpan Elapsed, TimeSpan[] Latencies)
{
    public double RequestsPerSecond => Latencies.Length / Elapsed.TotalSeconds;

    public TimeSpan P50 => Percentile(0.50);

    public TimeSpan P99 => Percentile(0.99);

    private TimeSpan Percentile(double share) => Latencies[(int)(share * (Latencies.Length - 1))];
}
