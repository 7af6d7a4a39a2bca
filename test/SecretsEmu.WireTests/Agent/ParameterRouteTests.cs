using System.Text.Json.Nodes;
using SecretsEmu.Agent;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Agent;

/// <summary>Parameters by way of the agent.</summary>
[TestFixture(AgentMode.Agent)]
[TestFixture(AgentMode.Extension)]
public sealed class ParameterRouteTests(AgentMode mode)
{
    [TestCase("/systemsmanager/parameters/get?name=%2Fapp%2Fcolour")]
    [TestCase("/systemsmanager/parameters/get/?name=%2Fapp%2Fcolour")]
    public async Task A_parameter_comes_as_the_extension_has_it(string target)
    {
        await using var agent = await AgentEmulator.Start(mode);
        await Put(agent, "/app/colour", "red");

        (await agent.Get(target)).ShouldBe(
            200,
            """{"Parameter":{"ARN":"arn:aws:ssm:us-east-1:000000000000:parameter/app/colour","DataType":"text","LastModifiedDate":"2026-01-31T08:00:00Z","Name":"/app/colour","Selector":null,"SourceResult":null,"Type":"String","Value":"red","Version":1},"ResultMetadata":{}}""");
    }

    [Test]
    public async Task A_SecureString_is_in_clear_only_with_decryption()
    {
        await using var agent = await AgentEmulator.Start(mode);
        await Put(agent, "password", "swordfish", "SecureString");

        (await ValueOf(agent, "?name=password")).ShouldNotBe("swordfish");
        (await ValueOf(agent, "?name=password&withDecryption=false")).ShouldNotBe("swordfish");
        (await ValueOf(agent, "?name=password&withDecryption=0")).ShouldNotBe("swordfish");
        (await ValueOf(agent, "?name=password&withDecryption=true")).ShouldBe("swordfish");
        (await ValueOf(agent, "?name=password&withDecryption=1")).ShouldBe("swordfish");
    }

    [Test]
    public async Task A_version_or_label_is_asked_for_by_a_parameter_of_its_own()
    {
        await using var agent = await AgentEmulator.Start(mode);
        await Put(agent, "colour", "red");
        await Put(agent, "colour", "blue");
        await Call(agent, "LabelParameterVersion", new() { ["Name"] = "colour", ["ParameterVersion"] = 1, ["Labels"] = new JsonArray("old") });

        (await ValueOf(agent, "?name=colour&version=1")).ShouldBe("red");
        (await ValueOf(agent, "?name=colour&label=old")).ShouldBe("red");
        (await ValueOf(agent, "?name=colour:1")).ShouldBe("red");
        (await ValueOf(agent, "?name=colour")).ShouldBe("blue");
    }

    [Test]
    public async Task An_old_value_is_served_and_shown_as_stale_until_its_time_is_up()
    {
        await using var agent = await AgentEmulator.Start(mode);
        await Put(agent, "colour", "red");
        foreach (var query in (string[])["?name=colour", "?name=colour:1"])
        {
            (await ValueOf(agent, query)).ShouldBe("red");
        }

        await Put(agent, "colour", "blue");
        (await ValueOf(agent, "?name=colour")).ShouldBe("red");
        (await Stale(agent)).ShouldBe([true, false]);

        await agent.Pass(300);
        (await ValueOf(agent, "?name=colour")).ShouldBe("blue");
        (await Stale(agent)).ShouldBe([false, false]);
    }

    [Test]
    public async Task A_secret_that_is_read_as_a_parameter_is_stale_when_the_secret_has_another_version()
    {
        await using var agent = await AgentEmulator.Start(mode);
        await agent.Secrets.Create("a", "one");
        const string Query = "?name=%2Faws%2Freference%2Fsecretsmanager%2Fa&withDecryption=true";
        (await ValueOf(agent, Query)).ShouldBe("one");
        (await Stale(agent)).ShouldBe([false]);

        await agent.Secrets.PutValue("a", "two");

        (await ValueOf(agent, Query)).ShouldBe("one");
        (await Stale(agent)).ShouldBe([true]);
    }

    [Test]
    public async Task A_refusal_keeps_its_status_and_type_and_its_sentence_where_it_has_one()
    {
        await using var agent = await AgentEmulator.Start(mode);

        (await agent.Get("/systemsmanager/parameters/get/?name=nothing")).ShouldBe(400, """{"__type":"ParameterNotFound"}""");
        (await agent.Get("/systemsmanager/parameters/get/?name=a%2Fb")).Json.GetProperty("message").GetString()!.ShouldNotBeEmpty();
    }

    private static async Task<string> ValueOf(AgentEmulator agent, string query)
    {
        var answer = await agent.Get("/systemsmanager/parameters/get/" + query);
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json.GetProperty("Parameter").GetProperty("Value").GetString()!;
    }

    private static async Task<IEnumerable<bool>> Stale(AgentEmulator agent) =>
        (await agent.Emulator.Get("/_emulator/agent")).Json.GetProperty("entries").EnumerateArray()
            .OrderByDescending(entry => entry.GetProperty("id").GetString() == "colour").Select(entry => entry.GetProperty("stale").GetBoolean());

    private static Task Put(AgentEmulator agent, string name, string value, string type = "String") =>
        Call(agent, "PutParameter", new() { ["Name"] = name, ["Value"] = value, ["Type"] = type, ["Overwrite"] = true });

    private static async Task Call(AgentEmulator agent, string operation, JsonObject members) =>
        (await agent.Emulator.Client.Send("ssm", members.ToJsonString(), ("X-Amz-Target", $"AmazonSSM.{operation}"))).Status.ShouldBe(200);
}
