using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Agent;

/// <summary>What the agent holds, and whether the service has something else by now.</summary>
public sealed class CacheEndpointTests
{
    private static readonly string First = SecretsClient.Version(1);
    private static readonly string Second = SecretsClient.Version(2);

    [Test]
    public async Task A_value_is_stale_once_the_service_has_another_version_and_expires_on_the_emulators_clock()
    {
        await using var agent = await AgentEmulator.Start();
        var arn = (await agent.Secrets.Create("a", "one", First)).Text("ARN");
        await agent.ValueOf("/v1/a");
        await agent.Secrets.PutValue("a", "two", token: Second);
        await agent.Pass(60);

        (await agent.Emulator.Get("/_emulator/agent")).ShouldSay(
            $$"""{"agent":{"url":"{{agent.Emulator.Server.AgentUrl!.ToString().TrimEnd('/')}}","mode":"agent","ttlSeconds":300,"parameterTtlSeconds":300,"region":"us-east-1"},"""
            + $$"""
                "entries":[{"kind":"secret","id":"a","arn":"{{arn}}","version":"{{First}}","current":"{{Second}}","stale":true,"ageSeconds":60,"expiresAt":"2026-01-31T08:05:00.000Z","expired":false}]}
                """.Trim());
        await agent.Pass(240);
        (await Entry(agent)).GetProperty("expired").GetBoolean().ShouldBeTrue();
        await agent.ValueOf("/v1/a");
        (await Entry(agent)).GetProperty("stale").GetBoolean().ShouldBeFalse();
    }

    [Test]
    public async Task Of_a_secret_that_is_gone_the_service_has_nothing()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);
        await agent.ValueOf("/v1/a");

        await agent.Secrets.Delete("a");

        (await Entry(agent)).GetProperty("stale").GetBoolean().ShouldBeTrue();
        (await Entry(agent)).TryGetProperty("current", out _).ShouldBeFalse();
    }

    [Test]
    public async Task A_name_that_stands_for_another_secret_by_now_is_stale_though_its_version_is_called_the_same()
    {
        await using var agent = await AgentEmulator.Start();
        var arn = (await agent.Secrets.Create("a", "one", First)).Text("ARN");
        await agent.ValueOf("/v1/a");
        await agent.ValueOf($"/v1/{arn}");

        await agent.Secrets.Delete("a", new() { ["ForceDeleteWithoutRecovery"] = true });
        await agent.Secrets.Create("a", "two", First);

        var entries = (await agent.Emulator.Get("/_emulator/agent")).Json.GetProperty("entries").EnumerateArray().ToList();
        entries.ConvertAll(entry => entry.GetProperty("stale").GetBoolean()).ShouldBe([true, true]);
        entries.ConvertAll(entry => entry.TryGetProperty("current", out var current) ? current.GetString() : null).ShouldBe([First, null]);
    }

    [Test]
    public async Task A_version_by_its_id_is_never_stale_and_one_by_its_stage_when_the_stage_moves()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);
        await agent.ValueOf($"/v1/a?versionId={First}");
        await agent.ValueOf("/v1/a?versionStage=AWSCURRENT");
        await agent.ValueOf($"/v1/a?versionId={First}&versionStage=AWSCURRENT");

        await agent.Secrets.PutValue("a", "two", token: Second);

        var entries = (await agent.Emulator.Get("/_emulator/agent")).Json.GetProperty("entries").EnumerateArray().ToList();
        entries.ConvertAll(entry => entry.GetProperty("stale").GetBoolean()).ShouldBe([false, true, true]);
        entries[0].GetProperty("requestedVersion").GetString().ShouldBe(First);
        entries[1].GetProperty("requestedStage").GetString().ShouldBe("AWSCURRENT");
    }

    [Test]
    public async Task Values_are_not_in_it()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "swordfish", First);
        await agent.ValueOf("/v1/a");

        (await agent.Emulator.Get("/_emulator/agent")).Body.ShouldNotContain("swordfish");
    }

    private static async Task<System.Text.Json.JsonElement> Entry(AgentEmulator agent) => (await agent.Emulator.Get("/_emulator/agent")).Json.GetProperty("entries")[0];
}
