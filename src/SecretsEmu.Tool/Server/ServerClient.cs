using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SecretsEmu.Tool.Server;

/// <summary>A running server as the commands see it: its control endpoints over HTTP, nothing else.</summary>
internal sealed class ServerClient(Uri url, TimeSpan patience) : IDisposable
{
    // A server on this machine must not be sought through the proxy that the environment names.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        BaseAddress = url,
        Timeout = patience,
    };

    public ServerClient(Uri url)
        : this(url, TimeSpan.FromSeconds(100))
    {
    }

    /// <summary>As variables and messages name it: without the slash at the end.</summary>
    public string Url { get; } = TextOf(url);

    public static string TextOf(Uri url) => url.GetLeftPart(UriPartial.Authority);

    /// <summary>All that it says of itself.</summary>
    public Task<ServerInfo> Info() => Get("/_emulator/info", ServerJson.Default.ServerInfo);

    /// <summary>What its clients need of that, sooner.</summary>
    public Task<ServerIdentity> Identity() => Get("/_emulator/info", ServerJson.Default.ServerIdentity);

    public async Task<T> Get<T>(string path, JsonTypeInfo<T> answer) => Read(await Send(HttpMethod.Get, path, null), answer);

    public async Task<T> Delete<T>(string path, JsonTypeInfo<T> answer) => Read(await Send(HttpMethod.Delete, path, null), answer);

    public async Task<T> Post<T>(string path, JsonTypeInfo<T> answer) => Read(await Send(HttpMethod.Post, path, null), answer);

    public async Task<T> Post<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> request, JsonTypeInfo<T> answer) =>
        Read(await PostText(path, body, request), answer);

    public Task<string> PostText<TBody>(string path, TBody body, JsonTypeInfo<TBody> request) =>
        Send(HttpMethod.Post, path, new StringContent(JsonSerializer.Serialize(body, request), Encoding.UTF8, "application/json"));

    public Task<string> GetText(string path) => Send(HttpMethod.Get, path, null);

    /// <summary>Whether requests work there by now; null when nothing answers at all.</summary>
    public async Task<bool?> IsReady()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/_emulator/health", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> Send(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        try
        {
            // A command has nothing else to do meanwhile, and the state machines of waiting cost its start more than the call.
            using var answer = _http.Send(request);
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? text : throw Refusal(answer.StatusCode, text);
        }
        catch (HttpRequestException)
        {
            throw new ToolException(ExitCodes.NoServer, $"No secrets-emu answers at {Url}. Start one with secrets-emu start, or name its address with --url.");
        }
        catch (TaskCanceledException)
        {
            throw new ToolException(ExitCodes.NoServer, $"The server at {Url} did not answer within {patience.TotalSeconds:0} seconds.");
        }
    }

    // What the server says of bad input is for the person as it stands.
    private ToolException Refusal(HttpStatusCode status, string body)
    {
        var code = status == HttpStatusCode.BadRequest ? ExitCodes.Usage : ExitCodes.NoServer;
        try
        {
            if (JsonSerializer.Deserialize(body, ServerJson.Default.ErrorAnswer)?.Error is { } sentence)
            {
                return new ToolException(code, sentence);
            }
        }
        catch (JsonException)
        {
            // Not one of ours.
        }

        return NotOurs();
    }

    public T Read<T>(string body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw NotOurs();
        }
        catch (JsonException)
        {
            throw NotOurs();
        }
    }

    private ToolException NotOurs() => new(ExitCodes.NoServer, $"What answers at {Url} is not secrets-emu. Name its address with --url.");
}
