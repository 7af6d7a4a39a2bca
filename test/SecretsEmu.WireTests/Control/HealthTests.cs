using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Control;

public sealed class HealthTests
{
    private static readonly string Health = $$"""{"status":"running","version":"{{SecretsEmulator.Version}}"}""";

    private static readonly string LocalStackHealth =
        $$"""{"services": {"kms": "available", "secretsmanager": "available", "ssm": "available", "sts": "available"}, "edition": "secrets-emu", "version": "{{SecretsEmulator.Version}}"}""";

    [Test]
    public async Task Health_says_that_requests_work()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Get("/_emulator/health");

        answer.ShouldSay(Health);
    }

    [Test]
    public async Task Health_in_the_form_that_wait_scripts_parse()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Get("/_localstack/health");

        answer.ShouldSay(LocalStackHealth);
    }

    [TestCase("/_emulator/health")]
    [TestCase("/_localstack/health")]
    public async Task HEAD_has_the_headers_of_GET_and_no_body(string path)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Ask("HEAD", path);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("");
        answer.ContentHeaders.ContentLength.ShouldBe((path[1..].StartsWith("_emu", StringComparison.Ordinal) ? Health : LocalStackHealth).Length);
        answer.ContentHeaders.ContentType!.ToString().ShouldBe("application/json");
    }

    [TestCase("evil.example")]
    [TestCase("secrets-emu:4584")]
    [TestCase("10.0.0.7")]
    public async Task Health_answers_whatever_name_it_is_called_by(string host)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Ask("GET", "/_emulator/health", host: host)).ShouldSay(Health);
        (await emulator.Ask("GET", "/_localstack/health", host: host)).ShouldSay(LocalStackHealth);
    }

    [TestCase("/_localstack/info")]
    [TestCase("/_localstack/health/")]
    [TestCase("/_emulator")]
    public async Task Other_paths_are_calls_of_AWS(string path)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Get(path);

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"__type":"UnknownOperationException"}""");
    }
}
