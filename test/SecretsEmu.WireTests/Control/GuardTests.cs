using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Control;

public sealed class GuardTests
{
    private const string NoPages = "Web pages may not use the control endpoints.";

    private static readonly (string Method, string Path)[] Endpoints =
    [
        ("GET", "/_emulator/info"), ("GET", "/_emulator/clock"), ("POST", "/_emulator/clock"), ("POST", "/_emulator/reset"),
        ("POST", "/_emulator/seed"), ("GET", "/_emulator/export"), ("GET", "/_emulator/export?values=true"), ("POST", "/_emulator/shutdown"),
        ("GET", "/_emulator/nothing"), ("OPTIONS", "/_emulator/reset"),
    ];

    [TestCaseSource(nameof(Endpoints))]
    public async Task A_web_page_is_refused_at_each_endpoint((string Method, string Path) endpoint)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one");

        var answer = await emulator.Ask(endpoint.Method, endpoint.Path, origins: "https://evil.example");

        answer.ShouldRefuse(403, NoPages);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        await ShouldBeUntouched(emulator);
    }

    [TestCaseSource(nameof(Endpoints))]
    public async Task A_foreign_host_name_is_refused_at_each_endpoint((string Method, string Path) endpoint)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one");

        var answer = await emulator.Ask(endpoint.Method, endpoint.Path, host: "evil.example:4584");

        answer.ShouldRefuse(403, "The host name 'evil.example' is not allowed here. Start with --allow-host evil.example to allow it.");
        await ShouldBeUntouched(emulator);
    }

    [TestCase("/_emulator/health")]
    [TestCase("/_localstack/health")]
    public async Task A_web_page_is_refused_even_health(string path)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Ask("GET", path, origins: "https://evil.example")).ShouldRefuse(403, NoPages);
    }

    [TestCase("null")]
    [TestCase("http://evil.example")]
    [TestCase("http://localhost")]
    [TestCase("https://127.0.0.1:4584")]
    [TestCase("HTTP://127.0.0.1")]
    [TestCase("")]
    public async Task Any_origin_but_the_emulator_s_own_is_a_web_page(string origin)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Ask("GET", "/_emulator/info", origins: origin)).ShouldRefuse(403, NoPages);
    }

    [Test]
    public async Task A_name_that_was_rebound_to_loopback_is_no_own_origin()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Ask("POST", "/_emulator/reset", host: "evil.example", origins: "http://evil.example");

        answer.ShouldRefuse(403, "The host name 'evil.example' is not allowed here. Start with --allow-host evil.example to allow it.");
    }

    [Test]
    public async Task The_emulator_s_own_origin_is_allowed()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Ask("GET", "/_emulator/clock", origins: emulator.Server.Url.GetLeftPart(UriPartial.Authority));

        answer.ShouldSay($$"""{"clock":{{ControlCalls.ClockAtStart}}}""");
    }

    [TestCase("localhost")]
    [TestCase("LocalHost:4584")]
    [TestCase("127.0.0.1")]
    [TestCase("127.1.2.3:80")]
    [TestCase("[::1]")]
    [TestCase("[::1]:4584")]
    [TestCase("[::ffff:127.0.0.1]")]
    public async Task Every_name_of_loopback_is_allowed(string host)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Ask("GET", "/_emulator/clock", host: host)).Status.ShouldBe(200);
    }

    [TestCase("localhost.evil.example")]
    [TestCase("127.0.0.1.evil.example")]
    [TestCase("localhost.")]
    [TestCase("128.0.0.1")]
    [TestCase("::2", "[::2]:80")]
    public async Task What_only_looks_like_loopback_is_not(string name, string? host = null)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Ask("GET", "/_emulator/clock", host: host ?? name);

        answer.ShouldRefuse(403, $"The host name '{name}' is not allowed here. Start with --allow-host {name} to allow it.");
    }

    [TestCase("secrets-emu:4584")]
    [TestCase("SECRETS-EMU")]
    [TestCase("[fd00::7]:80")]
    public async Task Allowed_names_are_allowed(string host)
    {
        await using var emulator = await Emulator.Start(options: new() { AllowedHosts = ["secrets-emu", "fd00::7"] });

        (await emulator.Ask("GET", "/_emulator/clock", host: host)).Status.ShouldBe(200);
        (await emulator.Ask("GET", "/_emulator/clock", host: "sub.secrets-emu")).Status.ShouldBe(403);
        (await emulator.Ask("GET", "/_emulator/clock", host: host, origins: "http://evil.example")).ShouldRefuse(403, NoPages);
    }

    [Test]
    public async Task The_address_to_listen_on_is_allowed()
    {
        await using var emulator = await Emulator.Start(options: new() { Host = "0.0.0.0" });

        (await emulator.Ask("GET", "/_emulator/clock", host: "0.0.0.0:4584")).Status.ShouldBe(200);
        (await emulator.Ask("GET", "/_emulator/clock", host: "10.0.0.7")).Status.ShouldBe(403);
    }

    [Test]
    public async Task Calls_of_AWS_are_not_guarded()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Client.Send(
            "secretsmanager", "{}", ("X-Amz-Target", "secretsmanager.ListSecrets"), ("Host", "secretsmanager.us-east-1.amazonaws.com"));

        answer.Status.ShouldBe(200);
    }

    private static async Task ShouldBeUntouched(Emulator emulator)
    {
        (await emulator.Secrets.GetValue("a")).Text("SecretString").ShouldBe("one");
        emulator.Server.ShutdownRequested.IsCompleted.ShouldBeFalse();
    }
}
