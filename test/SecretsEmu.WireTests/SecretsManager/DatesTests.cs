using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>Which call moves which date (secretsmanager.md 0.9 and 3.2, I10).</summary>
public sealed class DatesTests
{
    private const string First = "11111111-1111-1111-1111-111111111111";
    private const string Second = "22222222-2222-2222-2222-222222222222";

    // 2026-01-31T08:00:00Z, where each of these tests begins, and an hour later
    private const string Start = "1.7698464E9";
    private const string HourLater = "1.76985E9";

    [Test]
    public async Task Dates_have_milliseconds()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00.123Z");
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.Describe("db");

        Raw(answer, "CreatedDate").ShouldBe("1.769846400123E9");
    }

    [TestCase("PutSecretValue", """{"SecretId":"db","ClientRequestToken":"22222222-2222-2222-2222-222222222222","SecretString":"two"}""")]
    [TestCase("PutSecretValue", """{"SecretId":"db","ClientRequestToken":"22222222-2222-2222-2222-222222222222","SecretString":"one","VersionStages":["blue"]}""")]
    [TestCase("UpdateSecret", """{"SecretId":"db","ClientRequestToken":"22222222-2222-2222-2222-222222222222","SecretString":"one"}""")]
    [TestCase("UpdateSecret", """{"SecretId":"db","ClientRequestToken":"22222222-2222-2222-2222-222222222222","Description":"new"}""")]
    [TestCase("UpdateSecretVersionStage", """{"SecretId":"db","VersionStage":"blue","MoveToVersionId":"11111111-1111-1111-1111-111111111111"}""")]
    [TestCase("TagResource", """{"SecretId":"db","Tags":[{"Key":"a","Value":"b"}]}""")]
    [TestCase("UntagResource", """{"SecretId":"db","TagKeys":["old"]}""")]
    [TestCase("PutResourcePolicy", """{"SecretId":"db","ResourcePolicy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"}""")]
    public async Task LastChangedDate_moves_with(string operation, string body)
    {
        await using var emulator = await Emulator.Start();
        await CreateTagged(emulator);
        emulator.Wall.Advance(TimeSpan.FromHours(1));

        var answer = await emulator.Client.Call(operation, body);

        answer.Status.ShouldBe(200);
        var described = await emulator.Secrets.Describe("db");
        Raw(described, "LastChangedDate").ShouldBe(HourLater);
        Raw(described, "CreatedDate").ShouldBe(Start);
    }

    [TestCase("GetSecretValue", """{"SecretId":"db"}""")]
    [TestCase("BatchGetSecretValue", """{"SecretIdList":["db"]}""")]
    [TestCase("DescribeSecret", """{"SecretId":"db"}""")]
    [TestCase("ListSecretVersionIds", """{"SecretId":"db"}""")]
    [TestCase("GetResourcePolicy", """{"SecretId":"db"}""")]
    [TestCase("CreateSecret", """{"Name":"db","ClientRequestToken":"11111111-1111-1111-1111-111111111111","SecretString":"one"}""")]
    [TestCase("PutSecretValue", """{"SecretId":"db","ClientRequestToken":"11111111-1111-1111-1111-111111111111","SecretString":"one"}""")]
    [TestCase("UpdateSecret", """{"SecretId":"db","ClientRequestToken":"11111111-1111-1111-1111-111111111111","SecretString":"one"}""")]
    [TestCase("UpdateSecret", """{"SecretId":"db","ClientRequestToken":"22222222-2222-2222-2222-222222222222"}""")]
    [TestCase("DeleteResourcePolicy", """{"SecretId":"db"}""")]
    public async Task LastChangedDate_stays_with(string operation, string body)
    {
        // Repeats and calls that change nothing; UpdateSecret without members and DeleteResourcePolicy without a policy: Inferred.
        await using var emulator = await Emulator.Start();
        await CreateTagged(emulator);
        emulator.Wall.Advance(TimeSpan.FromHours(1));

        var answer = await emulator.Client.Call(operation, body);

        answer.Status.ShouldBe(200);
        Raw(await emulator.Secrets.Describe("db"), "LastChangedDate").ShouldBe(Start);
    }

    [Test]
    public async Task A_refused_change_moves_no_date()
    {
        await using var emulator = await Emulator.Start();
        await CreateTagged(emulator);
        emulator.Wall.Advance(TimeSpan.FromHours(1));

        var answer = await emulator.Secrets.PutValue("db", "another", token: First);

        answer.Text("__type").ShouldBe("ResourceExistsException");
        Raw(await emulator.Secrets.Describe("db"), "LastChangedDate").ShouldBe(Start);
    }

    [Test]
    public async Task The_CreatedDate_of_GetSecretValue_is_the_version_s()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        emulator.Wall.Advance(TimeSpan.FromHours(1));
        await emulator.Secrets.PutValue("db", "two");
        emulator.Wall.Advance(TimeSpan.FromHours(1));

        var current = await emulator.Secrets.GetValue("db");
        var previous = await emulator.Secrets.GetValue("db", stage: "AWSPREVIOUS");

        Raw(current, "CreatedDate").ShouldBe(HourLater);
        Raw(previous, "CreatedDate").ShouldBe(Start);
    }

    [Test]
    public async Task LastAccessedDate_is_absent_until_a_value_is_read()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.Describe("db");
        await emulator.Secrets.GetValue("db", stage: "nowhere");

        var answer = await emulator.Secrets.Describe("db");

        answer.Has("LastAccessedDate").ShouldBeFalse();
    }

    [TestCase("2026-01-31T00:00:00Z")]
    [TestCase("2026-01-31T08:00:00Z")]
    [TestCase("2026-01-31T23:59:59.999Z")]
    public async Task LastAccessedDate_is_midnight_UTC_of_the_day_of_the_read(string at)
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start(at);
        await emulator.Secrets.Create("db", "one");

        await emulator.Secrets.GetValue("db");

        Raw(await emulator.Secrets.Describe("db"), "LastAccessedDate").ShouldBe("1.7698176E9");
    }

    [Test]
    public async Task LastAccessedDate_moves_with_the_day_and_not_within_it()
    {
        // Verified: localstack's recordings
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Secrets.Create("db", "one");
        await emulator.Secrets.GetValue("db");

        emulator.Wall.Advance(TimeSpan.FromHours(15));
        await emulator.Secrets.GetValue("db");
        var sameDay = await emulator.Secrets.Describe("db");
        emulator.Wall.Advance(TimeSpan.FromHours(1));
        await emulator.Secrets.GetValue("db");
        var nextDay = await emulator.Secrets.Describe("db");

        Raw(sameDay, "LastAccessedDate").ShouldBe("1.7698176E9");
        Raw(nextDay, "LastAccessedDate").ShouldBe("1.769904E9");
    }

    [Test]
    public async Task A_batch_read_sets_LastAccessedDate_too()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        await emulator.Secrets.Call("BatchGetSecretValue", new JsonObject { ["SecretIdList"] = new JsonArray("db") });

        Raw(await emulator.Secrets.Describe("db"), "LastAccessedDate").ShouldBe("1.7698176E9");
    }

    [Test]
    public async Task LastAccessedDate_is_kept_per_version_too()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Secrets.Create("db", "one", token: First);
        await emulator.Secrets.GetValue("db");
        await emulator.Secrets.PutValue("db", "two", token: Second);
        var unread = await AccessDates(emulator);
        emulator.Wall.Advance(TimeSpan.FromDays(1));

        await emulator.Secrets.GetValue("db");

        unread.ShouldBe([(First, "1.7698176E9"), (Second, null)]);
        (await AccessDates(emulator)).ShouldBe([(First, "1.7698176E9"), (Second, "1.769904E9")]);
        Raw(await emulator.Secrets.Describe("db"), "LastAccessedDate").ShouldBe("1.769904E9");
    }

    [Test]
    public async Task Reading_an_old_version_later_does_not_set_the_secret_s_date_back()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Secrets.Create("db", "one", token: First);
        await emulator.Secrets.PutValue("db", "two", token: Second);
        await emulator.Secrets.GetValue("db");
        emulator.Wall.Advance(TimeSpan.FromDays(1));

        await emulator.Secrets.GetValue("db", versionId: First);
        await emulator.Secrets.GetValue("db", versionId: First);

        (await AccessDates(emulator)).ShouldBe([(First, "1.769904E9"), (Second, "1.7698176E9")]);
        Raw(await emulator.Secrets.Describe("db"), "LastAccessedDate").ShouldBe("1.769904E9");
    }

    [Test]
    public async Task A_recreated_secret_was_never_read()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", token: First);
        await emulator.Secrets.GetValue("db");
        await emulator.Secrets.Delete("db", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });

        await emulator.Secrets.Create("db", "one", token: First);

        (await emulator.Secrets.Describe("db")).Has("LastAccessedDate").ShouldBeFalse();
    }

    [Test]
    public async Task All_dates_survive_a_restart_also_those_of_reads_alone()
    {
        using var folder = new TemporaryFolder();
        string described, listed;
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await emulator.Secrets.Create("db", "one", token: First);
            emulator.Wall.Advance(TimeSpan.FromDays(1));
            await emulator.Secrets.PutValue("db", "two", token: Second);
            await emulator.Secrets.GetValue("db", versionId: First);
            described = (await emulator.Secrets.Describe("db")).Body;
            listed = (await Versions(emulator)).Body;
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await again.Secrets.Describe("db")).Body.ShouldBe(described);
        (await Versions(again)).Body.ShouldBe(listed);
        described.ShouldContain("\"LastAccessedDate\":1.769904E9");
    }

    [Test]
    public async Task Dates_are_of_the_emulator_s_clock()
    {
        await using var emulator = await Emulator.Start(at: "2026-01-31T08:00:00Z");
        await emulator.Server.Clock.FreezeAsync();
        await emulator.Server.Clock.SetAsync(new DateTimeOffset(2027, 1, 31, 8, 0, 0, TimeSpan.Zero));
        await emulator.Secrets.Create("db", "one");

        await emulator.Secrets.GetValue("db");

        var answer = await emulator.Secrets.Describe("db");
        Raw(answer, "CreatedDate").ShouldBe("1.8013824E9");
        Raw(answer, "LastAccessedDate").ShouldBe("1.8013536E9");
    }

    private static Task<WireAnswer> CreateTagged(Emulator emulator) => emulator.Secrets.Create("db", "one", token: First, more: new JsonObject
    {
        ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "old", ["Value"] = "1" }),
    });

    private static Task<WireAnswer> Versions(Emulator emulator) =>
        emulator.Secrets.Call("ListSecretVersionIds", new JsonObject { ["SecretId"] = "db" });

    private static async Task<List<(string Id, string? Date)>> AccessDates(Emulator emulator) =>
        [.. (await Versions(emulator)).Json.GetProperty("Versions").EnumerateArray().Select(version =>
            (version.GetProperty("VersionId").GetString()!, version.TryGetProperty("LastAccessedDate", out var date) ? date.GetRawText() : null))];

    private static string Raw(WireAnswer answer, string member) => answer.Json.GetProperty(member).GetRawText();
}
