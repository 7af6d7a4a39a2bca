using System.Globalization;
using System.Text;

namespace SecretsEmu.Bench.Load;

/// <summary>The bytes of a request to a local agent, of one secret after the other: what an app sends that knows no SDK.</summary>
internal sealed class AgentRequest(int secrets) : IRequests
{
    private readonly byte[][] _requests = [.. Enumerable.Range(0, secrets).Select(RequestOf)];

    public ReadOnlySpan<byte> Numbered(long number) => _requests[number % _requests.Length];

    private static byte[] RequestOf(int number) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
        GET /secretsmanager/get?secretId=bench%2Fsecret-{number:D8} HTTP/1.1
        Host: {ServiceOperation.Host}
        X-Aws-Parameters-Secrets-Token: secrets-emu


        """).ReplaceLineEndings("\r\n"));
}
