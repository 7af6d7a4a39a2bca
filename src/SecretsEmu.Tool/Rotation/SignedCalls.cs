using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Tool.Server;

namespace SecretsEmu.Tool.Rotation;

/// <summary>Secrets Manager for a plugin in a process of its own: over HTTP, as the function's role.</summary>
internal sealed class SignedCalls(FunctionIdentity identity, TimeProvider time) : ISecretsCalls, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<JsonObject> Call(string operation, JsonObject request)
    {
        using var message = SignedRequest.Create(
            new Uri(identity.Endpoint), "secretsmanager", $"secretsmanager.{operation}", Encoding.UTF8.GetBytes(request.ToJsonString()), identity, time.GetUtcNow());
        using var answer = await _http.SendAsync(message);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())?.AsObject() ?? [];
        // KMS and the front end spell the member in lower case.
        return answer.StatusCode == HttpStatusCode.OK
            ? json
            : throw new CallRefusedException((string)json["__type"]!, (string?)(json["Message"] ?? json["message"]));
    }

    public void Dispose() => _http.Dispose();
}
