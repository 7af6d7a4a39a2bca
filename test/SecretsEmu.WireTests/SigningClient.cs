using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SecretsEmu.WireTests;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record WireAnswer(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>A string member of the answer.</summary>
    public string Text(string member) => Json.GetProperty(member).GetString()!;

    /// <summary>Whether the answer has a member at all.</summary>
    public bool Has(string member) => Json.TryGetProperty(member, out _);

    /// <summary>The answer is this error, word for word: status, type, sentence, and nothing else in the body.</summary>
    public void ShouldBeError(string type, string sentence, int status = 400, string messageKey = "Message")
    {
        Body.ShouldBe($"{{\"__type\":\"{type}\",\"{messageKey}\":{JsonSerializer.Serialize(sentence, Relaxed)}}}");
        Status.ShouldBe(status);
    }

    /// <summary>A ValidationException, whose key is lower-case.</summary>
    public void ShouldBeValidationError(string sentence) => ShouldBeError("ValidationException", sentence, messageKey: "message");

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>The smallest client that signs as the SDKs do (SigV4 in the header) and otherwise sends just what it is told.</summary>
internal sealed class SigningClient(Uri url, TimeProvider clock, string accessKey = "test", string secretKey = "test", string region = "us-east-1", string? sessionToken = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public string Region => region;

    /// <summary>The same endpoint, signed for another account or region.</summary>
    public SigningClient As(string? accessKey = null, string? region = null) => new(url, clock, accessKey ?? AccessKey, secretKey, region ?? Region, sessionToken);

    private string AccessKey => accessKey;

    /// <summary>One call of an operation of Secrets Manager; the body is sent as it is.</summary>
    public Task<WireAnswer> Call(string operation, string body) => Send("secretsmanager", body, ("X-Amz-Target", $"secretsmanager.{operation}"));

    /// <summary>The same with bytes that need not be text.</summary>
    public Task<WireAnswer> Call(string operation, byte[] body) => Send("secretsmanager", body, ("X-Amz-Target", $"secretsmanager.{operation}"));

    /// <summary>One signed POST with these headers.</summary>
    public Task<WireAnswer> Send(string service, string body, params (string Name, string Value)[] headers) =>
        Send(service, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>One signed POST with these headers.</summary>
    public async Task<WireAnswer> Send(string service, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = Signed(service, body, headers);
        return await Send(request);
    }

    /// <summary>A signed call of an operation of Secrets Manager that the test sends itself.</summary>
    public HttpRequestMessage Signed(string operation, string body) =>
        Signed("secretsmanager", Encoding.UTF8.GetBytes(body), ("X-Amz-Target", $"secretsmanager.{operation}"));

    private HttpRequestMessage Signed(string service, byte[] body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.1");
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        Sign(request, body, service);
        return request;
    }

    /// <summary>A request of the test's own making, unsigned unless the test signed it. An address without host is the emulator's.</summary>
    public async Task<WireAnswer> Send(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(url, request.RequestUri!);
        using var response = await _http.SendAsync(request);
        return new((int)response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What signs a canonical request of the test's own making.</summary>
    public string SignatureOf(string stamp, string service, string canonical)
    {
        var toSign = $"AWS4-HMAC-SHA256\n{stamp}\n{stamp[..8]}/{region}/{service}/aws4_request\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secretKey), stamp[..8]), region), service), "aws4_request");
        return Hex(Hmac(key, toSign));
    }

    public void Dispose() => _http.Dispose();

    private void Sign(HttpRequestMessage request, byte[] body, string service)
    {
        var stamp = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", null);
        var scope = $"{stamp[..8]}/{region}/{service}/aws4_request";
        request.Headers.TryAddWithoutValidation("X-Amz-Date", stamp);
        if (sessionToken is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", sessionToken);
        }

        var (tokenLine, signedHeaders) = sessionToken is null
            ? ("", "host;x-amz-date")
            : ($"x-amz-security-token:{sessionToken}\n", "host;x-amz-date;x-amz-security-token");
        var canonical = $"POST\n/\n\nhost:{url.Authority}\nx-amz-date:{stamp}\n{tokenLine}\n{signedHeaders}\n{Hex(SHA256.HashData(body))}";
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={accessKey}/{scope}, SignedHeaders={signedHeaders}, Signature={SignatureOf(stamp, service, canonical)}");
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
