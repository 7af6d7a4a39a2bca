namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>GetParameter of a String and, decrypted, of a SecureString at 16 connections, against bare Kestrel: as GetSecretValue in <see cref="Read"/>.</summary>
internal static class GetParameter
{
    private const string Name = "get-parameter";
    private const int Connections = 16;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        using var ours = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder()), settings);
        foreach (var type in (string[])["String", "SecureString"])
        {
            Answer(ours, Request("PutParameter", $$"""{"Name":"/bench/{{type}}","Type":"{{type}}","Value":"{\"username\":\"app\",\"password\":\"EXAMPLE-PASSWORD\"}"}"""));
            var request = Request("GetParameter", $$"""{"Name":"/bench/{{type}}","WithDecryption":true}""");
            var bytes = Answer(ours, request).Length;
            using var bare = ServerProcess.Start(ServerCommand.Bare(settings.Bare, bytes), settings);
            var turns = Sample.TakeTurns(settings, [.. new[] { ours, bare }.Select(server =>
                (server, (Func<LoadResult>)(() => LoadLoop.Run(server.Port, request, Connections, settings.Duration))))]);

            yield return Sample.Throughput(Name, $"bare Kestrel beside a {type}", turns[1], $"answers of {bytes} bytes");
            yield return Sample.Throughput(Name, $"GetParameter of a {type}", turns[0]);
            yield return Sample.Ratio(Name, $"GetParameter of a {type}, requests/s / bare", turns[0], turns[1], Target.NoLessThan(0.5));
        }
    }

    private static SignedRequests Request(string operation, string body) => new(Credentials.Test, ServiceOperation.Ssm(operation), body);

    private static byte[] Answer(ServerProcess server, SignedRequests request)
    {
        using var connection = new Connection(server.Port);
        connection.Exchange(request.Numbered(0));
        connection.RequireSuccess();
        return connection.Body.ToArray();
    }
}
