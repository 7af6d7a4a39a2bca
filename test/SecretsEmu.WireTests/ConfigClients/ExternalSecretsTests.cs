using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.ConfigClients;

/// <summary>External Secrets Operator: <c>data</c> reads by GetSecretValue, <c>dataFrom.find</c> lists with filters and then reads each name; a push describes before it writes.</summary>
public sealed class ExternalSecretsTests
{
    [Test]
    public async Task Find_by_name_lists_and_then_reads_each()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("app/db", "one");
        await emulator.Secrets.Create("app/key", "two");
        await emulator.Secrets.Create("other", "three");

        (await Find(emulator, """{"Key":"name","Values":["app/"]}""")).ShouldBe([("app/db", "one"), ("app/key", "two")]);
    }

    [Test]
    public async Task Find_by_tags_takes_a_filter_for_each_key_and_each_value()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one", more: Tagged("team", "blue"));
        await emulator.Secrets.Create("b", "two", more: Tagged("team", "green"));
        await emulator.Secrets.Create("c", "three", more: Tagged("owner", "blue"));

        (await Find(emulator, """{"Key":"tag-key","Values":["team"]}""", """{"Key":"tag-value","Values":["blue"]}""")).ShouldBe([("a", "one")]);
    }

    [Test]
    public async Task A_remote_reference_names_a_version_by_its_stage_or_its_id()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one", SecretsClient.Version(1));
        await emulator.Secrets.PutValue("a", "two");

        (await emulator.Secrets.GetValue("a", stage: "AWSPREVIOUS")).Text("SecretString").ShouldBe("one");
        (await emulator.Secrets.GetValue("a", SecretsClient.Version(1))).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_reference_that_is_missing_is_told_apart_from_every_other_failure()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Secrets.GetValue("a");

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_push_looks_for_the_value_makes_the_secret_and_writes_only_what_changed()
    {
        await using var emulator = await Emulator.Start();
        (await emulator.Secrets.Describe("a")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

        await emulator.Secrets.Create("a", "one", more: Tagged("managed-by", "external-secrets"));
        (await emulator.Secrets.Describe("a")).Json.GetProperty("Tags")[0].GetProperty("Value").GetString().ShouldBe("external-secrets");
        (await emulator.Secrets.GetValue("a")).Text("SecretString").ShouldBe("one");
        (await emulator.Secrets.PutValue("a", "two")).Status.ShouldBe(200);

        (await emulator.Secrets.GetValue("a")).Text("SecretString").ShouldBe("two");
    }

    private static async Task<List<(string, string)>> Find(Emulator emulator, params string[] filters)
    {
        var listed = await emulator.Client.Call("ListSecrets", $$"""{"Filters":[{{string.Join(',', filters)}}]}""");
        listed.Status.ShouldBe(200, listed.Body);
        var found = new List<(string, string)>();
        foreach (var name in listed.Json.GetProperty("SecretList").EnumerateArray().Select(secret => secret.GetProperty("Name").GetString()!).Order(StringComparer.Ordinal))
        {
            found.Add((name, (await emulator.Secrets.GetValue(name)).Text("SecretString")));
        }

        return found;
    }

    private static JsonObject Tagged(string key, string value) => new() { ["Tags"] = new JsonArray(new JsonObject { ["Key"] = key, ["Value"] = value }) };
}
