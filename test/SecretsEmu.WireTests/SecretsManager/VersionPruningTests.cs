using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>About a hundred versions, none younger than a day removed, labelled ones never; twenty labels (secretsmanager.md 3.2, I6 and I7).</summary>
public sealed class VersionPruningTests
{
    [Test]
    public async Task The_oldest_version_without_a_label_makes_room_once_it_is_a_day_old()
    {
        await using var emulator = await Emulator.Start();
        await WriteHundred(emulator);
        emulator.Wall.Advance(TimeSpan.FromHours(24));

        await emulator.Secrets.PutValue("db", "101", token: Token(101));

        var versions = await Versions(emulator);
        versions.Count.ShouldBe(100);
        versions.ShouldNotContain(Token(1));
        (await emulator.Secrets.GetValue("db", versionId: Token(1))).ShouldBeError(
            "ResourceNotFoundException", $"Secrets Manager can't find the specified secret value for VersionId: {Token(1)}");
        (await emulator.Secrets.GetValue("db", versionId: Token(2))).Text("SecretString").ShouldBe("2");
    }

    [Test]
    public async Task A_write_is_refused_while_no_version_is_a_day_old()
    {
        await using var emulator = await Emulator.Start();
        await WriteHundred(emulator);
        emulator.Wall.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));

        var put = await emulator.Secrets.PutValue("db", "101", token: Token(101));
        var update = await emulator.Secrets.Update("db", new JsonObject { ["SecretString"] = "101", ["Description"] = "new" }, token: Token(101));

        put.ShouldBeError("LimitExceededException", "You've exceeded the quota for the number of versions of a secret.");
        update.ShouldBeError("LimitExceededException", "You've exceeded the quota for the number of versions of a secret.");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("100");
        (await emulator.Secrets.Describe("db")).Has("Description").ShouldBeFalse();
    }

    [Test]
    public async Task The_day_is_one_of_the_emulator_s_clock()
    {
        await using var emulator = await Emulator.Start();
        await WriteHundred(emulator);
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromHours(24));

        var answer = await emulator.Secrets.PutValue("db", "101", token: Token(101));

        answer.Status.ShouldBe(200);
    }

    [Test]
    public async Task A_version_with_a_label_is_never_removed()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "1", token: Token(1));
        await emulator.Secrets.Call("UpdateSecretVersionStage", new JsonObject
        {
            ["SecretId"] = "db", ["VersionStage"] = "keep", ["MoveToVersionId"] = Token(1),
        });
        for (var number = 2; number <= 100; number++)
        {
            await emulator.Secrets.PutValue("db", $"{number}", token: Token(number));
        }

        emulator.Wall.Advance(TimeSpan.FromDays(2));

        await emulator.Secrets.PutValue("db", "101", token: Token(101));

        var versions = await Versions(emulator);
        versions.Count.ShouldBe(100);
        versions[0].ShouldBe(Token(1));
        versions.ShouldNotContain(Token(2));
        (await emulator.Secrets.GetValue("db", stage: "keep")).Text("SecretString").ShouldBe("1");
    }

    [Test]
    public async Task Only_as_many_go_as_must()
    {
        await using var emulator = await Emulator.Start();
        await WriteHundred(emulator);
        emulator.Wall.Advance(TimeSpan.FromDays(2));

        await emulator.Secrets.PutValue("db", "101", token: Token(101));
        await emulator.Secrets.PutValue("db", "102", token: Token(102));

        var versions = await Versions(emulator);
        versions.Count.ShouldBe(100);
        versions[..2].ShouldBe([Token(3), Token(4)]);
    }

    [Test]
    public async Task The_id_of_a_removed_version_is_free_again()
    {
        await using var emulator = await Emulator.Start();
        await WriteHundred(emulator);
        emulator.Wall.Advance(TimeSpan.FromDays(2));
        await emulator.Secrets.PutValue("db", "101", token: Token(101));

        var answer = await emulator.Secrets.PutValue("db", "new", token: Token(1));

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.GetValue("db", versionId: Token(1))).Text("SecretString").ShouldBe("new");
    }

    [Test]
    public async Task Twenty_labels_fit_over_all_versions_and_no_more()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "1", token: Token(1));
        await emulator.Secrets.PutValue("db", "2", token: Token(2), stages: [.. Labels(1, 10)]);
        await emulator.Secrets.PutValue("db", "3", token: Token(3), stages: [.. Labels(11, 9)]);

        var put = await emulator.Secrets.PutValue("db", "4", token: Token(4), stages: ["label20"]);
        var moved = await emulator.Secrets.Call("UpdateSecretVersionStage", new JsonObject
        {
            ["SecretId"] = "db", ["VersionStage"] = "label20", ["MoveToVersionId"] = Token(1),
        });
        var current = await emulator.Secrets.PutValue("db", "4", token: Token(4));

        put.ShouldBeError("LimitExceededException", "You've exceeded the quota for the number of staging labels.");
        moved.ShouldBeError("LimitExceededException", "You've exceeded the quota for the number of staging labels.");
        // AWSPREVIOUS would be the twenty-first.
        current.ShouldBeError("LimitExceededException", "You've exceeded the quota for the number of staging labels.");
    }

    [Test]
    public async Task A_label_that_moves_does_not_count_twice()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "1", token: Token(1));
        await emulator.Secrets.PutValue("db", "2", token: Token(2), stages: [.. Labels(1, 19)]);

        var answer = await emulator.Secrets.PutValue("db", "3", token: Token(3), stages: [.. Labels(1, 19)]);

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.GetValue("db", stage: "label19")).Text("SecretString").ShouldBe("3");
    }

    /// <summary>A hundred versions, of which the last two carry a label.</summary>
    private static async Task WriteHundred(Emulator emulator)
    {
        await emulator.Secrets.Create("db", "1", token: Token(1));
        for (var number = 2; number <= 100; number++)
        {
            await emulator.Secrets.PutValue("db", $"{number}", token: Token(number));
        }
    }

    private static async Task<List<string>> Versions(Emulator emulator)
    {
        var answer = await emulator.Secrets.Call("ListSecretVersionIds", new JsonObject { ["SecretId"] = "db", ["IncludeDeprecated"] = true });
        return [.. answer.Json.GetProperty("Versions").EnumerateArray().Select(version => version.GetProperty("VersionId").GetString()!)];
    }

    private static string Token(int number) => number.ToString("D32", null);

    private static IEnumerable<string> Labels(int first, int count) => Enumerable.Range(first, count).Select(number => $"label{number}");
}
