using System.Text;
using System.Text.Json;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>KMS Decrypt and GenerateDataKey at 16 connections, against bare Kestrel and moto.</summary>
internal static class Kms
{
    private const string Name = "kms";
    private const int Connections = 16;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        using var ours = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder()), settings);
        using var moto = settings.Moto is { } path ? ServerProcess.Start(ServerCommand.Moto(path), settings) : null;
        foreach (var (operation, request) in (IEnumerable<(string, Func<ServerProcess, SignedRequests>)>)[("Decrypt", Decrypt), ("GenerateDataKey", GenerateDataKey)])
        {
            var bytes = Answer(ours, request(ours)).Length;
            using var bare = ServerProcess.Start(ServerCommand.Bare(settings.Bare, bytes), settings);
            ServerProcess[] servers = [ours, bare, .. moto is null ? [] : new[] { moto }];
            var turns = Sample.TakeTurns(settings, [.. servers.Select(server =>
            {
                // Bare answers whatever it is asked.
                var requests = request(server == bare ? ours : server);
                return (server, (Func<LoadResult>)(() => LoadLoop.Run(server.Port, requests, Connections, settings.Duration)));
            })]);
            var theirs = turns.ElementAtOrDefault(2);

            yield return Sample.Throughput(Name, $"bare Kestrel beside {operation}", turns[1], $"answers of {bytes} bytes");
            yield return Sample.Throughput(Name, operation, turns[0]);
            if (theirs is not null)
            {
                yield return Sample.Throughput(Name, $"moto, {operation}", theirs);
            }

            yield return Sample.Ratio(Name, $"{operation}, requests/s / bare", turns[0], turns[1], Target.NoLessThan(0.4));
            yield return Sample.Ratio(Name, $"{operation}, requests/s / moto", turns[0], theirs, Target.NoLessThan(50));
        }
    }

    private static SignedRequests Decrypt(ServerProcess server)
    {
        var plaintext = Convert.ToBase64String(Encoding.ASCII.GetBytes("EXAMPLE-DATA-KEY-OF-32-CHARACTER"));
        var blob = Text(Answer(server, Request("Encrypt", $$$"""{"KeyId":"{{{NewKey(server)}}}","Plaintext":"{{{plaintext}}}","EncryptionContext":{"app":"bench"}}""")), "CiphertextBlob");
        return Request("Decrypt", $$$"""{"CiphertextBlob":"{{{blob}}}","EncryptionContext":{"app":"bench"}}""");
    }

    private static SignedRequests GenerateDataKey(ServerProcess server) =>
        Request("GenerateDataKey", $$$"""{"KeyId":"{{{NewKey(server)}}}","KeySpec":"AES_256","EncryptionContext":{"app":"bench"}}""");

    private static string NewKey(ServerProcess server)
    {
        using var answer = JsonDocument.Parse(Answer(server, Request("CreateKey", "{}")));
        return answer.RootElement.GetProperty("KeyMetadata").GetProperty("KeyId").GetString()!;
    }

    private static SignedRequests Request(string operation, string body) => new(Credentials.Test, ServiceOperation.Kms(operation), body);

    private static byte[] Answer(ServerProcess server, SignedRequests request)
    {
        using var connection = new Connection(server.Port);
        connection.Exchange(request.Numbered(0));
        connection.RequireSuccess();
        return connection.Body.ToArray();
    }

    private static string Text(byte[] answer, string member)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty(member).GetString()!;
    }
}
