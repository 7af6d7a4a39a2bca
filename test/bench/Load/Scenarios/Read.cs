namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>GetSecretValue at 1 and at 16 connections, against bare Kestrel and moto.</summary>
internal static class Read
{
    private const string Name = "read";
    private const int Secrets = 100;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        using var contest = new Contest(settings, Secrets);
        foreach (var connections in (int[])[1, 16])
        {
            var request = RequestTemplate.GetSecretValue();
            var turns = contest.TakeTurns(
                server => LoadLoop.Run(server.Port, request, connections, settings.Duration, number => number % Secrets),
                contest.Ours, contest.Bare, contest.Moto);
            var (ours, bare, moto) = (turns[0], turns[1], turns.ElementAtOrDefault(2));
            var at = connections == 1 ? "at 1 connection" : $"at {connections} connections";

            yield return Throughput($"bare Kestrel {at}", bare, $"answers of {contest.AnswerBytes} bytes");
            yield return Throughput($"GetSecretValue {at}", ours);
            if (moto is not null)
            {
                yield return Throughput($"moto {at}", moto);
            }

            if (connections == 1)
            {
                yield return new Figure(Name, $"p50 {at} / bare", Rounds.Ratio(ours, bare, sample => sample.Result.P50.TotalMicroseconds), "×", Target.NoMoreThan(2.5));
                continue;
            }

            yield return new Figure(Name, $"requests/s {at} / bare", Rounds.Ratio(ours, bare, PerSecond), "×", Target.NoLessThan(0.5));
            yield return moto is null
                ? new Figure(Name, $"requests/s {at} / moto", null, "×", Target.NoLessThan(60), "moto not installed")
                : new Figure(Name, $"requests/s {at} / moto", Rounds.Ratio(ours, moto, PerSecond), "×", Target.NoLessThan(60));
        }
    }

    private static Figure Throughput(string name, List<Sample> samples, string note = "") =>
        new(Name, name, Rounds.Median(samples.Select(PerSecond)), "requests/s", Note: note.Length > 0 ? $"{Sample.Note(samples)}; {note}" : Sample.Note(samples));

    private static double PerSecond(Sample sample) => sample.Result.RequestsPerSecond;
}
