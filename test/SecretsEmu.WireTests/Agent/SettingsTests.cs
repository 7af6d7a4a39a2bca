using System.Net;
using System.Net.Sockets;
using SecretsEmu.Agent;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Agent;

/// <summary>How an agent is configured, and as whom it calls.</summary>
public sealed class SettingsTests
{
    private const string Reference = "/systemsmanager/parameters/get?name=%2Faws%2Freference%2Fsecretsmanager%2Fa&withDecryption=true";

    private static readonly Dictionary<string, string> None = [];

    private const string RoleArn = "arn:aws:iam::000000000000:role/app";

    [Test]
    public async Task The_configuration_of_an_agent_counts()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.File("agent.toml"),
            """
            log_level = "DEBUG"     # the emulator's own log has no levels
            http_port = 0
            region = "eu-west-1"
            ttl_seconds = 10
            cache_size = 1
            ssrf_headers = ["X-Vault-Token"]
            ssrf_env_variables = ["MY_TOKEN"]
            path_prefix = "/secrets/"
            """);
        await using var agent = await AgentEmulator.Start(
            new AgentOptions { ConfigFile = folder.File("agent.toml"), Environment = new Dictionary<string, string> { ["MY_TOKEN"] = "mine", ["AWS_TOKEN"] = "other" } });
        await agent.Secrets.As(region: "eu-west-1").Create("a", "one");
        await agent.Secrets.As(region: "eu-west-1").Create("b", "one");

        (await agent.Send(HttpMethod.Get, "/secrets/a", (AgentEmulator.Token, "mine"))).ShouldBe(403, "Bad Token");
        (await agent.Send(HttpMethod.Get, "/secrets/a", ("X-Vault-Token", "other"))).ShouldBe(403, "Bad Token");
        foreach (var id in (string[])["a", "b", "a"])
        {
            (await agent.Send(HttpMethod.Get, $"/secrets/{id}", ("X-Vault-Token", "mine"))).Status.ShouldBe(200);
        }

        await agent.Pass(10);
        (await agent.Send(HttpMethod.Get, "/secrets/a", ("X-Vault-Token", "mine"))).Status.ShouldBe(200);
        (await agent.Calls()).ShouldBe(["GetSecretValue", "GetSecretValue", "GetSecretValue", "DescribeSecret"]);
    }

    [Test]
    public async Task A_variable_may_name_the_file_of_the_token()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("token"), "0123abcd\n");
        await using var agent = await AgentEmulator.Start(AgentMode.Agent, ("AWS_SESSION_TOKEN", $"file://{folder.File("token")}"));
        await agent.Secrets.Create("a", "one");

        (await agent.Send(HttpMethod.Get, "/v1/a", ("X-Vault-Token", "0123abcd"))).Status.ShouldBe(200);
        (await agent.Get("/v1/a")).ShouldBe(403, "Bad Token");
    }

    [Test]
    public async Task The_variables_of_the_extension_count()
    {
        await using var agent = await AgentEmulator.Start(
            AgentMode.Extension, ("SECRETS_MANAGER_TTL", "5"), ("PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE", "1"), ("PARAMETERS_SECRETS_EXTENSION_MAX_CONNECTIONS", "1"));
        await agent.Secrets.Create("a", "one");

        await agent.ValueOf("/v1/a");
        await agent.Pass(4.999);
        await agent.ValueOf("/v1/a");
        await agent.Pass(0.001);
        await agent.ValueOf("/v1/a");
        (await agent.Send(HttpMethod.Get, "/v1/a", ("X-Vault-Token", AgentOptions.DefaultToken))).ShouldBe(401, "Bad Token");

        (await agent.Calls()).ShouldBe(["GetSecretValue", "GetSecretValue"]);
    }

    [TestCase("SECRETS_MANAGER_TTL", "0")]
    [TestCase("PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED", "FALSE")]
    [TestCase("PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE", "0")]
    public async Task The_extension_caches_nothing_where_its_variables_say_so(string variable, string value)
    {
        await using var agent = await AgentEmulator.Start(AgentMode.Extension, (variable, value));
        await agent.Secrets.Create("a", "one");

        await agent.ValueOf("/v1/a");
        await agent.ValueOf("/v1/a");

        (await agent.Calls()).ShouldBe(["GetSecretValue", "GetSecretValue"]);
    }

    [Test]
    public async Task It_calls_as_the_role_that_it_has_and_is_refused_what_that_may_not()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("principals.json"), Principals("secretsmanager:DescribeSecret"));
        await using var agent = await AgentEmulator.Start(new AgentOptions { Role = RoleArn }, new() { PrincipalsFile = folder.File("principals.json") });
        var arn = (await agent.Secrets.Create("a", "one")).Text("ARN");

        (await agent.Get("/v1/a")).ShouldBe(
            400,
            """{"__type":"AccessDeniedException", "message":"User: arn:aws:sts::000000000000:assumed-role/app/secrets-emu-agent is not authorized to perform: secretsmanager:GetSecretValue on resource: a """
            + """because no identity-based policy allows the secretsmanager:GetSecretValue action"}""");
        var refusal = (await agent.Emulator.Get("/_emulator/refusals/latest")).Json;
        refusal.GetProperty("denied")[0].GetProperty("resource").GetString().ShouldBe(arn);

        await agent.Emulator.Server.SetPrincipalsAsync(Principals("secretsmanager:*"));
        (await agent.ValueOf("/v1/a")).ShouldBe("one");
        var reader = (await agent.Emulator.Get("/_emulator/readers?secret=a")).Json.GetProperty("readers")[0];
        reader.GetProperty("caller").GetString().ShouldBe("arn:aws:sts::000000000000:assumed-role/app/secrets-emu-agent");
        reader.GetProperty("client").GetString().ShouldBe("aws-secrets-manager-agent");
    }

    [Test]
    public async Task A_role_that_nobody_describes_keeps_it_from_starting_in_strict_mode() =>
        (await Should.ThrowAsync<EmulatorStartException>(AgentEmulator.Start(new AgentOptions { Role = RoleArn }, new() { Strict = true }))).Message.ShouldBe(
            "The agent's role 'arn:aws:iam::000000000000:role/app' is none that --principals describes. It is an ARN such as arn:aws:iam::000000000000:role/app, or role/NAME.");

    [Test]
    public async Task A_user_is_no_role() =>
        (await Should.ThrowAsync<EmulatorStartException>(AgentEmulator.Start(new AgentOptions { Role = "user/app" }))).Failure.ShouldBe(StartFailure.Settings);

    [Test]
    public async Task A_port_in_use_is_said_so()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = await Should.ThrowAsync<EmulatorStartException>(AgentEmulator.Start(new AgentOptions { Port = port }));

        refused.Failure.ShouldBe(StartFailure.AgentPortInUse);
        refused.Message.ShouldBe($"Port {port} for the agent is in use. Choose another with --agent-port, or 0 for a free one.");
    }

    [Test]
    public async Task An_address_of_another_machine_is_said_so_for_the_agent_as_for_the_emulator()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("agent.toml"), "http_address = \"192.0.2.1\"");
        const string Sentence = "192.0.2.1 is no address of this machine. Listen on one that is, such as 127.0.0.1, or on 0.0.0.0 for all.";

        foreach (var start in (Func<Task>[])[() => AgentEmulator.Start(new AgentOptions { ConfigFile = folder.File("agent.toml") }), () => Emulator.Start(options: new() { Host = "192.0.2.1" })])
        {
            var refused = await Should.ThrowAsync<EmulatorStartException>(start);
            refused.Failure.ShouldBe(StartFailure.Settings);
            refused.Message.ShouldBe(Sentence);
        }
    }

    [Test]
    public async Task It_listens_where_its_file_says()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort();
        await File.WriteAllTextAsync(folder.File("agent.toml"), $"http_address = \"127.0.0.2\"\nhttp_port = {port}\n");
        await using var emulator = await Emulator.Start(options: new() { Agent = new AgentOptions { ConfigFile = folder.File("agent.toml"), Environment = None } });

        emulator.Server.AgentUrl.ShouldBe(new Uri($"http://127.0.0.2:{port}/"));
    }

    [Test]
    public async Task The_extension_listens_where_its_variable_says_and_an_option_wins()
    {
        var port = FreePort();
        var environment = new Dictionary<string, string> { ["PARAMETERS_SECRETS_EXTENSION_HTTP_PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        await using (var emulator = await Emulator.Start(options: new() { Agent = new AgentOptions { Mode = AgentMode.Extension, Environment = environment } }))
        {
            emulator.Server.AgentUrl!.Port.ShouldBe(port);
        }

        var other = FreePort();
        await using var second = await Emulator.Start(options: new() { Agent = new AgentOptions { Mode = AgentMode.Extension, Environment = environment, Port = other } });
        second.Server.AgentUrl!.Port.ShouldBe(other);
    }

    [Test]
    public async Task The_cache_of_the_extension_has_the_size_that_its_variable_says()
    {
        await using var agent = await AgentEmulator.Start(AgentMode.Extension, ("PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE", "1"));
        await agent.Secrets.Create("a", "one");
        await agent.Secrets.Create("b", "one");

        foreach (var id in (string[])["a", "a", "b", "a"])
        {
            await agent.ValueOf($"/v1/{id}");
        }

        (await agent.Calls()).ShouldBe(["GetSecretValue", "GetSecretValue", "GetSecretValue"]);
    }

    [Test]
    public async Task Parameters_have_a_time_to_live_of_their_own()
    {
        await using var agent = await AgentEmulator.Start(AgentMode.Extension, ("SSM_PARAMETER_STORE_TTL", "5"));
        await agent.Secrets.Create("a", "one");
        await agent.ValueOf("/v1/a");
        (await agent.Get(Reference)).Status.ShouldBe(200);
        await agent.Secrets.PutValue("a", "two");

        await agent.Pass(4.999);
        (await agent.Get(Reference)).Json.GetProperty("Parameter").GetProperty("Value").GetString().ShouldBe("one");
        await agent.Pass(0.001);
        (await agent.Get(Reference)).Json.GetProperty("Parameter").GetProperty("Value").GetString().ShouldBe("two");
        (await agent.ValueOf("/v1/a")).ShouldBe("one");
    }

    [Test]
    public async Task A_file_that_is_missing_is_said_so()
    {
        var refused = await Should.ThrowAsync<EmulatorStartException>(AgentEmulator.Start(new AgentOptions { ConfigFile = "/nowhere/agent.toml" }));

        refused.Failure.ShouldBe(StartFailure.Settings);
        refused.Message.ShouldBe("The configuration of the agent cannot be read: Could not find a part of the path '/nowhere/agent.toml'.");
    }

    [Test]
    public async Task The_file_of_an_agent_is_not_for_the_extension() =>
        (await Should.ThrowAsync<EmulatorStartException>(AgentEmulator.Start(new AgentOptions { Mode = AgentMode.Extension, ConfigFile = "agent.toml" }))).Message.ShouldBe(
            "--agent-config is for --agent-mode agent: the extension is configured by variables such as SECRETS_MANAGER_TTL.");

    [Test]
    public async Task A_file_that_is_wrong_is_named_with_its_line()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("agent.toml"), "http_port = 2773\ntll_seconds = 5\n");

        var refused = await Should.ThrowAsync<EmulatorStartException>(AgentEmulator.Start(new AgentOptions { ConfigFile = folder.File("agent.toml") }));

        refused.Failure.ShouldBe(StartFailure.Settings);
        refused.Message.ShouldBe($"{folder.File("agent.toml")}, line 2: the agent has no setting 'tll_seconds'.");
    }

    [Test]
    public async Task There_is_none_by_default()
    {
        await using var emulator = await Emulator.Start();

        emulator.Server.AgentUrl.ShouldBeNull();
        (await emulator.Get("/_emulator/agent")).ShouldRefuse(400, "This server has no agent: secrets-emu start --agent.");
        (await emulator.Get("/_emulator/info")).Has("agent").ShouldBeFalse();
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private static string Principals(string action) => $$$$"""
        {"accounts":[{"id":"000000000000","roles":[{"name":"app","trust":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}},
        "policies":[{"name":"app","document":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"{{{{action}}}}","Resource":"*"}}}]}]}]}
        """;
}
