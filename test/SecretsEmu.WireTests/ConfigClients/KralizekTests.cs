using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.ConfigClients;

/// <summary>The calls of Kralizek.Extensions.Configuration.AWSSecretsManager: discovery in pages and batches, and known secrets (integrations.md 7).</summary>
public sealed class KralizekTests
{
    private const int Batch = 20;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(100)]
    [TestCase(101)]
    [TestCase(123)]
    public async Task Discovery_lists_until_no_token_is_left_and_reads_twenty_at_a_time(int count)
    {
        await using var emulator = await Emulator.Start();
        for (var i = 0; i < count; i++)
        {
            await emulator.Secrets.Create($"app/{i}", $"value {i}");
        }

        var (arns, pages) = await Discover(emulator);
        var values = await ReadAll(emulator, arns.Keys);

        pages.ShouldBe(Math.Max(1, (count + 99) / 100));
        arns.Count.ShouldBe(count);
        values.Errors.ShouldBeEmpty();
        // Joined by the exact ARN.
        values.Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => (arns[value.Key], value.Value)).ShouldBe(
            arns.OrderBy(arn => arn.Key, StringComparer.Ordinal).Select(arn => (arn.Value, $"value {arn.Value["app/".Length..]}")));
    }

    [Test]
    public async Task Discovery_with_filters_finds_the_names_that_begin_so()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("app/db", "one");
        await emulator.Secrets.Create("other/db", "two");

        var (arns, _) = await Discover(emulator, """{"Filters":[{"Key":"name","Values":["app/"]}]}""");

        arns.Values.ShouldBe(["app/db"]);
    }

    [Test]
    public async Task A_secret_without_a_value_is_an_error_beside_the_values_which_ends_discovery()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("app/db", "one");
        var empty = (await emulator.Secrets.Create("app/empty")).Text("ARN");

        var (arns, _) = await Discover(emulator);
        var values = await ReadAll(emulator, arns.Keys);

        values.Values.Values.ShouldBe(["one"]);
        values.Errors.ShouldBe([(empty, "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT")]);
    }

    [Test]
    public async Task Without_batches_each_ARN_is_read_by_itself()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("app/db", "one");
        await emulator.Secrets.Create("app/key", more: new() { ["SecretBinary"] = "AQID" });

        var (arns, _) = await Discover(emulator);
        var answers = await Task.WhenAll(arns.Keys.Select(arn => emulator.Secrets.GetValue(arn)));

        answers.Single(answer => answer.Has("SecretString")).Text("SecretString").ShouldBe("one");
        answers.Single(answer => answer.Has("SecretBinary")).Text("SecretBinary").ShouldBe("AQID");
    }

    [Test]
    public async Task Known_secrets_are_read_by_name_ARN_and_partial_ARN_and_answer_with_both_names()
    {
        await using var emulator = await Emulator.Start();
        var first = (await emulator.Secrets.Create("app/db", "one")).Text("ARN");
        var second = (await emulator.Secrets.Create("app/key", "two")).Text("ARN");
        var third = (await emulator.Secrets.Create("app/url", "three")).Text("ARN");

        var answer = await BatchGet(emulator, ["app/db", second, third[..^7]]);

        answer.GetProperty("SecretValues").EnumerateArray().Select(value => (value.GetProperty("ARN").GetString(), value.GetProperty("Name").GetString())).ShouldBe(
            [(first, "app/db"), (second, "app/key"), (third, "app/url")]);
    }

    [Test]
    public async Task A_known_secret_that_is_missing_is_an_error_under_the_id_that_was_asked_for()
    {
        await using var emulator = await Emulator.Start();

        var answer = await BatchGet(emulator, ["app/db"]);

        answer.GetProperty("SecretValues").GetArrayLength().ShouldBe(0);
        var error = answer.GetProperty("Errors")[0];
        error.GetProperty("SecretId").GetString().ShouldBe("app/db");
        error.GetProperty("ErrorCode").GetString().ShouldBe("ResourceNotFoundException");
    }

    [Test]
    public async Task A_reload_makes_the_same_calls_and_sees_what_changed()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("app/db", "one");
        var (arns, _) = await Discover(emulator);
        (await ReadAll(emulator, arns.Keys)).Values.Values.ShouldBe(["one"]);

        await emulator.Secrets.PutValue("app/db", "two");
        await emulator.Secrets.Create("app/new", "three");

        (arns, _) = await Discover(emulator);
        (await ReadAll(emulator, arns.Keys)).Values.Values.Order().ShouldBe(["three", "two"]);
    }

    private static async Task<(Dictionary<string, string> Arns, int Pages)> Discover(Emulator emulator, string request = "{}")
    {
        var (arns, pages, body) = (new Dictionary<string, string>(), 0, JsonNode.Parse(request)!.AsObject());
        while (true)
        {
            var page = await emulator.Client.Call("ListSecrets", body.ToJsonString());
            page.Status.ShouldBe(200, page.Body);
            pages++;
            foreach (var secret in page.Json.GetProperty("SecretList").EnumerateArray())
            {
                arns.Add(secret.GetProperty("ARN").GetString()!, secret.GetProperty("Name").GetString()!);
            }

            if (!page.Has("NextToken"))
            {
                return (arns, pages);
            }

            body["NextToken"] = page.Text("NextToken");
        }
    }

    private static async Task<(Dictionary<string, string> Values, List<(string?, string?, string?)> Errors)> ReadAll(Emulator emulator, IEnumerable<string> arns)
    {
        var (values, errors) = (new Dictionary<string, string>(), new List<(string?, string?, string?)>());
        foreach (var batch in arns.Chunk(Batch))
        {
            var answer = await BatchGet(emulator, batch);
            answer.TryGetProperty("NextToken", out _).ShouldBeFalse();
            foreach (var value in answer.GetProperty("SecretValues").EnumerateArray())
            {
                values.Add(value.GetProperty("ARN").GetString()!, value.GetProperty("SecretString").GetString()!);
            }

            errors.AddRange(answer.GetProperty("Errors").EnumerateArray().Select(error => (
                error.GetProperty("SecretId").GetString(), error.GetProperty("ErrorCode").GetString(), error.GetProperty("Message").GetString())));
        }

        return (values, errors);
    }

    private static async Task<JsonElement> BatchGet(Emulator emulator, string[] ids)
    {
        var answer = await emulator.Secrets.Call("BatchGetSecretValue", new JsonObject { ["SecretIdList"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) });
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json;
    }
}
