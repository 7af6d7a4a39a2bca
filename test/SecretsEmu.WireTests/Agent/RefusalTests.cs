using System.Text;
using SecretsEmu.Agent;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Agent;

/// <summary>What the agents refuse themselves: each text in full, and what is looked at first.</summary>
[TestFixture(AgentMode.Agent, 403)]
[TestFixture(AgentMode.Extension, 401)]
public sealed class RefusalTests(AgentMode mode, int unauthorized)
{
    private static readonly (string, string) Known = (AgentEmulator.Token, AgentOptions.DefaultToken);
    private static readonly (string, string) Wrong = (AgentEmulator.Token, "guess");
    private static readonly (string, string) Proxied = ("X-Forwarded-For", "10.0.0.1");

    [TestCase("/secretsmanager/get", 400, "missing parameter secretId")]
    [TestCase("/secretsmanager/get?secretId=", 400, "missing parameter secretId")]
    [TestCase("/secretsmanager/get?versionId=v&versionStage=AWSCURRENT", 400, "missing parameter secretId")]
    [TestCase("/secretsmanager/get?secretid=a", 400, "unknown parameter: secretid")]
    [TestCase("/secretsmanager/get?secretId=a&abc=123", 400, "unknown parameter: abc")]
    [TestCase("/secretsmanager/get?secretId=a&refreshNow=123", 400, "invalid refreshNow value")]
    [TestCase("/secretsmanager/get?secretId=a&refreshNow=", 400, "invalid refreshNow value")]
    [TestCase("/secretsmanager/get/?secretId=a", 404, "Not found")]
    [TestCase("/v1/", 400, "missing secret ID")]
    [TestCase("/v1/?versionStage=AWSCURRENT", 400, "missing secret ID")]
    [TestCase("/v1/a?secretId=a", 400, "unknown parameter: secretId")]
    [TestCase("/v1/a?refreshNow=yes", 400, "invalid refreshNow value")]
    [TestCase("/v1", 404, "Not found")]
    [TestCase("/", 404, "Not found")]
    [TestCase("/v2/a", 404, "Not found")]
    [TestCase("/systemsmanager/parameters/get", 400, "missing parameter name")]
    [TestCase("/systemsmanager/parameters/get/?name=", 400, "missing parameter name")]
    [TestCase("/systemsmanager/parameters/get/?name=a&secretId=a", 400, "unknown parameter: secretId")]
    [TestCase("/systemsmanager/parameters/get/?name=a&withDecryption=yes", 400, "invalid withDecryption value")]
    [TestCase("/systemsmanager/parameters/get/?name=a&withDecryption=", 400, "invalid withDecryption value")]
    [TestCase("/systemsmanager/parameters/get/?name=a&version=1&label=live", 400, "version and label exclude each other")]
    public async Task A_request_that_cannot_be_read_is_refused_in_plain_text(string target, int status, string text)
    {
        await using var agent = await AgentEmulator.Start(mode);

        (await agent.Get(target)).ShouldBe(status, text);
    }

    [Test]
    public async Task Without_the_token_nothing_is_served()
    {
        await using var agent = await AgentEmulator.Start(mode);
        await agent.Secrets.Create("a", "one");

        foreach (var target in (string[])["/secretsmanager/get?secretId=a", "/v1/a", "/systemsmanager/parameters/get/?name=a", "/nothing"])
        {
            (await agent.Send(HttpMethod.Get, target)).ShouldBe(unauthorized, "Bad Token");
            (await agent.Send(HttpMethod.Get, target, Wrong)).ShouldBe(unauthorized, "Bad Token");
        }
    }

    [Test]
    public async Task Ping_needs_no_token()
    {
        await using var agent = await AgentEmulator.Start(mode);

        (await agent.Send(HttpMethod.Get, "/ping")).ShouldBe(200, "healthy");
        (await agent.Send(HttpMethod.Get, "/ping", Wrong, Proxied)).ShouldBe(200, "healthy");
        (await agent.Send(HttpMethod.Post, "/ping")).ShouldBe(405, "Not allowed");
    }

    [Test]
    public async Task A_forwarded_request_is_refused_before_its_token_that_before_its_method_and_that_before_its_route()
    {
        await using var agent = await AgentEmulator.Start(mode);

        (await agent.Send(HttpMethod.Post, "/nothing", Wrong, Proxied)).ShouldBe(400, "Forwarded");
        (await agent.Send(HttpMethod.Get, "/v1/a", Known, Proxied)).ShouldBe(400, "Forwarded");
        (await agent.Send(HttpMethod.Post, "/nothing", Wrong)).ShouldBe(unauthorized, "Bad Token");
        (await agent.Send(HttpMethod.Post, "/nothing", Known)).ShouldBe(405, "Not allowed");
        (await agent.Send(HttpMethod.Put, "/v1/a", Known)).ShouldBe(405, "Not allowed");
        (await agent.Send(HttpMethod.Get, "/nothing", Known)).ShouldBe(404, "Not found");
    }

    [Test]
    public async Task A_refusal_of_a_service_keeps_its_status_and_its_sentence()
    {
        await using var agent = await AgentEmulator.Start(mode);
        await agent.Secrets.Create("empty");

        (await agent.Get("/secretsmanager/get?secretId=nothing")).ShouldBe(
            400, """{"__type":"ResourceNotFoundException", "message":"Secrets Manager can't find the specified secret."}""");
        (await agent.Get("/v1/empty")).ShouldBe(
            400, """{"__type":"ResourceNotFoundException", "message":"Secrets Manager can't find the specified secret value for staging label: AWSCURRENT"}""");
        (await agent.Get("/v1/a%2Fb")).Json.GetProperty("__type").GetString().ShouldBe("ValidationException");
        (await agent.Get("/v1/a%2Fb")).Status.ShouldBe(400);
    }

    [Test]
    public async Task A_refusal_is_not_cached()
    {
        await using var agent = await AgentEmulator.Start(mode);
        (await agent.Get("/v1/a")).Status.ShouldBe(400);

        await agent.Secrets.Create("a", "one");

        (await agent.ValueOf("/v1/a")).ShouldBe("one");
    }

    [Test]
    public async Task The_log_says_what_was_refused_and_never_a_token_or_a_value()
    {
        await using var agent = await AgentEmulator.Start(mode, ("AWS_SESSION_TOKEN", "my-token"));
        await agent.Secrets.Create("a", "swordfish");
        await agent.Send(HttpMethod.Get, "/v1/a", (AgentEmulator.Token, "a-guess"));
        (await agent.Send(HttpMethod.Get, "/v1/a", (AgentEmulator.Token, "my-token"))).Body.ShouldContain("swordfish");
        await agent.Send(HttpMethod.Get, "/v1/a?a%0Ab=1", (AgentEmulator.Token, "my-token"));

        var log = await agent.Log();

        log.ShouldContain($"secrets-emu: the agent refused a request: {unauthorized} Bad Token\n");
        log.ShouldContain("secrets-emu: the agent refused a request: 400 unknown parameter\n");
        log.ShouldNotContain("swordfish");
        log.ShouldNotContain("my-token");
        log.ShouldNotContain("a-guess");
    }
}

/// <summary>How many connections apps may hold.</summary>
public sealed class ConnectionLimitTests
{
    private const string Ping = "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";

    [Test]
    public async Task Requests_on_connections_beyond_the_limit_are_refused_but_for_health_checks()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("agent.toml"), "max_conn = 1");
        await using var agent = await AgentEmulator.Start(new AgentOptions { ConfigFile = folder.File("agent.toml") });
        await using var held = await Connect(agent);
        (await held.Exchange(Ping)).ShouldEndWith("healthy");

        await using var second = await Connect(agent);
        (await second.Exchange($"GET /v1/a HTTP/1.1\r\nHost: a\r\n{AgentEmulator.Token}: wrong\r\n\r\n")).ShouldEndWith("Connection limit exceeded");
        (await second.Exchange(Ping)).ShouldEndWith("healthy");

        await using var third = await Connect(agent);
        (await third.Exchange(Ping)).ShouldEndWith("healthy");
        await using var fourth = await Connect(agent);
        (await fourth.Exchange(Ping)).ShouldStartWith("HTTP/1.1 429 ");
    }

    private static async Task<KeptConnection> Connect(AgentEmulator agent)
    {
        var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(agent.Emulator.Server.AgentUrl!.Host, agent.Emulator.Server.AgentUrl.Port);
        return new(client);
    }

    // One whose answers are read by their length, and which stays open.
    private sealed class KeptConnection(System.Net.Sockets.TcpClient client) : IAsyncDisposable
    {
        private readonly StreamReader _reader = new(client.GetStream(), Encoding.ASCII);

        public async Task<string> Exchange(string request)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
            var (head, length) = (new StringBuilder(), 0);
            while (await _reader.ReadLineAsync() is { Length: > 0 } line)
            {
                head.Append(line).Append('\n');
                length = line.StartsWith("Content-Length: ", StringComparison.Ordinal) ? int.Parse(line["Content-Length: ".Length..], null) : length;
            }

            var body = new char[length];
            await _reader.ReadBlockAsync(body);
            return head.Append(body).ToString();
        }

        public ValueTask DisposeAsync()
        {
            _reader.Dispose();
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
