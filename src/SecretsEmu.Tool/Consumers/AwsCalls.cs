using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Tool.Server;

namespace SecretsEmu.Tool.Consumers;

/// <summary>The calls that consumers make, over HTTP and signed, as any AWS client makes them.</summary>
/// <param name="identity">Who asks; its region is that of calls that name none.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class AwsCalls(FunctionIdentity identity, TimeProvider time) : IDisposable
{
    /// <summary>How many parameters one call asks for at most.</summary>
    public const int MostParameters = 10;

    // Before the second and the third attempt. AWS's SDKs make three too, and wait longer: a server on this machine is soon itself again.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(50)];

    // Regions that gave no answer to all attempts of a call: the next call makes only one, so that many calls do not wait in turn.
    private readonly ConcurrentDictionary<string, bool> _down = new(StringComparer.Ordinal);

    // A server on this machine must not be sought through the proxy that the environment names.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) });

    public Task<AwsAnswer> GetSecretValue(string? region, string secretId, string? versionStage, string? versionId)
    {
        var request = new JsonObject { ["SecretId"] = secretId };
        if (versionStage is not null)
        {
            request["VersionStage"] = versionStage;
        }

        if (versionId is not null)
        {
            request["VersionId"] = versionId;
        }

        return Call(region, "secretsmanager", "secretsmanager.GetSecretValue", request);
    }

    public Task<AwsAnswer> DescribeSecret(string? region, string secretId) =>
        Call(region, "secretsmanager", "secretsmanager.DescribeSecret", new JsonObject { ["SecretId"] = secretId });

    /// <param name="region">Where they are.</param>
    /// <param name="names"><see cref="MostParameters"/> at most.</param>
    public Task<AwsAnswer> GetParameters(string? region, IEnumerable<string> names) =>
        Call(region, "ssm", "AmazonSSM.GetParameters", new JsonObject { ["Names"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]), ["WithDecryption"] = true });

    public void Dispose() => _http.Dispose();

    private async Task<AwsAnswer> Call(string? region, string service, string target, JsonObject body)
    {
        var (caller, content) = (identity with { Region = region ?? identity.Region }, Encoding.UTF8.GetBytes(body.ToJsonString()));
        var answer = Attempt(caller, service, target, content);
        foreach (var pause in Pauses)
        {
            if (answer.Refusal is not { IsTransient: true } refusal || (refusal.IsOutage && _down.ContainsKey(caller.Region)))
            {
                return answer;
            }

            await Task.Delay(pause, time);
            answer = Attempt(caller, service, target, content);
        }

        if (answer.Refusal is { IsOutage: true })
        {
            _down.TryAdd(caller.Region, true);
        }

        return answer;
    }

    // A command has nothing else to do meanwhile, and the state machines of waiting cost its start more than the calls.
    private AwsAnswer Attempt(FunctionIdentity caller, string service, string target, byte[] content)
    {
        using var request = SignedRequest.Create(new Uri(identity.Endpoint), service, target, content, caller, time.GetUtcNow());
        try
        {
            using var answer = _http.Send(request);
            using var json = JsonDocument.Parse(answer.Content.ReadAsStream());
            return answer.StatusCode == HttpStatusCode.OK ? new(json.RootElement.Clone(), null) : new(default, RefusalOf(answer, json.RootElement));
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or JsonException or TaskCanceledException)
        {
            // What Go's client says of a connection that ends without an answer.
            return new(default, new(null, "RequestError", $"send request failed caused by: Post \"{identity.Endpoint}/\": EOF", ""));
        }
    }

    private static AwsRefusal RefusalOf(HttpResponseMessage answer, JsonElement body)
    {
        // KMS and the front end spell the member in lower case, and some put the service before the type.
        var message = body.TryGetProperty("Message", out var said) || body.TryGetProperty("message", out said) ? said.GetString() : null;
        var type = body.TryGetProperty("__type", out var named) ? named.GetString()! : $"{answer.StatusCode}";
        var id = answer.Headers.TryGetValues("x-amzn-RequestId", out var ids) ? ids.First() : "";
        return new((int)answer.StatusCode, type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], message ?? "", id);
    }
}
