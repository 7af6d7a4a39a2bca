using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Control;

public sealed class SeedEndpointTests
{
    private const string Arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:a-AbCdEf";
    private const string Seed = """{ "secrets": [{ "name": "a", "arnSuffix": "AbCdEf", "string": "one" }] }""";
    private const string NeedsFiles = "A seed takes files, each with a name and its text.";
    private const string NotJson = "The body is not the JSON that this endpoint takes.";

    [Test]
    public async Task A_seed_makes_secrets_and_leaves_alone_those_that_exist()
    {
        await using var emulator = await Emulator.Start();

        var first = await emulator.Post("/_emulator/seed", Body(("seed.jsonc", Seed)));
        var second = await emulator.Post("/_emulator/seed", Body(("seed.jsonc", Seed)));

        first.ShouldSay($$"""{"created":["{{Arn}}"],"leftAlone":[]}""");
        second.ShouldSay($$"""{"created":[],"leftAlone":["{{Arn}}"]}""");
        (await emulator.Secrets.GetValue("a")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_seed_goes_by_the_emulator_s_clock()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Post("/_emulator/clock", """{"action":"set","to":"2033-05-18T03:33:20Z"}""");

        await emulator.Post("/_emulator/seed", Body(("seed.jsonc", Seed)));

        (await emulator.Secrets.Describe("a")).Json.GetProperty("CreatedDate").GetDouble().ShouldBe(2000000000);
    }

    [TestCase("""{"secrets":[{"name":"b c"}]}""", "other.jsonc, line 1: Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!")]
    [TestCase("""{"secrets":[{"name":"a"}]}""", "other.jsonc, line 1: the secret a of account 000000000000, region us-east-1 is seeded twice.")]
    public async Task One_malformed_file_and_none_is_applied(string other, string sentence)
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Post("/_emulator/seed", Body(("seed.jsonc", Seed), ("other.jsonc", other)));

        answer.ShouldRefuse(400, sentence);
        (await emulator.Get("/_emulator/export")).ShouldSay("{\n  \"secrets\": []\n}\n");
    }

    [TestCase("""{}""", NeedsFiles)]
    [TestCase("""{"files":null}""", NeedsFiles)]
    [TestCase("""{"files":[]}""", NeedsFiles)]
    [TestCase("""{"files":[null]}""", NeedsFiles)]
    [TestCase("""{"files":[{"name":"a"}]}""", NeedsFiles)]
    [TestCase("""{"files":[{"text":"{}"}]}""", NeedsFiles)]
    [TestCase("""{"secrets":[]}""", NotJson)]
    [TestCase("""{"files":"a"}""", NotJson)]
    [TestCase("""{"files":[{"name":"a","text":{}}]}""", NotJson)]
    [TestCase("""{"files":[{"name":"a","text":"\ud800"}]}""", NotJson)]
    [TestCase("nonsense", NotJson)]
    [TestCase("", NotJson)]
    [TestCase("null", "The body must be a JSON object.")]
    public async Task A_body_of_another_form_is_refused(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Post("/_emulator/seed", body)).ShouldRefuse(400, sentence);
    }

    [Test]
    public async Task A_refusal_tells_no_value()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Post("/_emulator/seed", Body(("seed.jsonc", """{ "secrets": [{ "name": "a", "string": hunter2 }] }""")));

        answer.ShouldRefuse(400, "seed.jsonc, line 1: this is not JSON (column 40).");
    }

    [Test]
    public async Task A_seed_may_be_larger_than_a_web_server_s_usual_limit()
    {
        await using var emulator = await Emulator.Start();
        var large = Body(("seed.jsonc", Seed)) + new string(' ', 30_000_001);

        var answer = await emulator.Post("/_emulator/seed", large);

        answer.ShouldSay($$"""{"created":["{{Arn}}"],"leftAlone":[]}""");
    }

    [Test]
    public async Task A_body_beyond_the_limit_is_refused_before_it_is_sent()
    {
        await using var emulator = await Emulator.Start();
        using var socket = new TcpClient("127.0.0.1", emulator.Server.Url.Port);
        await socket.GetStream().WriteAsync("POST /_emulator/seed HTTP/1.1\r\nHost: localhost\r\nContent-Length: 67108865\r\n\r\n"u8.ToArray());

        using var answer = new StreamReader(socket.GetStream(), Encoding.UTF8);
        var status = await answer.ReadLineAsync();
        while (await answer.ReadLineAsync() is { Length: > 0 })
        {
        }

        var body = new char["{\"error\":\"The body is larger than 67108864 bytes.\"}".Length];
        await answer.ReadBlockAsync(body);
        status.ShouldBe("HTTP/1.1 400 Bad Request");
        new string(body).ShouldBe("{\"error\":\"The body is larger than 67108864 bytes.\"}");
    }

    [Test]
    public async Task SeedAsync_is_the_same_in_process()
    {
        await using var emulator = await Emulator.Start();

        var report = await emulator.Server.SeedAsync(Seed);
        var refusal = await Should.ThrowAsync<ArgumentException>(() => emulator.Server.SeedAsync("{\n5}"));

        report.Created.ShouldBe([Arn]);
        refusal.Message.ShouldBe("seed, line 2: this is not JSON (column 1).");
    }

    [Test]
    public async Task The_seeds_of_a_start_are_one_unit_and_are_reported()
    {
        using var folder = new SeedFolder();
        string[] files = [folder.Write("1.jsonc", Seed), folder.Write("2.jsonc", """{ "secrets": [{ "name": "b", "arnSuffix": "BbBbBb" }] }""")];

        await using var emulator = await Emulator.Start(options: new() { SeedFiles = files });

        emulator.Server.Seeded.Created.ShouldBe([Arn, "arn:aws:secretsmanager:us-east-1:000000000000:secret:b-BbBbBb"]);
        (await emulator.Secrets.GetValue(Arn)).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task The_seeds_of_a_start_take_its_account_and_region()
    {
        using var folder = new SeedFolder();

        await using var emulator = await Emulator.Start(options: new() { Account = "111122223333", Region = "eu-west-1", SeedFiles = [folder.Write("1.jsonc", Seed)] });

        emulator.Server.Seeded.Created.ShouldBe(["arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf"]);
    }

    [Test]
    public async Task A_start_with_a_malformed_seed_fails_and_stores_nothing()
    {
        using var folder = new SeedFolder();
        var data = Path.Combine(folder.Path, "data");
        var malformed = folder.Write("2.jsonc", "{ \"secrets\": [\n{ \"string\": \"hunter2\" }] }");

        var failure = await Should.ThrowAsync<EmulatorStartException>(() => SecretsEmulator.StartAsync(
            new() { DataFolder = data, SeedFiles = [folder.Write("1.jsonc", Seed), malformed] }));

        failure.Failure.ShouldBe(StartFailure.Seed);
        failure.Message.ShouldBe($"{malformed}, line 2: a secret needs a name.");
        failure.ToString().ShouldNotContain("hunter2");
        await using var emulator = await Emulator.Start(options: new() { DataFolder = data });
        (await emulator.Get("/_emulator/export")).ShouldSay("{\n  \"secrets\": []\n}\n");
    }

    [Test]
    public async Task A_start_with_one_secret_in_two_files_fails_and_stores_nothing()
    {
        using var folder = new SeedFolder();
        var data = Path.Combine(folder.Path, "data");
        string[] files = [folder.Write("1.jsonc", Seed), folder.Write("2.jsonc", Seed)];

        var failure = await Should.ThrowAsync<EmulatorStartException>(() => SecretsEmulator.StartAsync(new() { DataFolder = data, SeedFiles = files }));

        failure.Failure.ShouldBe(StartFailure.Seed);
        failure.Message.ShouldBe($"{files[1]}, line 1: the secret a of account 000000000000, region us-east-1 is seeded twice.");
        await using var emulator = await Emulator.Start(options: new() { DataFolder = data });
        (await emulator.Get("/_emulator/export")).ShouldSay("{\n  \"secrets\": []\n}\n");
    }

    [Test]
    public async Task A_restart_on_a_data_folder_leaves_the_seeds_alone()
    {
        using var folder = new SeedFolder();
        var options = new SecretsEmulatorOptions { DataFolder = Path.Combine(folder.Path, "data"), SeedFiles = [folder.Write("1.jsonc", Seed)] };
        await using (var first = await Emulator.Start(options: options))
        {
            await first.Secrets.PutValue("a", "two");
        }

        await using var second = await Emulator.Start(seed: 8, options: options);

        second.Server.Seeded.Created.ShouldBeEmpty();
        second.Server.Seeded.LeftAlone.ShouldBe([Arn]);
        (await second.Secrets.GetValue("a")).Text("SecretString").ShouldBe("two");
        (await second.Secrets.GetValue("a", stage: "AWSPREVIOUS")).Text("SecretString").ShouldBe("one");
    }

    private static string Body(params (string Name, string Text)[] files) =>
        JsonSerializer.Serialize(new { files = files.Select(file => new { name = file.Name, text = file.Text }) });
}
