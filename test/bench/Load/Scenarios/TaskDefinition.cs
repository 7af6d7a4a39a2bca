using System.Diagnostics;
using System.Globalization;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>What <c>exec --task-definition</c> with ten secrets adds to the start of its command, with a server that runs already.</summary>
internal static class TaskDefinition
{
    private const string Name = "task-definition";
    private const int Secrets = 10;
    private const int StartsInARound = 5;
    private const string Command = "true";

    public static IEnumerable<Figure> Run(Settings settings)
    {
        using var server = ServerProcess.Start(ServerCommand.InMemory(settings.Tool), settings);
        LoadLoop.Run(server.Port, RequestTemplate.CreateSecret(), 1, Secrets);
        var file = Path.Combine(settings.NewFolder(), "task-definition.json");
        File.WriteAllText(file, $$"""
            { "family": "bench", "containerDefinitions": [ { "name": "app", "image": "app", "secrets": [
            {{string.Join(',', Enumerable.Range(0, Secrets).Select(i => string.Create(CultureInfo.InvariantCulture,
                $$"""{ "name": "SECRET_{{i}}", "valueFrom": "arn:aws:secretsmanager:us-east-1:000000000000:secret:bench/secret-{{i:D8}}" }""")))}}
            ] } ] }
            """);
        string[] words = ["exec", "--url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Port}"), "--task-definition", file, "--", Command];
        var times = Rounds.TakeTurns(settings.Rounds * StartsInARound, () => TimeOf(settings.Tool, words), () => TimeOf(Command, []));

        yield return new Figure(Name, "the command alone, median", Rounds.Median(times[1]), "ms");
        yield return new Figure(
            Name, "what exec adds with ten secrets, median", Rounds.Median(times[0].Zip(times[1], (with, without) => with - without)), "ms", Target.NoMoreThan(150),
            $"min {Figure.Rounded(times[0].Min())} ms in all of {times[0].Count}");
    }

    private static double TimeOf(string program, string[] words)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(program, words);
        process.WaitForExit();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(began).TotalMilliseconds
            : throw new InvalidOperationException($"{program} {string.Join(' ', words)} ended with {process.ExitCode}.");
    }
}
