using SecretsEmu.Agent;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Agent;

/// <summary>Secrets by way of the agent: what comes back, and from where.</summary>
public sealed class SecretRouteTests
{
    private static readonly string First = SecretsClient.Version(1);
    private static readonly string Second = SecretsClient.Version(2);

    [Test]
    public async Task The_agent_answers_with_a_date_in_a_text_of_seconds()
    {
        await using var agent = await AgentEmulator.Start();
        var arn = (await agent.Secrets.Create("prod/db", """{"user":"app"}""", First)).Text("ARN");

        var byQuery = await agent.Get("/secretsmanager/get?secretId=prod%2Fdb");
        var byPath = await agent.Get("/v1/prod/db");

        byQuery.ShouldBe(200, $$"""{"ARN":"{{arn}}","Name":"prod/db","VersionId":"{{First}}","SecretString":"{\"user\":\"app\"}","VersionStages":["AWSCURRENT"],"CreatedDate":"1769846400"}""");
        byPath.ShouldBe(200, byQuery.Body);
    }

    [Test]
    public async Task A_date_within_a_second_has_its_fraction()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Pass(0.046);
        await agent.Secrets.Create("a", "one");

        (await agent.Get("/v1/a")).Json.GetProperty("CreatedDate").GetString().ShouldBe("1769846400.046");
    }

    [Test]
    public async Task The_extension_answers_with_a_date_in_ISO_form_and_with_every_member()
    {
        await using var agent = await AgentEmulator.Start(AgentMode.Extension);
        var arn = (await agent.Secrets.Create("a", "one", First)).Text("ARN");

        (await agent.Get("/secretsmanager/get?secretId=a")).ShouldBe(
            200,
            $$$"""{"ARN":"{{{arn}}}","CreatedDate":"2026-01-31T08:00:00Z","Name":"a","SecretBinary":null,"SecretString":"one","VersionId":"{{{First}}}","VersionStages":["AWSCURRENT"],"ResultMetadata":{}}""");
    }

    [Test]
    public async Task A_binary_value_comes_in_base64()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", token: First, more: new() { ["SecretBinary"] = "AQID" });

        var answer = await agent.Get("/v1/a");

        answer.Json.GetProperty("SecretBinary").GetString().ShouldBe("AQID");
        answer.Json.TryGetProperty("SecretString", out _).ShouldBeFalse();
    }

    [Test]
    public async Task A_version_is_asked_for_by_its_id_its_stage_or_both()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);
        await agent.Secrets.PutValue("a", "two", token: Second);

        (await agent.ValueOf("/v1/a?versionStage=AWSPREVIOUS")).ShouldBe("one");
        (await agent.ValueOf($"/v1/a?versionId={First}")).ShouldBe("one");
        (await agent.ValueOf($"/secretsmanager/get?secretId=a&versionId={Second}&versionStage=AWSCURRENT")).ShouldBe("two");
        (await agent.Get($"/v1/a?versionId={First}&versionStage=AWSCURRENT")).Json.GetProperty("__type").GetString().ShouldBe("InvalidRequestException");
    }

    [Test]
    public async Task An_ARN_is_an_id_too()
    {
        await using var agent = await AgentEmulator.Start();
        var arn = (await agent.Secrets.Create("a", "one")).Text("ARN");

        (await agent.ValueOf($"/v1/{arn}")).ShouldBe("one");
        (await agent.ValueOf($"/secretsmanager/get?secretId={Uri.EscapeDataString(arn)}")).ShouldBe("one");
    }

    [Test]
    public async Task A_second_request_costs_the_service_nothing_and_the_same_by_another_name_does()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);

        await agent.ValueOf("/v1/a");
        await agent.ValueOf("/v1/a");
        await agent.ValueOf("/secretsmanager/get?secretId=a");
        await agent.ValueOf("/v1/a?versionStage=AWSCURRENT");
        await agent.ValueOf($"/v1/a?versionId={First}");

        (await agent.Calls()).ShouldBe(["GetSecretValue", "GetSecretValue", "GetSecretValue"]);
    }

    [Test]
    public async Task The_old_value_is_served_until_its_time_is_up_on_the_emulators_clock()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);
        await agent.ValueOf("/v1/a");
        await agent.Secrets.PutValue("a", "two");

        await agent.Pass(299.999);
        (await agent.ValueOf("/v1/a")).ShouldBe("one");
        await agent.Pass(0.001);
        (await agent.ValueOf("/v1/a")).ShouldBe("two");

        (await agent.Calls()).ShouldBe(["GetSecretValue", "DescribeSecret", "GetSecretValue"]);
    }

    [Test]
    public async Task A_value_that_is_still_current_is_renewed_without_being_read_again()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);
        await agent.ValueOf("/v1/a");

        await agent.Pass(300);
        await agent.ValueOf("/v1/a");
        await agent.Pass(299);
        await agent.ValueOf("/v1/a");

        (await agent.Calls()).ShouldBe(["GetSecretValue", "DescribeSecret"]);
    }

    [Test]
    public async Task A_version_by_its_id_alone_is_renewed_whatever_its_labels()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);
        await agent.ValueOf($"/v1/a?versionId={First}");
        await agent.Secrets.PutValue("a", "two", token: Second);

        await agent.Pass(300);
        (await agent.ValueOf($"/v1/a?versionId={First}")).ShouldBe("one");

        (await agent.Calls()).ShouldBe(["GetSecretValue", "DescribeSecret"]);
    }

    [Test]
    public async Task The_extension_reads_an_expired_value_anew_without_asking_first()
    {
        await using var agent = await AgentEmulator.Start(AgentMode.Extension);
        await agent.Secrets.Create("a", "one", First);
        await agent.ValueOf("/secretsmanager/get?secretId=a");

        await agent.Pass(300);
        await agent.ValueOf("/secretsmanager/get?secretId=a");

        (await agent.Calls()).ShouldBe(["GetSecretValue", "GetSecretValue"]);
    }

    [TestCase("true")]
    [TestCase("TRUE")]
    [TestCase("1")]
    public async Task RefreshNow_asks_the_service_and_what_it_says_is_cached(string refresh)
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);
        await agent.ValueOf("/v1/a");
        await agent.Secrets.PutValue("a", "two");

        (await agent.ValueOf("/v1/a?refreshNow=False")).ShouldBe("one");
        (await agent.ValueOf($"/v1/a?refreshNow={refresh}")).ShouldBe("two");
        (await agent.ValueOf("/v1/a?refreshNow=0")).ShouldBe("two");

        (await agent.Calls()).ShouldBe(["GetSecretValue", "GetSecretValue"]);
    }

    [Test]
    public async Task A_secret_that_is_deleted_is_served_until_its_time_is_up()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);
        await agent.ValueOf("/v1/a");
        await agent.Secrets.Delete("a", new() { ["ForceDeleteWithoutRecovery"] = true });

        (await agent.ValueOf("/v1/a")).ShouldBe("one");
        await agent.Pass(300);
        (await agent.Get("/v1/a")).ShouldBe(400, """{"__type":"ResourceNotFoundException", "message":"Secrets Manager can't find the specified secret."}""");
    }

    [Test]
    public async Task A_reset_empties_the_cache()
    {
        await using var agent = await AgentEmulator.Start();
        await agent.Secrets.Create("a", "one", First);
        await agent.ValueOf("/v1/a");

        await agent.Emulator.Server.ResetAsync();

        (await agent.Get("/v1/a")).Status.ShouldBe(400);
    }
}
