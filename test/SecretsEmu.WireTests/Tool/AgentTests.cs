using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SecretsEmu.WireTests.Tool;

/// <summary>The local agent at the tool: its start, what it caches, and what the tool tells of it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AgentTests
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    [Test]
    public async Task The_agent_shows_the_stale_read_and_its_end()
    {
        await using var server = await ToolServer.InMemory("--agent", "--agent-port", "0");
        var url = UrlOf(server);
        await server.Clock("""{"action":"freeze"}""");
        await server.Clock("""{"action":"set","to":"2100-01-01T00:00:00Z"}""");
        await server.Create("prod/db", "one");
        (await ValueOf(url)).ShouldBe("one");
        await server.Call("PutSecretValue", """{"SecretId":"prod/db","SecretString":"two","ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");

        (await ValueOf(url)).ShouldBe("one");
        var (code, output, error) = await server.Run("agent");
        (code, error).ShouldBe((0, ""));
        output.ShouldBe($"""
            Secrets Manager Agent at {url}, TTL 300 s, token secrets-emu
            STALE    prod/db  AWSCURRENT  version 00000000-0000-0000-0000-000000000001, 0 s old, expires 2100-01-01T00:05:00.000Z
                     the service has version 00000000-0000-0000-0000-000000000002 by now
            1 stale: served until it expires; secrets-emu clock advance 300s passes that, refreshNow=true asks at once.

            """);

        (await server.Run("clock", "advance", "300s")).Code.ShouldBe(0);
        (await ValueOf(url)).ShouldBe("two");
        (await server.Run("agent")).Output.ShouldBe($"""
            Secrets Manager Agent at {url}, TTL 300 s, token secrets-emu
            current  prod/db  AWSCURRENT  version 00000000-0000-0000-0000-000000000002, 0 s old, expires 2100-01-01T00:10:00.000Z
            Nothing in its cache is stale.

            """);
    }

    [Test]
    public async Task The_closing_line_has_the_time_to_live_of_what_is_stale_and_suggests_only_what_helps()
    {
        await using var server = await ToolServer.Start(
            ["--in-memory", "--agent", "--agent-port", "0", "--agent-mode", "extension"], ("SECRETS_MANAGER_TTL", "30"), ("SSM_PARAMETER_STORE_TTL", "20"));
        var url = UrlOf(server);
        await server.Clock("""{"action":"freeze"}""");
        await server.Ssm("PutParameter", """{"Name":"colour","Value":"red","Type":"String","Overwrite":true}""");
        await server.Create("prod/db", "one");
        await Ask(url, "/systemsmanager/parameters/get?name=colour");
        await Ask(url, "/secretsmanager/get?secretId=prod%2Fdb");

        await server.Ssm("PutParameter", """{"Name":"colour","Value":"blue","Type":"String","Overwrite":true}""");
        (await server.Run("agent")).Output.ShouldStartWith($"Lambda extension at {url}, TTL 30 s (parameters 20 s), token secrets-emu\nSTALE    colour  newest  version 1, 0 s old, expires ");
        (await ClosingLine(server)).ShouldBe("1 stale: served until it expires; secrets-emu clock advance 20s passes that.");
        await server.Call("PutSecretValue", """{"SecretId":"prod/db","SecretString":"two","ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");
        (await ClosingLine(server)).ShouldBe("2 stale: served until they expire; secrets-emu clock advance 30s passes that, refreshNow=true asks at once for a secret.");
        (await server.Run("clock", "advance", "20s")).Code.ShouldBe(0);
        (await ClosingLine(server)).ShouldBe("2 stale: served until they expire; secrets-emu clock advance 30s passes that, refreshNow=true asks at once.");
        (await server.Run("clock", "advance", "10s")).Code.ShouldBe(0);
        (await ClosingLine(server)).ShouldBe("2 stale, but expired: the next request asks the service.");
    }

    [Test]
    public async Task Status_tells_of_the_agent_and_env_what_its_apps_need()
    {
        await using var server = await ToolServer.Start(["--in-memory", "--agent", "--agent-port", "0", "--agent-mode", "extension"], ("SECRETS_MANAGER_TTL", "30"));
        var url = UrlOf(server);

        (await server.Run("status")).Output.ShouldEndWith($"\nAgent: Lambda extension at {url}, TTL 30 s (parameters 300 s), token secrets-emu\n");
        (await server.Run("env", "--shell", "dotenv")).Output.ShouldEndWith($"PARAMETERS_SECRETS_EXTENSION_HTTP_PORT={new Uri(url).Port}\nAWS_SESSION_TOKEN=secrets-emu\n");
        JsonDocument.Parse((await server.Run("agent", "--json")).Output).RootElement.GetProperty("entries").GetArrayLength().ShouldBe(0);
        (await server.Run("agent")).Output.ShouldEndWith("\nIts cache is empty.\n");
    }

    [Test]
    public async Task A_token_of_the_servers_environment_is_named_and_never_shown()
    {
        await using var server = await ToolServer.Start(["--in-memory", "--agent", "--agent-port", "0"], ("AWS_TOKEN", "swordfish"));

        (await server.Run("status")).Output.ShouldEndWith(", TTL 300 s, token that AWS_TOKEN held\n");
        (await server.Run("env", "--shell", "dotenv")).Output.ShouldNotContain("AWS_TOKEN");
        (await server.Run("agent", "--json")).Output.ShouldNotContain("swordfish");
        server.Line.ToString().ShouldNotContain("swordfish");
    }

    [Test]
    public async Task Status_says_as_whom_it_runs()
    {
        await using var server = await ToolServer.InMemory("--agent", "--agent-port", "0", "--agent-role", "role/app");

        (await server.Run("status")).Output.ShouldEndWith($"\nAgent: Secrets Manager Agent at {UrlOf(server)}, TTL 300 s, as role/app, token secrets-emu\n");
    }

    [Test]
    public async Task The_banner_has_a_line_for_it()
    {
        await using var tool = ToolProcess.Start(["start", "--in-memory", "--port", "0", "--agent", "--agent-port", "0"]);
        await tool.ReadTo("Ready.");

        tool.Output.Split('\n').Single(line => line.StartsWith("Agent: ", StringComparison.Ordinal))
            .ShouldMatch("^Agent: Secrets Manager Agent at http://127\\.0\\.0\\.1:[0-9]+, TTL 300 s, token secrets-emu$");
    }

    [Test]
    public async Task With_strict_the_token_of_the_extension_is_no_session_token_of_SDKs()
    {
        await using var server = await ToolServer.InMemory("--strict", "--agent", "--agent-port", "0", "--agent-mode", "extension");

        (await server.Run("env", "--shell", "dotenv")).Output.ShouldEndWith($"PARAMETERS_SECRETS_EXTENSION_HTTP_PORT={new Uri(UrlOf(server)).Port}\nAWS_TOKEN=secrets-emu\n");
    }

    [Test]
    public async Task A_server_without_an_agent_says_how_to_get_one()
    {
        await using var server = await ToolServer.InMemory();

        (await server.Run("agent")).ShouldBe(new Finished(2, "", "This server has no agent: secrets-emu start --agent.\n"));
        (await server.Run("status")).Output.ShouldNotContain("Agent:");
    }

    [Test]
    public async Task The_command_of_exec_finds_the_port_and_the_token()
    {
        var finished = await ToolProcess.Run(
            ["exec", "--agent", "--agent-port", "0", "--", "sh", "-c", "test $PARAMETERS_SECRETS_EXTENSION_HTTP_PORT -gt 0 && echo $AWS_TOKEN"]);

        finished.ShouldBe(new Finished(0, "secrets-emu\n", ""));
    }

    [Test]
    public async Task The_command_of_exec_gets_the_token_that_its_server_found()
    {
        var finished = await ToolProcess.Run(
            ["exec", "--agent", "--agent-port", "0", "--agent-mode", "extension", "--", "sh", "-c", "echo $AWS_SESSION_TOKEN"], ("AWS_SESSION_TOKEN", "swordfish"));

        finished.ShouldBe(new Finished(0, "swordfish\n", ""));
    }

    [Test]
    public async Task A_port_in_use_has_the_exit_code_of_ports_in_use()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var finished = await ToolProcess.Run("start", "--in-memory", "--port", "0", "--agent", "--agent-port", port);

        finished.ShouldBe(new Finished(3, "", $"Port {port} for the agent is in use. Choose another with --agent-port, or 0 for a free one.\n"));
    }

    [TestCase("start --in-memory --port 0 --agent --agent-port 0 --agent-role user/app", "The agent's role 'user/app' is none that --principals describes. It is an ARN such as arn:aws:iam::000000000000:role/app, or role/NAME.")]
    [TestCase("start --in-memory --agent --agent-config /nowhere/agent.toml", "The configuration of the agent cannot be read: Could not find a part of the path '/nowhere/agent.toml'.")]
    [TestCase("start --in-memory --port 0 --host 192.0.2.1", "192.0.2.1 is no address of this machine. Listen on one that is, such as 127.0.0.1, or on 0.0.0.0 for all.")]
    [TestCase("start --agent-port 0", "--agent-port is about the agent, which --agent starts.")]
    [TestCase("exec --agent-mode extension -- true", "--agent-mode is about the agent, which --agent starts.")]
    [TestCase("start --agent --agent-mode lambda", "--agent-mode takes agent or extension, not 'lambda'.")]
    [TestCase("start --agent --agent-port x", "--agent-port takes a number from 0 to 65535, not 'x'.")]
    [TestCase("exec --agent --url http://127.0.0.1:1 -- true", "--agent is for a server of exec's own: the one at --url was told at its start.")]
    public async Task Options_that_cannot_be_used_are_refused(string command, string sentence) =>
        (await ToolProcess.Run(command.Split(' '))).ShouldBe(new Finished(2, "", $"{sentence}\n"));

    private static string UrlOf(ToolServer server) => server.Line.GetProperty("agent").GetProperty("url").GetString()!;

    private static async Task<string> ValueOf(string url) =>
        (await Ask(url, "/secretsmanager/get?secretId=prod%2Fdb")).GetProperty("SecretString").GetString()!;

    private static async Task<JsonElement> Ask(string url, string target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url + target);
        request.Headers.Add("X-Aws-Parameters-Secrets-Token", "secrets-emu");
        using var answer = await Http.SendAsync(request);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static async Task<string> ClosingLine(ToolServer server) => (await server.Run("agent")).Output.TrimEnd('\n').Split('\n')[^1];
}
