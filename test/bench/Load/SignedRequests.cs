using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.Bench.Load;

/// <summary>Requests with real signatures (SigV4 in the header), one of each body, sent in turn.</summary>
/// <remarks>
/// Signed when this is made, so a load does not pay for it; a server that checks dates takes them for five minutes.
/// </remarks>
internal sealed class SignedRequests : IRequests
{
    private const string SignedHeaders = "content-type;host;x-amz-date;x-amz-target";

    private readonly byte[][] _requests;

    public SignedRequests(Credentials credentials, ServiceOperation operation, params IEnumerable<string> bodies)
    {
        var stamp = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{stamp[..8]}/{credentials.Region}/{operation.Service}/aws4_request";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{credentials.SecretAccessKey}"), Hmac);
        _requests = [.. bodies.Select(body => Signed(body))];

        byte[] Signed(string body)
        {
            var canonical = string.Join('\n',
                "POST", "/", "", $"content-type:{ServiceOperation.ContentType}", $"host:{ServiceOperation.Host}", $"x-amz-date:{stamp}", $"x-amz-target:{operation.Target}", "",
                SignedHeaders, Hash(body));
            var signature = Convert.ToHexStringLower(Hmac(key, $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hash(canonical)}"));
            return operation.Request(
                stamp, $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}", body);
        }
    }

    /// <summary>GetSecretValue of each of a number of secrets.</summary>
    public static SignedRequests GetSecretValue(Credentials credentials, int secrets, string prefix = "bench/secret-") =>
        new(credentials, ServiceOperation.SecretsManager("GetSecretValue"), NamesOf(secrets, prefix).Select(name => $$"""{"SecretId":"{{name}}"}"""));

    /// <summary>CreateSecret of each of a number of secrets.</summary>
    public static SignedRequests CreateSecret(Credentials credentials, int secrets) =>
        new(credentials, ServiceOperation.SecretsManager("CreateSecret"), NamesOf(secrets, "bench/secret-").Select((name, i) => string.Create(CultureInfo.InvariantCulture,
            $$"""{"Name":"{{name}}","SecretString":"{\"username\":\"app\",\"password\":\"EXAMPLE-PASSWORD\"}","ClientRequestToken":"bench-token-of-a-created-secret-{{i:D8}}"}""")));

    /// <summary>A page of one secret.</summary>
    public static SignedRequests ListSecrets(Credentials credentials) =>
        new(credentials, ServiceOperation.SecretsManager("ListSecrets"), """{"MaxResults":1}""");

    public static IEnumerable<string> NamesOf(int secrets, string prefix) =>
        Enumerable.Range(0, secrets).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i:D8}"));

    public ReadOnlySpan<byte> Numbered(long number) => _requests[number % _requests.Length];

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Who signs.</summary>
internal sealed record Credentials(string AccessKeyId, string SecretAccessKey, string Region = "us-east-1")
{
    /// <summary>The pair that every server here takes, ours in strict mode too.</summary>
    public static Credentials Test { get; } = new("test", "test");
}
