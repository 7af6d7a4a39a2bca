using System.Text.Json.Nodes;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Control;

public sealed class ResetTests
{
    private const string Arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:seeded-AbCdEf";
    private const string Seed = """{ "secrets": [{ "name": "seeded", "arnSuffix": "AbCdEf", "string": "one" }] }""";
    private const string Reseeded = $$$"""{"seeded":{"created":["{{{Arn}}}"],"leftAlone":[]}}""";

    [Test]
    public async Task Reset_leaves_nothing_without_seeds()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one");
        await emulator.Secrets.As(accessKey: "111122223333", region: "eu-west-1").Create("b", "two");

        var answer = await emulator.Post("/_emulator/reset");

        answer.ShouldSay("""{"seeded":{"created":[],"leftAlone":[]}}""");
        (await emulator.Get("/_emulator/export")).ShouldSay("{\n  \"secrets\": []\n}\n");
    }

    [Test]
    public async Task Reset_goes_back_to_the_seeds()
    {
        using var folder = new SeedFolder();
        await using var emulator = await Emulator.Start(options: new() { SeedFiles = [folder.Write("seed.jsonc", Seed)] });
        await emulator.Secrets.PutValue("seeded", "two");
        await emulator.Secrets.Create("a", "one");

        var answer = await emulator.Post("/_emulator/reset");

        answer.ShouldSay(Reseeded);
        (await emulator.Secrets.GetValue(Arn)).Text("SecretString").ShouldBe("one");
        (await emulator.Secrets.GetValue("seeded", stage: "AWSPREVIOUS")).Status.ShouldBe(400);
        (await emulator.Secrets.Describe("a")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_secret_that_waited_for_its_deletion_is_back_and_is_not_purged_later()
    {
        using var folder = new SeedFolder();
        await using var emulator = await Emulator.Start(options: new() { SeedFiles = [folder.Write("seed.jsonc", Seed)] });
        await emulator.Secrets.Delete("seeded", new JsonObject { ["RecoveryWindowInDays"] = 7 });

        await emulator.Post("/_emulator/reset");

        (await emulator.Post("/_emulator/clock", """{"action":"advance","by":"40d"}""")).Json.GetProperty("fired").GetArrayLength().ShouldBe(0);
        (await emulator.Secrets.GetValue("seeded")).Text("SecretString").ShouldBe("one");
    }

    [TestCase("""{"action":"advance","by":"8d"}""")]
    [TestCase("""{"action":"freeze"}""")]
    public async Task Reset_goes_back_to_the_wall_clock(string change)
    {
        using var folder = new SeedFolder();
        await using var emulator = await Emulator.Start(options: new() { SeedFiles = [folder.Write("seed.jsonc", Seed)] });
        await emulator.Post("/_emulator/clock", change);
        emulator.Wall.Advance(TimeSpan.FromHours(1));

        await emulator.Post("/_emulator/reset");

        (await emulator.Get("/_emulator/clock")).ShouldSay("""{"clock":{"now":"2026-01-31T09:00:00.000Z","offsetSeconds":0,"frozen":false}}""");
        (await emulator.Secrets.Describe("seeded")).Json.GetProperty("CreatedDate").GetDouble().ShouldBe(1769850000);
    }

    [Test]
    public async Task What_was_read_before_a_reset_was_not_read()
    {
        using var folder = new SeedFolder();
        await using var emulator = await Emulator.Start(options: new() { SeedFiles = [folder.Write("seed.jsonc", Seed)] });
        await emulator.Secrets.GetValue("seeded");
        (await emulator.Secrets.Describe("seeded")).Has("LastAccessedDate").ShouldBeTrue();

        await emulator.Post("/_emulator/reset");

        (await emulator.Secrets.Describe("seeded")).Has("LastAccessedDate").ShouldBeFalse();
    }

    [Test]
    public async Task An_edited_seed_file_counts()
    {
        using var folder = new SeedFolder();
        await using var emulator = await Emulator.Start(options: new() { SeedFiles = [folder.Write("seed.jsonc", Seed)] });
        folder.Write("seed.jsonc", """{ "secrets": [{ "name": "edited", "string": "two" }] }""");

        await emulator.Post("/_emulator/reset");

        (await emulator.Secrets.GetValue("edited")).Text("SecretString").ShouldBe("two");
        (await emulator.Secrets.Describe("seeded")).Status.ShouldBe(400);
    }

    [TestCase("{ \"secrets\":\n oops }", "line 2: this is not JSON (column 2).")]
    [TestCase("{ \"secrets\": [\n\n{ \"name\": \"a\" }, { \"name\": \"a\" }] }", "line 3: the secret a of account 000000000000, region us-east-1 is seeded twice.")]
    public async Task A_seed_file_that_is_malformed_by_now_changes_nothing(string edited, string reason)
    {
        using var folder = new SeedFolder();
        var file = folder.Write("seed.jsonc", Seed);
        await using var emulator = await Emulator.Start(options: new() { SeedFiles = [file] });
        await emulator.Secrets.PutValue("seeded", "two");
        await emulator.Post("/_emulator/clock", """{"action":"advance","by":"1h"}""");
        // Last, so that no commit has written it down.
        await emulator.Secrets.GetValue("seeded");
        folder.Write("seed.jsonc", edited);

        var answer = await emulator.Post("/_emulator/reset");

        answer.ShouldRefuse(400, $"{file}, {reason}");
        (await emulator.Secrets.Describe("seeded")).Has("LastAccessedDate").ShouldBeTrue();
        (await emulator.Secrets.GetValue("seeded")).Text("SecretString").ShouldBe("two");
        (await emulator.Get("/_emulator/clock")).ShouldSay("""{"clock":{"now":"2026-01-31T09:00:00.000Z","offsetSeconds":3600,"frozen":false}}""");
    }

    [Test]
    public async Task A_seed_file_that_is_gone_changes_nothing()
    {
        using var folder = new SeedFolder();
        var file = folder.Write("seed.jsonc", Seed);
        await using var emulator = await Emulator.Start(options: new() { SeedFiles = [file] });
        await emulator.Secrets.PutValue("seeded", "two");
        File.Delete(file);

        var answer = await emulator.Post("/_emulator/reset");

        answer.ShouldRefuse(400, $"The seed file {file} cannot be read: Could not find file '{file}'.");
        (await emulator.Secrets.GetValue("seeded")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task The_root_key_of_a_data_folder_stays()
    {
        using var folder = new SeedFolder();
        var options = new SecretsEmulatorOptions { DataFolder = Path.Combine(folder.Path, "data"), SeedFiles = [folder.Write("seed.jsonc", Seed)] };
        await using (var emulator = await Emulator.Start(options: options))
        {
            var before = KeysIn(options.DataFolder);
            before.ShouldNotBeEmpty();

            await emulator.Post("/_emulator/reset");

            KeysIn(options.DataFolder).ShouldBe(before);
        }

        await using var again = await Emulator.Start(seed: 8, options: options);
        (await again.Secrets.GetValue("seeded")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task ResetAsync_is_the_same_in_process()
    {
        using var folder = new SeedFolder();
        await using var emulator = await Emulator.Start(options: new() { SeedFiles = [folder.Write("seed.jsonc", Seed)] });
        await emulator.Secrets.PutValue("seeded", "two");

        var report = await emulator.Server.ResetAsync();

        report.Created.ShouldBe([Arn]);
        (await emulator.Secrets.GetValue("seeded")).Text("SecretString").ShouldBe("one");
    }

    private static string[] KeysIn(string dataFolder) =>
        [.. Directory.GetFiles(dataFolder, "*key*").Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];
}
