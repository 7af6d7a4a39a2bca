using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SecretsEmu.ClientTests;

/// <summary><c>secrets-emu start</c> on a free port, with a data folder of its own unless the test gives one.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly TemporaryFolder? _folder;
    private Dictionary<string, string>? _variables;

    private Server(Process process, TemporaryFolder? folder) => (_process, _folder, _error) = (process, folder, process.StandardError.ReadToEndAsync());

    public string Url { get; private set; } = "";

    /// <summary>What a client needs to find the server: just what <c>secrets-emu env</c> prints.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables!;

    /// <summary>Starts it and lets clients find it.</summary>
    public static async Task<Server> Start(params string[] args)
    {
        var folder = new TemporaryFolder();
        return await Found(Begin(folder.File("data"), folder, args));
    }

    /// <summary>Starts it on a folder that outlives it and lets clients find it.</summary>
    public static Task<Server> StartOn(string data, params string[] args) => Found(Begin(data, null, args));

    private static async Task<Server> Found(Server server)
    {
        await server.Ready();
        var env = (await Programs.RunTool("env", "--url", server.Url, "--shell", "json")).ShouldSucceed();
        server._variables = JsonSerializer.Deserialize<Dictionary<string, string>>(env.Output)!;
        return server;
    }

    /// <summary>Starts it on a folder and does not wait.</summary>
    public static Server Begin(string data, params string[] args) => Begin(data, null, args);

    /// <summary>Completes when it answers.</summary>
    public async Task Ready()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Programs.Patience)
            ?? throw new InvalidOperationException($"The server did not start: {await _error}");
        Url = JsonDocument.Parse(line).RootElement.GetProperty("url").GetString()!;
        // The request log that follows must not fill the pipe.
        _ = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Another caller: the account is the access key, as everywhere in the emulator.</summary>
    public IReadOnlyDictionary<string, string> VariablesOf(string? account = null, string? region = null) => new Dictionary<string, string>(Variables)
    {
        ["AWS_ACCESS_KEY_ID"] = account ?? Variables["AWS_ACCESS_KEY_ID"],
        ["AWS_REGION"] = region ?? Variables["AWS_REGION"],
        ["AWS_DEFAULT_REGION"] = region ?? Variables["AWS_DEFAULT_REGION"],
    };

    /// <summary><c>kill -9</c>; completes when it is gone.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops it as an operator would.</summary>
    public async Task Stop()
    {
        (await Programs.RunTool("stop", "--url", Url)).ShouldSucceed();
        await _process.WaitForExitAsync().WaitAsync(Programs.Patience);
        _process.ExitCode.ShouldBe(0, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
        _folder?.Dispose();
    }

    private static Server Begin(string data, TemporaryFolder? folder, string[] args) =>
        new(Programs.Start(Programs.Prepare(Programs.Tool, ["start", "--port", "0", "--json", "--data", data, .. args])), folder);
}

/// <summary>The smallest client: raw calls of Secrets Manager, or of the service with this prefix, unsigned, over connections of its own.</summary>
internal sealed class RawClient(string url, string prefix = "secretsmanager") : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>The answer's status and body; some answers have none.</summary>
    public async Task<(int Status, JsonElement Body)> Call(string operation, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/x-amz-json-1.1"),
        };
        request.Headers.Add("X-Amz-Target", $"{prefix}.{operation}");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public void Dispose() => _http.Dispose();
}
