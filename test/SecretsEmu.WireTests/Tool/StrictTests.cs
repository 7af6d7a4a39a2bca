namespace SecretsEmu.WireTests.Tool;

/// <summary>Strict mode from the command line, and the tool's own requests in it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StrictTests
{
    private const string NotSigned = """{"__type":"MissingAuthenticationTokenException","message":"Request is missing Authentication Token"}""";
    private const string Seed = """{ "secrets": [ { "name": "prod/db", "string": "hunter2" } ] }""";

    [Test]
    public async Task Start_strict_refuses_a_request_that_is_not_signed()
    {
        await using var strict = await ToolServer.InMemory("--strict");
        await using var trusting = await ToolServer.InMemory();

        (await Unsigned(strict.Url)).ShouldBe(NotSigned);
        (await Unsigned(trusting.Url)).ShouldBe("""{"SecretList":[]}""");
    }

    [Test]
    public async Task The_option_has_a_twin_in_the_environment()
    {
        await using var server = await ToolServer.Start(["--in-memory"], ("SECRETS_EMU_STRICT", "true"));

        (await Unsigned(server.Url)).ShouldBe(NotSigned);
    }

    [TestCase("5")]
    [TestCase("25h")]
    [TestCase("-1m")]
    public async Task A_skew_is_a_time_of_at_most_a_day(string skew)
    {
        var finished = await ToolProcess.Run("start", "--strict", "--clock-skew=" + skew);

        finished.ShouldBe(new Finished(2, "", $"--clock-skew takes a time from 0s to 1d, such as 5m or 90s, not '{skew}'.\n"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "the command is a shell's")]
    public async Task Exec_strict_reads_its_secrets_with_a_true_signature()
    {
        using var folder = new TemporaryFolder();

        var finished = await ToolProcess.Run(
            "exec", "--strict", "--account", "111122223333", "--seed", folder.Write("seed.jsonc", Seed), "--secret", "A=prod/db", "--", "sh", "-c", "echo $A");

        finished.ShouldBe(new Finished(0, "hunter2\n", ""));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "the command is a shell's")]
    public async Task Exec_reads_the_secrets_of_a_strict_server_too()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.InMemory("--strict", "--seed", folder.Write("seed.jsonc", Seed));

        (await ToolProcess.Run("exec", "--url", server.Url, "--secret", "A=prod/db", "--", "sh", "-c", "echo $A")).ShouldBe(new Finished(0, "hunter2\n", ""));
    }

    [TestCase("--strict")]
    [TestCase("--clock-skew=1m")]
    public async Task Exec_against_another_server_takes_neither(string option)
    {
        var finished = await ToolProcess.Run("exec", option, "--url", "http://127.0.0.1:1", "--", "true");

        finished.ShouldBe(new Finished(2, "", "--strict, --clock-skew and --access are for a server of exec's own: the one at --url was told at its start.\n"));
    }

    private static async Task<string> Unsigned(string url)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("{}") };
        request.Headers.Add("X-Amz-Target", "secretsmanager.ListSecrets");
        using var answer = await http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
