using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SecretsEmu.WireTests.Tool;

/// <summary>The commands that talk to a running server.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ServerCommandTests
{
    private const string NoServer = "No secrets-emu answers at http://127.0.0.1:1. Start one with secrets-emu start, or name its address with --url.\n";

    [TestCase("status")]
    [TestCase("stop")]
    [TestCase("reset")]
    [TestCase("export")]
    [TestCase("env")]
    [TestCase("clock show")]
    [TestCase("clock freeze")]
    [TestCase("clock advance 1d")]
    [TestCase("clock set 2030-01-01")]
    [TestCase("clock resume")]
    [TestCase("explain")]
    [TestCase("region list")]
    [TestCase("region down eu-west-1")]
    [TestCase("region up eu-west-1")]
    [TestCase("break throttle")]
    [TestCase("mend")]
    [TestCase("can --as role/app --do kms:Decrypt")]
    [TestCase("exec -- true")]
    public async Task Without_a_server_each_command_ends_with_1_and_says_so(string line)
    {
        var (command, operands) = line.Split(" -- ") is [var first, var rest] ? (first, (string[])["--", rest]) : (line, []);

        var finished = await ToolProcess.Run([.. command.Split(' '), "--url", "http://127.0.0.1:1", .. operands]);

        finished.ShouldBe(new Finished(1, "", NoServer));
    }

    [Test]
    public async Task Another_server_is_told_from_ours()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        var answer = AnswerOnce(other, "HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>");

        var finished = await ToolProcess.Run("status", "--url", url);

        await answer;
        finished.ShouldBe(new Finished(1, "", $"What answers at {url} is not secrets-emu. Name its address with --url.\n"));
    }

    [Test]
    public async Task Status_says_which_server_runs()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.Start(["--data", folder.Data, "--region", "eu-west-1"]);
        await server.Create("one", "value");
        await server.FreezeClockAt2100();

        var (code, output, error) = await server.Run("status");

        (code, error).ShouldBe((0, ""));
        output.ShouldStartWith($"""
            secrets-emu 0.1.0 runs at {server.Url}, pid {server.Process.Pid}
            Data: {folder.Data}
            Default account 000000000000, default region eu-west-1
            Clock: 2100-01-01T
            """);
        output.ShouldEndWith(
            " ahead of the wall clock, frozen\nAccess: policies are enforced; who is not described is trusted; no principal is described.\nSecrets: 1\nRegions down: none\nBroken on purpose: nothing\n");
    }

    [Test]
    public async Task Status_json_is_one_line_with_what_start_printed_and_the_number_of_secrets()
    {
        await using var server = await ToolServer.InMemory();
        await server.Create("one", "value");

        var (code, output, _) = await server.Run("status", "--json");

        code.ShouldBe(0);
        output.TrimEnd('\n').ShouldNotContain("\n");
        var status = JsonDocument.Parse(output).RootElement;
        status.EnumerateObject().Select(member => member.Name).ShouldBe(["version", "url", "pid", "account", "region", "clock", "strict", "access", "principals", "regionsDown", "secrets", "faults"]);
        status.GetProperty("url").GetString().ShouldBe(server.Url);
        status.GetProperty("pid").GetInt32().ShouldBe(server.Process.Pid);
        status.GetProperty("secrets").GetInt32().ShouldBe(1);
    }

    [Test]
    public async Task Stop_returns_when_the_server_is_gone()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.Start(["--data", folder.Data]);

        var finished = await server.Run("stop");
        await using var again = await ToolServer.Start(["--data", folder.Data]);

        finished.ShouldBe(new Finished(0, $"Stopped secrets-emu at {server.Url}, pid {server.Process.Pid}.\n", ""));
        (await server.Process.End()).Code.ShouldBe(0);
    }

    [Test]
    public async Task Stop_json_says_which_server_it_stopped()
    {
        await using var server = await ToolServer.InMemory();

        var finished = await server.Run("stop", "--json");

        finished.ShouldBe(new Finished(0, $$"""{"url":"{{server.Url}}","pid":{{server.Process.Pid}},"stopped":true}""" + "\n", ""));
    }

    [Test]
    public async Task Wait_returns_when_requests_work()
    {
        await using var server = await ToolServer.InMemory();

        (await server.Run("wait")).ShouldBe(new Finished(0, $"Ready: {server.Url}\n", ""));
        var json = JsonDocument.Parse((await server.Run("wait", "--json")).Output).RootElement;
        json.GetProperty("url").GetString().ShouldBe(server.Url);
        json.GetProperty("ready").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task Wait_gives_up_after_its_timeout_with_1()
    {
        var finished = await ToolProcess.Run("wait", "--timeout", "1ms", "--url", "http://127.0.0.1:1");

        finished.ShouldBe(new Finished(1, "", "No secrets-emu was ready at http://127.0.0.1:1 within 0.001 s: nothing answers there.\n"));
    }

    [Test]
    public async Task Reset_goes_back_to_what_the_start_gave()
    {
        using var folder = new TemporaryFolder();
        var seed = folder.Write("seed.jsonc", """
            { // one secret
              "secrets": [ { "name": "seeded", "string": "one" } ] }
            """);
        await using var server = await ToolServer.InMemory("--seed", seed);
        await server.Create("later", "value");
        await server.Call("PutSecretValue", """{"SecretId":"seeded","SecretString":"two","ClientRequestToken":"00000000-0000-0000-0000-000000000002"}""");

        var finished = await server.Run("reset");

        finished.ShouldBe(new Finished(0, "Empty again, then 1 seeded.\n", ""));
        (await server.ValueOf("seeded")).ShouldBe("one");
        (await server.Call("GetSecretValue", """{"SecretId":"later"}""")).ShouldContain("ResourceNotFoundException");
    }

    [Test]
    public async Task Reset_without_seeds_leaves_nothing()
    {
        await using var server = await ToolServer.InMemory();
        await server.Create("later", "value");

        (await server.Run("reset")).ShouldBe(new Finished(0, "Empty again.\n", ""));
        (await server.Run("reset", "--json")).ShouldBe(new Finished(0, """{"seeded":{"created":[],"leftAlone":[]}}""" + "\n", ""));
    }

    [Test]
    public async Task Export_prints_secrets_without_values_unless_asked_for()
    {
        await using var server = await ToolServer.InMemory();
        await server.Create("db/password", "TOPSECRET");

        var without = await server.Run("export");
        var with = await server.Run("export", "--values");

        without.Code.ShouldBe(0);
        without.Output.ShouldContain("db/password");
        without.Output.ShouldNotContain("TOPSECRET");
        with.Output.ShouldContain("TOPSECRET");
    }

    [Test]
    public async Task What_export_wrote_seeds_another_server()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.InMemory();
        await server.Create("db/password", "TOPSECRET");
        var description = await server.Call("DescribeSecret", """{"SecretId":"db/password"}""");
        var file = folder.File("export.jsonc");

        (await server.Run("export", "--values", "--output", file)).ShouldBe(new Finished(0, "", ""));
        await using var other = await ToolServer.InMemory("--seed", file);

        (await other.ValueOf("db/password")).ShouldBe("TOPSECRET");
        ArnOf(await other.Call("DescribeSecret", """{"SecretId":"db/password"}""")).ShouldBe(ArnOf(description));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "file modes")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_file_with_values_is_for_its_owner_only()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.InMemory();
        var (mine, open) = (folder.File("mine"), folder.Write("open", "as it was"));
        File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var made = await server.Run("export", "--values", "--output", mine);
        var refused = await server.Run("export", "--values", "--output", open);

        made.Code.ShouldBe(0);
        File.GetUnixFileMode(mine).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        refused.ShouldBe(new Finished(2, "", $"Others may read {open}, and it would hold secret values and key material. Remove it or chmod it to 600 first.\n"));
        File.ReadAllText(open).ShouldBe("as it was");
    }

    private static string ArnOf(string description) => JsonDocument.Parse(description).RootElement.GetProperty("ARN").GetString()!;

    private static async Task AnswerOnce(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        await stream.ReadAtLeastAsync(new byte[4096], 1);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
    }
}
