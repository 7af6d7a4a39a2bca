using SecretsEmu.Agent;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Control;
using SecretsEmu.WireTests.Faults;

namespace SecretsEmu.WireTests.Agent;

/// <summary>What apps get when the service behind the agent fails.</summary>
public sealed class OutageTests
{
    [Test]
    public async Task A_region_that_is_down_is_a_read_error_and_503_is_passed_on()
    {
        await using var agent = await AgentEmulator.Start();

        await Region(agent, "down");
        (await agent.Get("/v1/a")).ShouldBe(502, """{"__type":"ConnectionError", "message":"Read Error"}""");
        await Region(agent, "up");
        await Region(agent, "down", "503");
        (await agent.Get("/v1/a")).ShouldBe(503, """{"__type":"ServiceUnavailable", "message":"The request has failed due to a temporary failure of the server."}""");
    }

    [Test]
    public async Task An_expired_value_is_served_on_while_the_region_is_down()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one");
        await agent.ValueOf("/v1/a");
        await agent.Secrets.PutValue("a", "two");
        await Region(agent, "down");

        await agent.Pass(300);
        (await agent.ValueOf("/v1/a")).ShouldBe("one");
        (await agent.Get("/v1/a?refreshNow=true")).ShouldBe(502, """{"__type":"ConnectionError", "message":"Read Error"}""");
        await Region(agent, "up");
        (await agent.ValueOf("/v1/a")).ShouldBe("one");
        await agent.Pass(300);
        (await agent.ValueOf("/v1/a")).ShouldBe("two");
    }

    [Test]
    public async Task The_extension_serves_no_expired_value()
    {
        await using var agent = await AgentEmulator.Start(AgentMode.Extension);
        await agent.Secrets.Create("a", "one");
        await agent.ValueOf("/v1/a");
        await Region(agent, "down");

        (await agent.ValueOf("/v1/a")).ShouldBe("one");
        await agent.Pass(300);
        (await agent.Get("/v1/a")).ShouldBe(502, """{"__type":"ConnectionError", "message":"Read Error"}""");
    }

    [Test]
    public async Task What_is_broken_on_purpose_reaches_the_agent()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one");

        await agent.Emulator.Post("/_emulator/faults", """{"kind":"throttle","times":1}""");
        (await agent.Get("/v1/a")).ShouldBe(400, """{"__type":"ThrottlingException", "message":"Rate exceeded"}""");
        (await agent.ValueOf("/v1/a")).ShouldBe("one");
    }

    [TestCase("SECRETS_MANAGER_TIMEOUT_MILLIS", "GetSecretValue", "/v1/a")]
    [TestCase("SSM_PARAMETER_STORE_TIMEOUT_MILLIS", "GetParameter", "/systemsmanager/parameters/get?name=a")]
    public async Task A_call_that_takes_longer_than_the_extension_waits_times_out(string variable, string operation, string target)
    {
        await using var agent = await AgentEmulator.Start(AgentMode.Extension, (variable, "50"));
        await agent.Secrets.Create("a", "one");
        (await agent.Emulator.Post("/_emulator/faults", $$"""{"kind":"slow","operation":"{{operation}}","times":1,"delaySeconds":600}""")).Status.ShouldBe(200);

        var asked = agent.Get(target);
        while (!asked.IsCompleted)
        {
            agent.Emulator.Wall.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        (await asked).ShouldBe(504, """{"__type":"TimeoutError", "message":"Timeout"}""");
    }

    [TestCase(AgentMode.Agent)]
    [TestCase(AgentMode.Extension)]
    public async Task A_delayed_app_that_hangs_up_leaves_nothing_behind(AgentMode mode)
    {
        await using var agent = await AgentEmulator.Start(mode);
        await HangUp(agent);

        (await agent.Log()).ShouldBe("");
    }

    [Test]
    public async Task An_app_that_hangs_up_makes_room_for_the_call_of_another()
    {
        await using var agent = await AgentEmulator.Start(AgentMode.Extension, ("PARAMETERS_SECRETS_EXTENSION_MAX_CONNECTIONS", "1"));
        await agent.Secrets.Create("a", "one");

        await HangUp(agent);

        (await agent.ValueOf("/v1/a")).ShouldBe("one");
    }

    // A request that waits for the service, and whose app closes the connection.
    private static async Task HangUp(AgentEmulator agent)
    {
        await agent.Emulator.Break("slow", times: 1, delaySeconds: 900);
        await using var app = await RawConnection.Open(agent.Emulator.Server.AgentUrl!);
        await app.Send($"GET /v1/a HTTP/1.1\r\nHost: localhost\r\n{AgentEmulator.Token}: {AgentOptions.DefaultToken}\r\n\r\n");
        while ((await agent.Emulator.Broken()).Any())
        {
        }

        // Nobody moves the wall clock: the agent closes when the request has ended, and it ends by the hang-up alone.
        (await app.Exchange("", end: true)).ShouldBe("");
    }

    private static async Task Region(AgentEmulator agent, string action, string? mode = null) =>
        (await agent.Emulator.Post("/_emulator/regions", $$"""{"action":"{{action}}","region":"us-east-1"{{(mode is null ? "" : $",\"as\":\"{mode}\"")}}}""")).Status.ShouldBe(200);
}
