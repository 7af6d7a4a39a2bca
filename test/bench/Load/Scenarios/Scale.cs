using System.Globalization;
using System.Text.Json;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>100 against 50,000 secrets: one GetSecretValue, one page of ListSecrets, a start.</summary>
internal static class Scale
{
    private const string Name = "scale";
    private const int Few = 100;
    private const int PageSize = 100;
    private const int SeedConnections = 64;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        var many = settings.Secrets;
        var manyText = many.ToString("N0", CultureInfo.InvariantCulture);
        var folder = settings.NewFolder();
        using (var small = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder()), settings))
        using (var large = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, folder), settings))
        {
            LoadLoop.Run(small.Port, RequestTemplate.CreateSecret(), SeedConnections, Few);
            var seeding = LoadLoop.Run(large.Port, RequestTemplate.CreateSecret(), SeedConnections, many);
            yield return new Figure(Name, $"CreateSecret at {SeedConnections} connections, {manyText} times", seeding.RequestsPerSecond, "requests/s");

            var get = RequestTemplate.GetSecretValue();
            // Steps of a prime reach every secret and, unlike 0, 1, 2…, do not walk through memory in the order of creation.
            yield return Compare($"GetSecretValue, {manyText} / {Few} secrets", 1.2,
                () => LoadLoop.Run(large.Port, get, 1, settings.Duration, number => number * 7919 % many),
                () => LoadLoop.Run(small.Port, get, 1, settings.Duration, number => number * 7919 % Few));

            var first = RequestTemplate.ListSecrets(PageSize);
            var middle = RequestTemplate.ListSecrets(PageSize, TokenOfPage(large.Port, many / PageSize / 2));
            yield return Compare($"ListSecrets page of {PageSize}, {manyText} / {Few} secrets", 1.5,
                () => LoadLoop.Run(large.Port, first, 1, settings.Duration),
                () => LoadLoop.Run(small.Port, first, 1, settings.Duration));
            yield return Compare($"ListSecrets page in the middle, {manyText} / {Few} secrets", 1.5,
                () => LoadLoop.Run(large.Port, middle, 1, settings.Duration),
                () => LoadLoop.Run(small.Port, first, 1, settings.Duration));
            yield return new Figure(Name, $"memory with {manyText} secrets, after these requests", large.ResidentMegabytes, "MB");
        }

        var starts = new List<double>();
        var resident = 0.0;
        for (var round = 0; round < settings.Rounds; round++)
        {
            using var server = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, folder), settings);
            starts.Add(server.FirstAnswer.TotalSeconds);
            resident = server.ResidentMegabytes;
        }

        yield return new Figure(Name, $"start with {manyText} secrets, median", Rounds.Median(starts), "s", Target.NoMoreThan(2.5),
            $"min {Figure.Rounded(starts.Min())} s of {starts.Count}; {Figure.Rounded(resident)} MB after the first answer");

        Figure Compare(string name, double limit, Func<LoadResult> large, Func<LoadResult> small)
        {
            Rounds.TakeTurns(1, large, small); // Warm-up.
            var turns = Rounds.TakeTurns(settings.Rounds, large, small);
            return new Figure(Name, name, Rounds.Ratio(turns[0], turns[1], P50), "×", Target.NoMoreThan(limit),
                $"p50 {Figure.Rounded(Rounds.Median(turns[0].Select(P50)))} µs / {Figure.Rounded(Rounds.Median(turns[1].Select(P50)))} µs at 1 connection");
        }
    }

    private static double P50(LoadResult run) => run.P50.TotalMicroseconds;

    private static string? TokenOfPage(int port, int page)
    {
        using var connection = new Connection(port);
        string? token = null;
        for (var i = 0; i < page; i++)
        {
            connection.Exchange(RequestTemplate.ListSecrets(PageSize, token).Numbered(0));
            connection.RequireSuccess();
            using var answer = JsonDocument.Parse(connection.Body.ToArray());
            token = answer.RootElement.GetProperty("NextToken").GetString();
        }

        return token;
    }
}
