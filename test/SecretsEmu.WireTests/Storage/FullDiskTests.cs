using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using LiteDB;

namespace SecretsEmu.WireTests.Storage;

/// <summary>A database file that may not grow, as on a full disk: writes are refused and kept nowhere, reads go on.</summary>
public sealed class FullDiskTests
{
    private const string Second = "22222222-2222-2222-2222-222222222222";
    private const string Third = "33333333-3333-3333-3333-333333333333";

    private static readonly string TooMuch = new('2', 60_000);

    [Test]
    public async Task A_write_that_does_not_fit_is_refused_and_reads_go_on()
    {
        using var folder = new TemporaryFolder();
        await FillUp(folder);
        await using var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path });
        var before = await emulator.Secrets.Describe("db");

        var put = await emulator.Secrets.PutValue("db", TooMuch, token: Second);
        var created = await emulator.Secrets.Create("another", TooMuch);

        put.ShouldBeError("InternalServiceError", "An error occurred on the server side.", status: 500);
        created.ShouldBeError("InternalServiceError", "An error occurred on the server side.", status: 500);
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
        (await emulator.Secrets.GetValue("another")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task The_next_write_that_fits_is_kept()
    {
        using var folder = new TemporaryFolder();
        await FillUp(folder);
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            (await emulator.Secrets.PutValue("db", TooMuch, token: Second)).Status.ShouldBe(500);

            var freed = await emulator.Secrets.Delete("large", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
            var put = await emulator.Secrets.PutValue("db", "three", token: Third);

            freed.Status.ShouldBe(200);
            put.Status.ShouldBe(200);
        }

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });
        (await again.Secrets.GetValue("db")).Text("SecretString").ShouldBe("three");
        (await again.Secrets.GetValue("db", stage: "AWSPREVIOUS")).Text("SecretString").ShouldBe("one");
        (await again.Secrets.Describe("large")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task The_log_says_why_without_the_value()
    {
        using var folder = new TemporaryFolder();
        await FillUp(folder);
        var log = new StringWriter();
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path, RequestLog = log }))
        {
            await emulator.Secrets.PutValue("db", TooMuch, token: Second);
        }

        log.ToString().ShouldStartWith("secrets-emu: cannot write: ");
        log.ToString().ShouldContain(" Nothing of this change was kept; reads go on.\nsecretsmanager.PutSecretValue => 500 InternalServiceError ");
        log.ToString().ShouldNotContain("2222");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_are_for_their_owner_only_after_it_too()
    {
        using var folder = new TemporaryFolder();
        await FillUp(folder);
        await using var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path });
        await emulator.Secrets.PutValue("db", TooMuch, token: Second);

        await emulator.Secrets.Delete("large", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });

        foreach (var file in Directory.GetFiles(folder.Path))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    /// <summary>Two secrets in a file that holds no more than them and the event of a third.</summary>
    private static async Task FillUp(TemporaryFolder folder)
    {
        await using (var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path }))
        {
            await emulator.Secrets.Create("db", "one");
            await emulator.Secrets.Create("large", new string('l', 60_000));
            // A deletion brings an event, whose page is taken by the first one.
            await emulator.Secrets.Create("first", "one");
            await emulator.Secrets.Delete("first", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
        }

        using var database = new LiteDatabase(folder.File("secrets-emu.db"));
        database.LimitSize = new FileInfo(folder.File("secrets-emu.db")).Length;
    }
}
