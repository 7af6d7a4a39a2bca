using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SecretsEmu.WireTests.Tool;

[Parallelizable(ParallelScope.All)]
public sealed class StartTests
{
    [Test]
    [Platform(Exclude = "Win", Reason = "the export lines are PowerShell's there")]
    public async Task Start_prints_a_banner_with_the_lines_to_copy_and_then_Ready()
    {
        using var folder = new TemporaryFolder();
        await using var tool = ToolProcess.Start(["start", "--port", "0", "--data", folder.Data, "--region", "eu-west-1"]);

        await tool.ReadTo("Ready.");

        var url = tool.Output.Split('\n')[0].Split(' ')[^1];
        tool.Output.ShouldBe($"""
            secrets-emu 0.1.0 at {url}
            Data: {folder.Data}
            Default account 000000000000, default region eu-west-1
            Access: policies are enforced; who is not described is trusted; no principal is described.

            export AWS_ENDPOINT_URL_SECRETS_MANAGER={url}
            export AWS_ENDPOINT_URL_KMS={url}
            export AWS_ENDPOINT_URL_STS={url}
            export AWS_ENDPOINT_URL_SSM={url}
            export AWS_REGION=eu-west-1
            export AWS_DEFAULT_REGION=eu-west-1
            export AWS_ACCESS_KEY_ID=test
            export AWS_SECRET_ACCESS_KEY=test
            export AWS_EC2_METADATA_DISABLED=true

            Ready.

            """);
    }

    [Test]
    public async Task Start_json_prints_one_line_that_says_where_it_is()
    {
        using var folder = new TemporaryFolder();

        await using var server = await ToolServer.Start(["--data", folder.Data]);

        server.Line.EnumerateObject().Select(member => member.Name).ShouldBe(["version", "url", "pid", "account", "region", "data", "clock", "strict", "access", "principals"]);
        server.Line.GetProperty("version").GetString().ShouldBe("0.1.0");
        server.Url.ShouldBe($"http://127.0.0.1:{server.Port}");
        server.Line.GetProperty("pid").GetInt32().ShouldBe(server.Process.Pid);
        server.Line.GetProperty("data").GetString().ShouldBe(folder.Data);
        server.Line.GetProperty("clock").GetProperty("offsetSeconds").GetDouble().ShouldBe(0);
        server.Line.GetProperty("clock").GetProperty("frozen").GetBoolean().ShouldBeFalse();
    }

    [Test]
    [Platform(Include = "Linux")]
    public async Task Without_a_choice_the_state_lies_in_a_folder_of_the_user()
    {
        using var folder = new TemporaryFolder();

        await using var server = await ToolServer.Start([], ("XDG_DATA_HOME", folder.Path));
        await server.Create("db", "one");

        server.Line.GetProperty("data").GetString().ShouldBe(folder.File("secrets-emu"));
        File.Exists(folder.File("secrets-emu/secrets-emu.db")).ShouldBeTrue();
    }

    [Test]
    public async Task Each_request_is_a_line_of_the_log()
    {
        await using var server = await ToolServer.InMemory();
        await server.Call("GetSecretValue", """{"SecretId":"nowhere"}""");

        var line = await server.Process.ReadLine();

        line!.ShouldMatch(@"^secretsmanager\.GetSecretValue => 400 ResourceNotFoundException \d+ ms, request [0-9a-f-]{36}$");
    }

    [Test]
    public async Task Each_request_is_a_line_of_JSON_when_asked_for()
    {
        await using var server = await ToolServer.InMemory("--log", "json");
        await server.Call("GetSecretValue", """{"SecretId":"nowhere"}""");

        var line = System.Text.Json.JsonDocument.Parse((await server.Process.ReadLine())!).RootElement;

        line.GetProperty("operation").GetString().ShouldBe("secretsmanager.GetSecretValue");
        line.GetProperty("status").GetInt32().ShouldBe(400);
        line.GetProperty("error").GetString().ShouldBe("ResourceNotFoundException");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "signals")]
    public async Task Quiet_leaves_the_lines_of_requests_out()
    {
        await using var server = await ToolServer.InMemory("--quiet");
        await server.Call("GetSecretValue", """{"SecretId":"nowhere"}""");

        var (code, output, error) = await server.Stop();

        code.ShouldBe(0);
        output.Split('\n').Length.ShouldBe(2);
        error.ShouldBe("");
    }

    [Test]
    public async Task A_port_that_another_program_has_ends_with_3_and_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var finished = await ToolProcess.Run("start", "--in-memory", "--port", port);

        finished.ShouldBe(new Finished(3, "", $"Port {port} is in use by another program. Choose another with --port (0 takes a free one).\n"));
    }

    [Test]
    public async Task A_port_that_another_secrets_emu_has_ends_with_3_and_its_pid()
    {
        await using var other = await ToolServer.InMemory();

        var finished = await ToolProcess.Run("start", "--in-memory", "--port", other.Port.ToString(CultureInfo.InvariantCulture));

        finished.ShouldBe(new Finished(
            3,
            "",
            $"Port {other.Port} is in use by secrets-emu, pid {other.Process.Pid}. Stop it with secrets-emu stop --url {other.Url}, or choose another with --port (0 takes a free one).\n"));
    }

    [Test]
    public async Task A_malformed_seed_file_ends_with_7_and_names_the_line()
    {
        using var folder = new TemporaryFolder();
        var seed = folder.Write("seed.jsonc", "{\n  \"secrets\": nonsense\n}\n");

        var (code, output, error) = await ToolProcess.Run("start", "--in-memory", "--port", "0", "--seed", seed);

        code.ShouldBe(7);
        output.ShouldBe("");
        error.ShouldContain(seed);
        error.ShouldContain("2");
    }

    [Test]
    public async Task A_malformed_principals_file_ends_with_8_and_names_the_line()
    {
        using var folder = new TemporaryFolder();
        var principals = folder.Write("principals.jsonc", "{\n  \"accounts\": [{ \"id\": \"prod\" }]\n}\n");

        var finished = await ToolProcess.Run("start", "--in-memory", "--port", "0", "--principals", principals);

        finished.ShouldBe(new Finished(8, "", $"{principals}, line 2: the id of an account is twelve digits, as a text.\n"));
    }
}
