using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Storage;

/// <summary>What a data folder brings back: everything, to the byte.</summary>
public sealed class RestartTests
{
    [Test]
    public async Task Every_answer_is_the_same_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        List<string> before;
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await Fill(emulator);
            before = await Read(emulator);
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await Read(again)).ShouldBe(before);
    }

    [Test]
    public async Task An_acknowledged_write_is_on_disk_before_a_clean_stop()
    {
        // Copies of the files, taken while the emulator runs, are what a kill would leave.
        using var folder = new TemporaryFolder();
        using var copy = new TemporaryFolder();
        await using var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path });
        await Fill(emulator);
        var before = await Read(emulator);
        foreach (var file in Directory.GetFiles(folder.Path).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, copy.File(Path.GetFileName(file)));
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = copy.Path });

        (await Read(again)).ShouldBe(before);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("  surrounded by spaces\t\n")]
    [TestCase("\u0000 NUL \u0001")]
    [TestCase("schlüssel ключ 鍵 🔑")]
    [TestCase("<script>&'\"\\")]
    [TestCase("{\"user\":\"admin\",\"password\":\"p\"}")]
    public async Task A_description_or_value_comes_back_as_it_was(string text)
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await emulator.Secrets.Create("db", text.Length == 0 ? null : text, more: new JsonObject { ["Description"] = text });
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        var described = await again.Secrets.Describe("db");
        (described.Has("Description") ? described.Text("Description") : "").ShouldBe(text);
        var value = await again.Secrets.GetValue("db");
        (value.Status == 200 ? value.Text("SecretString") : "").ShouldBe(text);
    }

    [Test]
    public async Task A_value_of_64_KiB_comes_back()
    {
        using var folder = new TemporaryFolder();
        var value = string.Concat(Enumerable.Range(0, 65536).Select(i => (char)('!' + (i % 90))));
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            (await emulator.Secrets.Create("db", value)).Status.ShouldBe(200);
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await again.Secrets.GetValue("db")).Text("SecretString").ShouldBe(value);
    }

    [Test]
    public async Task The_longest_name_and_version_id_come_back()
    {
        using var folder = new TemporaryFolder();
        var name = new string('n', 512);
        var token = string.Concat(Enumerable.Repeat("鍵", 64));
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            (await emulator.Secrets.Create(name, "one", token: token)).Status.ShouldBe(200);
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await again.Secrets.GetValue(name)).Text("VersionId").ShouldBe(token);
    }

    [Test]
    public async Task Names_and_version_ids_that_differ_in_case_only_are_different_ones()
    {
        using var folder = new TemporaryFolder();
        var (lower, upper) = (new string('a', 32), new string('A', 32));
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await emulator.Secrets.Create("db", "lower", token: lower);
            await emulator.Secrets.PutValue("db", "upper", token: upper);
            await emulator.Secrets.Create("DB", "another", token: lower);
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await again.Secrets.GetValue("db", versionId: lower)).Text("SecretString").ShouldBe("lower");
        (await again.Secrets.GetValue("db", versionId: upper)).Text("SecretString").ShouldBe("upper");
        (await again.Secrets.GetValue("DB")).Text("SecretString").ShouldBe("another");
    }

    [Test]
    public async Task A_thousand_secrets_of_many_writers_come_back()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, 1000),
                new ParallelOptions { MaxDegreeOfParallelism = 32 },
                async (number, _) => (await emulator.Secrets.Create($"db{number:D4}", $"value {number}")).Status.ShouldBe(200));
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1000),
            async (number, _) => (await again.Secrets.GetValue($"db{number:D4}")).Text("SecretString").ShouldBe($"value {number}"));
    }

    [Test]
    public async Task A_deleted_secret_stays_deleted_and_its_successor_is_read()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await emulator.Secrets.Create("gone", "one");
            await emulator.Secrets.Delete("gone", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
            await emulator.Secrets.Create("db", "old", token: "11111111-1111-1111-1111-111111111111");
            await emulator.Secrets.Delete("db", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
            await emulator.Secrets.Create("db", "new", token: "11111111-1111-1111-1111-111111111111");
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await again.Secrets.Describe("gone")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        (await again.Secrets.GetValue("db")).Text("SecretString").ShouldBe("new");
    }

    [Test]
    public async Task In_memory_nothing_is_left()
    {
        await using (var emulator = await Emulator.Start())
        {
            await emulator.Secrets.Create("db", "one");
        }

        await using var again = await Emulator.Start();

        (await again.Secrets.Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    /// <summary>Something of everything that a secret can have, be without, or have empty.</summary>
    private static async Task Fill(Emulator emulator)
    {
        var secrets = emulator.Secrets;
        await secrets.Create("empty");
        await secrets.Create("labels", "one", token: Token(1));
        await secrets.PutValue("labels", "two", token: Token(2), stages: ["AWSPENDING", "blue"]);
        await secrets.PutValue("labels", "three", token: Token(3));
        await secrets.PutValue("labels", "four", token: Token(4));
        await secrets.Call("CreateSecret", new JsonObject { ["Name"] = "binary", ["SecretBinary"] = "AAEC/w==", ["ClientRequestToken"] = Token(1) });
        await secrets.Create("tags", more: new JsonObject { ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "k", ["Value"] = "" }), ["Description"] = " d " });
        await secrets.Create("untagged", more: new JsonObject { ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "k", ["Value"] = "v" }) });
        await secrets.Call("UntagResource", new JsonObject { ["SecretId"] = "untagged", ["TagKeys"] = new JsonArray("k") });
        await secrets.Call("PutResourcePolicy", new JsonObject
        {
            ["SecretId"] = "labels",
            ["ResourcePolicy"] = """ {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]} """,
        });
        await secrets.Create("leaving", "one");
        await secrets.Delete("leaving");
        await secrets.As(region: "eu-west-1").Create("labels", "elsewhere");
        await secrets.As(accessKey: "111122223333").Create("labels", "another");
    }

    // Twice: the first time sets the dates of the last read.
    private static async Task<List<string>> Read(Emulator emulator)
    {
        await ReadOnce(emulator);
        return await ReadOnce(emulator);
    }

    private static async Task<List<string>> ReadOnce(Emulator emulator)
    {
        var secrets = emulator.Secrets;
        WireAnswer[] answers =
        [
            await secrets.Call("ListSecrets", new JsonObject { ["IncludePlannedDeletion"] = true, ["SortBy"] = "name" }),
            await secrets.As(region: "eu-west-1").Call("ListSecrets", []),
            await secrets.As(accessKey: "111122223333").Call("ListSecrets", []),
            await secrets.Describe("empty"),
            await secrets.Call("ListSecretVersionIds", new JsonObject { ["SecretId"] = "labels", ["IncludeDeprecated"] = true }),
            await secrets.GetValue("labels"),
            await secrets.GetValue("labels", stage: "blue"),
            await secrets.GetValue("labels", versionId: Token(1)),
            await secrets.GetValue("binary"),
            await secrets.GetValue("empty"),
            await secrets.GetValue("leaving"),
            await secrets.As(region: "eu-west-1").GetValue("labels"),
            await secrets.As(accessKey: "111122223333").GetValue("labels"),
            await secrets.Call("GetResourcePolicy", new JsonObject { ["SecretId"] = "labels" }),
            await secrets.Describe("labels"),
            await secrets.Describe("leaving"),
        ];
        return [.. answers.Select(answer => answer.Body)];
    }

    private static string Token(int number) => number.ToString("D32", null);
}
