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

            yield return Sample.Throughput(Name, $"bare Kestrel {at}", bare, $"answers of {contest.AnswerBytes} bytes");
            yield return Sample.Throughput(Name, $"GetSecretValue {at}", ours);
            if (moto is not null)
            {
                yield return Sample.Throughput(Name, $"moto {at}", moto);
            }

            if (connections == 1)
            {
                yield return new Figure(Name, $"p50 {at} / bare", Rounds.Ratio(ours, bare, sample => sample.Result.P50.TotalMicroseconds), "×", Target.NoMoreThan(2.5));
                continue;
            }

            yield return Sample.Ratio(Name, $"requests/s {at} / bare", ours, bare, Target.NoLessThan(0.5));
            yield return Sample.Ratio(Name, $"requests/s {at} / moto", ours, moto, Target.NoLessThan(60));
        }
    }
}
