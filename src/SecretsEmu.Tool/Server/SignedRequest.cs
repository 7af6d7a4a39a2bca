using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Signing;

namespace SecretsEmu.Tool.Server;

/// <summary>A call of an emulated service, signed as any client's is, so that a server in strict mode answers it too.</summary>
internal static class SignedRequest
{
    private const string ContentType = "application/x-amz-json-1.1";

    /// <param name="url">The server.</param>
    /// <param name="service">As signatures name it, such as <c>secretsmanager</c>.</param>
    /// <param name="target">Such as <c>secretsmanager.GetSecretValue</c>.</param>
    /// <param name="body">JSON.</param>
    /// <param name="identity">Who asks, and where; without a session token where that is empty.</param>
    /// <param name="now">By the machine's clock.</param>
    public static HttpRequestMessage Create(Uri url, string service, string target, byte[] body, FunctionIdentity identity, DateTimeOffset now)
    {
        var date = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = new CredentialScope(identity.AccessKeyId, date[..8], identity.Region, service, AmzNames.Terminator);
        // In the order of their names, in which they are signed.
        List<KeyValuePair<string, string>> headers = [new("host", url.Authority), new(AmzNames.Date.ToLowerInvariant(), date)];
        if (identity.SessionToken.Length > 0)
        {
            headers.Add(new(AmzNames.SecurityToken.ToLowerInvariant(), identity.SessionToken));
        }

        headers.Add(new("x-amz-target", target));
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        var signed = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            signed[name] = value;
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization",
            Signer.AuthorizationOf(new WireRequest("POST", "/", signed, body), headers.ConvertAll(header => header.Key), scope, identity.SecretAccessKey));
        return request;
    }
}
