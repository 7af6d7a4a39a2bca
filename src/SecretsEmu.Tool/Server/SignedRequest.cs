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
        var headers = new SortedDictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["host"] = url.Authority,
            [AmzNames.Date.ToLowerInvariant()] = date,
            ["x-amz-target"] = target,
        };
        if (identity.SessionToken.Length > 0)
        {
            headers[AmzNames.SecurityToken.ToLowerInvariant()] = identity.SessionToken;
        }

        var signed = new WireRequest("POST", "/", new Dictionary<string, StringValues>(headers, StringComparer.OrdinalIgnoreCase), body);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, (string?)value);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization", Signer.AuthorizationOf(signed, headers.Keys, scope, identity.SecretAccessKey));
        return request;
    }
}
