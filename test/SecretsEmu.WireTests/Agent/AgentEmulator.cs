using System.Globalization;
using System.Net;
using SecretsEmu.Agent;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Agent;

/// <summary>An emulator with an agent on a free port, whose environment is the test's own, and an app that asks it.</summary>
internal sealed class AgentEmulator : IAsyncDisposable
{
    public const string Token = "X-Aws-Parameters-Secrets-Token";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly StringWriter _log;

    private AgentEmulator(Emulator emulator, StringWriter log) => (Emulator, _log) = (emulator, log);

    public Emulator Emulator { get; }

    public SecretsClient Secrets => Emulator.Secrets;

    public static Task<AgentEmulator> Start(AgentMode mode, params (string Name, string Value)[] environment) =>
        Start(new AgentOptions { Mode = mode, Environment = environment.ToDictionary(one => one.Name, one => one.Value) });

    public static async Task<AgentEmulator> Start(AgentOptions? agent = null, SecretsEmulatorOptions? options = null)
    {
        var log = new StringWriter(CultureInfo.InvariantCulture);
        var given = agent ?? new();
        return new(
            await Emulator.Start(options: (options ?? new()) with
            {
                Agent = given with { Port = given.Port ?? 0, Environment = given.Environment ?? new Dictionary<string, string>() }, RequestLog = log,
            }),
            log);
    }

    /// <summary>One GET with the default token.</summary>
    /// <param name="target">Path and query, sent as they are.</param>
    public Task<AgentAnswer> Get(string target) => Send(HttpMethod.Get, target, (Token, AgentOptions.DefaultToken));

    public async Task<AgentAnswer> Send(HttpMethod method, string target, params (string Name, string Value)[] headers)
    {
        var url = new Uri(Emulator.Server.AgentUrl!.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, url) { Version = HttpVersion.Version11 };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _http.SendAsync(request);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.ToString());
    }

    /// <summary>The value that an app gets.</summary>
    public async Task<string> ValueOf(string target)
    {
        var answer = await Get(target);
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json.GetProperty("SecretString").GetString()!;
    }

    /// <summary>Lets the emulator's clock pass.</summary>
    public Task Pass(double seconds) => Emulator.Server.Clock.AdvanceAsync(TimeSpan.FromSeconds(seconds));

    /// <summary>Stops it; the calls that reached the services, by name, without those of the test itself.</summary>
    public async Task<IReadOnlyList<string>> Calls()
    {
        await Emulator.DisposeAsync();
        return
        [
            .. _log.ToString().Split('\n').Where(line => line.StartsWith("secretsmanager.", StringComparison.Ordinal))
                .Select(line => line["secretsmanager.".Length..line.IndexOf(' ', StringComparison.Ordinal)])
                .Where(operation => operation is "GetSecretValue" or "DescribeSecret"),
        ];
    }

    /// <summary>Stops it; its log.</summary>
    public async Task<string> Log()
    {
        await Emulator.DisposeAsync();
        return _log.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }
}

/// <summary>What an app gets.</summary>
internal sealed record AgentAnswer(int Status, string Body, string? ContentType)
{
    public System.Text.Json.JsonElement Json => System.Text.Json.JsonDocument.Parse(Body).RootElement;

    /// <summary>The whole answer, which never says what type it has.</summary>
    public void ShouldBe(int status, string body)
    {
        Body.ShouldBe(body);
        Status.ShouldBe(status);
        ContentType.ShouldBeNull();
    }
}
