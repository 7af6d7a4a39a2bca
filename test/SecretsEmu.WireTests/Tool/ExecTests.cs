using SecretsEmu.WireTests.Rotation;

namespace SecretsEmu.WireTests.Tool;

[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "the commands are a shell's")]
public sealed class ExecTests
{
    private const string Seed = """
        { // accounts and regions default to those of the server
          "secrets": [
            { "name": "prod/db", "string": "{\"user\":\"app\",\"password\":\"hunter2\",\"port\":5432}" },
            { "name": "plain", "string": "it's  a value" },
            { "name": "nul", "string": "a\u0000b" }, { "name": "binary", "binary": "AAEC" } ] }
        """;

    [Test]
    public async Task The_command_has_its_own_server_and_the_variables_that_name_it()
    {
        var (code, output, error) = await ToolProcess.Run(
            ["exec", "--region", "eu-west-1", "--", "sh", "-c", "echo $AWS_ENDPOINT_URL_SECRETS_MANAGER $AWS_ENDPOINT_URL_KMS $AWS_ENDPOINT_URL_STS $AWS_ENDPOINT_URL_SSM $SECRETS_EMU_URL $AWS_REGION $AWS_DEFAULT_REGION $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY"]);

        (code, error).ShouldBe((0, ""));
        var words = output.Split(' ', '\n');
        words[0].ShouldMatch(@"^http://127\.0\.0\.1:\d+$");
        words[1..5].ShouldAllBe(url => url == words[0]);
        words[5..].ShouldBe(["eu-west-1", "eu-west-1", "test", "test", ""]);
    }

    [Test]
    public async Task Its_server_has_the_functions_that_it_was_given()
    {
        var (code, output, error) = await ToolProcess.Run("exec", "--handlers", RotationCalls.Plugins, "--", "dotnet", ToolProcess.Dll, "functions");

        (code, error).ShouldBe((0, ""));
        output.ShouldContain($"{RotationCalls.Function("good")}\n");
    }

    [TestCase("--handlers", "functions")]
    [TestCase("--lambda-endpoint", "http://127.0.0.1:3001")]
    [TestCase("--events", "events.jsonl")]
    public async Task A_server_that_runs_already_is_told_nothing_of_functions(string option, string value) =>
        (await ToolProcess.Run("exec", "--url", "http://127.0.0.1:1", option, value, "--", "true")).ShouldBe(new Finished(
            2, "", "--handlers, --lambda-endpoint and --events are for a server of exec's own: the one at --url was told at its start.\n"));

    [Test]
    public async Task Its_code_is_returned_and_its_words_arrive_untouched()
    {
        var finished = await ToolProcess.Run("exec", "--", "sh", "-c", """printf '[%s]' "$@"; exit 42""", "sh", "--", "--seed", "@file", "", "a b");

        finished.ShouldBe(new Finished(42, "[--][--seed][@file][][a b]", ""));
    }

    [Test]
    public async Task Standard_input_and_error_are_the_command_s()
    {
        await using var tool = ToolProcess.Start(["exec", "--", "sh", "-c", "read line; echo \"got $line\" >&2"]);
        await tool.Input.WriteLineAsync("a line");

        (await tool.End()).ShouldBe(new Finished(0, "", "got a line\n"));
    }

    [Test]
    public async Task A_command_that_does_not_exist_ends_with_127()
    {
        (await ToolProcess.Run("exec", "--", "no-such-command")).ShouldBe(new Finished(127, "", "There is no command 'no-such-command'.\n"));
        (await ToolProcess.Run("exec", "--", "./no/such")).ShouldBe(new Finished(127, "", "There is no command './no/such'.\n"));
    }

    [Test]
    public async Task A_command_that_is_not_executable_ends_with_126()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("script", "#!/bin/sh\n");

        (await ToolProcess.Run("exec", "--", file)).ShouldBe(new Finished(126, "", $"'{file}' is not executable.\n"));
    }

    [Test]
    public async Task A_command_ended_by_a_signal_gives_128_and_the_signal()
    {
        (await ToolProcess.Run("exec", "--", "sh", "-c", "kill -KILL $$")).Code.ShouldBe(137);
    }

    // HUP goes the same way; a test run under nohup ignores it, and so would the tool and its command.
    [TestCase("TERM")]
    [TestCase("INT")]
    public async Task Signals_are_passed_on_and_the_command_says_how_it_ends(string signal)
    {
        await using var tool = ToolProcess.Start(
            ["exec", "--", "sh", "-c", $"trap 'kill $!; echo caught; exit 9' {signal}; sleep 600 & echo ready; wait"]);
        await tool.ReadTo("ready");

        tool.Signal(signal);

        (await tool.End()).ShouldBe(new Finished(9, "ready\ncaught\n", ""));
    }

    [Test]
    public async Task Secrets_and_keys_of_secrets_become_variables()
    {
        using var folder = new TemporaryFolder();

        var finished = await ToolProcess.Run(
            "exec", "--seed", folder.Write("seed.jsonc", Seed),
            "--secret", "PASSWORD=prod/db:password", "--secret", "PORT=prod/db:port", "--secret", "PLAIN=plain",
            "--", "sh", "-c", "echo \"$PASSWORD|$PORT|$PLAIN\"");

        finished.ShouldBe(new Finished(0, "hunter2|5432|it's  a value\n", ""));
    }

    [TestCase("X=missing", "--secret X: the secret missing cannot be read in us-east-1. Secrets Manager can't find the specified secret.")]
    [TestCase("X=prod/db:nokey", "--secret X: the secret prod/db has no key 'nokey'.")]
    [TestCase("X=plain:key", "--secret X: the secret plain is not a JSON object, so it has no key 'key'.")]
    [TestCase("X=binary", "--secret X: the secret binary is binary, which no variable can hold.")]
    public async Task A_secret_that_cannot_be_a_variable_ends_with_2_and_runs_nothing(string secret, string sentence)
    {
        using var folder = new TemporaryFolder();

        var finished = await ToolProcess.Run("exec", "--seed", folder.Write("seed.jsonc", Seed), "--secret", secret, "--", "echo", "ran");

        finished.ShouldBe(new Finished(2, "", sentence + "\n"));
    }

    [Test]
    public async Task All_that_cannot_be_variables_are_named_at_once()
    {
        using var folder = new TemporaryFolder();

        var finished = await ToolProcess.Run(
            "exec", "--seed", folder.Write("seed.jsonc", Seed), "--secret", "X=missing", "--secret", "GOOD=plain", "--secret", "Y=arn:aws:ssm:us-east-1:000000000000:parameter/p", "--secret", "Z=nul", "--", "echo", "ran");

        finished.ShouldBe(new Finished(2, "", """
            --secret X: the secret missing cannot be read in us-east-1. Secrets Manager can't find the specified secret.
            --secret Y: the parameter arn:aws:ssm:us-east-1:000000000000:parameter/p cannot be read in us-east-1. There is none.
            --secret Z: the secret nul holds a NUL, which no variable can.

            """));
    }

    [Test]
    public async Task A_running_server_can_be_used_and_seeded_instead()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.InMemory("--region", "eu-west-1");
        await server.Create("here", "already");

        var finished = await ToolProcess.Run(
            "exec", "--url", server.Url, "--seed", folder.Write("seed.jsonc", Seed), "--secret", "A=here", "--secret", "B=plain",
            "--", "sh", "-c", "echo \"$A|$B|$AWS_ENDPOINT_URL_SECRETS_MANAGER|$AWS_REGION\"");

        finished.ShouldBe(new Finished(0, $"already|it's  a value|{server.Url}|eu-west-1\n", ""));
    }

    [Test]
    public async Task Principals_are_for_a_server_of_its_own()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.InMemory();
        var (good, bad) = (folder.Write("good.json", """{"accounts":[{"id":"111122223333"}]}"""), folder.Write("bad.json", """{"accounts":[{}]}"""));

        var fresh = await ToolProcess.Run("exec", "--principals", good, "--", "echo", "ran");
        var malformed = await ToolProcess.Run("exec", "--principals", bad, "--", "echo", "ran");
        var running = await ToolProcess.Run("exec", "--url", server.Url, "--principals", good, "--", "echo", "ran");

        fresh.ShouldBe(new Finished(0, "ran\n", ""));
        malformed.ShouldBe(new Finished(8, "", $"{bad}, line 1: an account needs id.\n"));
        running.ShouldBe(new Finished(
            2, "", "--principals is for a server of exec's own: the one at --url takes them at its start, or with PUT /_emulator/principals.\n"));
    }

    [Test]
    public async Task A_malformed_seed_ends_with_7_and_runs_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.InMemory();
        var seed = folder.Write("seed.jsonc", "{ \"secrets\": nonsense }");

        var fresh = await ToolProcess.Run("exec", "--seed", seed, "--", "echo", "ran");
        var running = await ToolProcess.Run("exec", "--url", server.Url, "--seed", seed, "--", "echo", "ran");

        (fresh.Code, fresh.Output).ShouldBe((7, ""));
        fresh.Error.ShouldStartWith(seed);
        running.ShouldBe(fresh);
    }

    [Test]
    public async Task Requests_are_logged_only_to_a_file_that_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        var (seed, log) = (folder.Write("seed.jsonc", Seed), folder.File("requests.log"));

        var finished = await ToolProcess.Run("exec", "--seed", seed, "--secret", "A=plain", "--log-file", log, "--", "true");

        finished.ShouldBe(new Finished(0, "", ""));
        (await File.ReadAllTextAsync(log)).ShouldMatch(@"^secretsmanager\.GetSecretValue => 200 \d+ ms\n$");
    }

    [Test]
    public async Task What_would_lead_the_command_s_client_astray_is_taken_out()
    {
        var finished = await ToolProcess.Run(
            ["exec", "--", "sh", "-c", "echo \"[$AWS_PROFILE$AWS_SESSION_TOKEN]\""], ("AWS_PROFILE", "work"), ("AWS_SESSION_TOKEN", "real"));

        finished.ShouldBe(new Finished(0, "[]\n", ""));
    }
}
