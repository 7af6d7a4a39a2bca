using System.Text;
using LiteDB;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Storage;

/// <summary>A database that is not ours or not whole is refused with a message, and left as it is: never silently wrong data.</summary>
public sealed class DamagedDatabaseTests
{
    private const int PageBytes = 8192;

    [TestCase(10)]
    [TestCase(8191)]
    [TestCase(8192)]
    [TestCase(100_000)]
    public async Task Garbage_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);
        await File.WriteAllBytesAsync(folder.File("secrets-emu.db"), Encoding.ASCII.GetBytes(new string('g', length)));

        await ShouldBeDamaged(folder);
    }

    [Test]
    public async Task Zeros_are_refused()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);
        await File.WriteAllBytesAsync(folder.File("secrets-emu.db"), new byte[2 * PageBytes]);

        await ShouldBeDamaged(folder);
    }

    [Test]
    public async Task A_database_cut_off_anywhere_is_refused()
    {
        using var whole = new TemporaryFolder();
        await Fill(whole);
        var bytes = await File.ReadAllBytesAsync(whole.File("secrets-emu.db"));
        var cuts = Enumerable.Range(1, (bytes.Length / PageBytes) - 1).SelectMany(page => (int[])[page * PageBytes, (page * PageBytes) + 100]).Append(100).ToList();

        foreach (var cut in cuts)
        {
            using var folder = new TemporaryFolder();
            File.Copy(whole.File("root.key"), folder.File("root.key"));
            await File.WriteAllBytesAsync(folder.File("secrets-emu.db"), bytes[..cut]);

            await ShouldBeDamaged(folder, $"cut off at {cut} of {bytes.Length}");
        }
    }

    [Test]
    public async Task A_database_of_another_program_is_refused()
    {
        using var folder = new TemporaryFolder();
        using (var foreign = new LiteDatabase($"Filename={folder.File("secrets-emu.db")};Collation=/Ordinal"))
        {
            foreign.GetCollection("customers").Insert(new BsonDocument { ["name"] = "somebody" });
        }

        await File.WriteAllTextAsync(folder.File("root.key"), Convert.ToBase64String(new byte[32]));

        await ShouldBeRefused(
            folder,
            StartFailure.DataFolderDamaged,
            $"The database {folder.File("secrets-emu.db")} was not made by secrets-emu, or its first document is lost. Choose another --data folder, or restore the file.");
    }

    [Test]
    public async Task A_database_of_another_program_in_its_own_language_is_refused()
    {
        using var folder = new TemporaryFolder();
        using (var foreign = new LiteDatabase(folder.File("secrets-emu.db")))
        {
            foreign.GetCollection("customers").Insert(new BsonDocument { ["name"] = "somebody" });
        }

        await File.WriteAllTextAsync(folder.File("root.key"), Convert.ToBase64String(new byte[32]));

        await ShouldBeDamaged(folder);
    }

    [Test]
    public async Task A_database_that_was_made_but_never_written_is_a_new_one()
    {
        // What a kill leaves that falls into the first write.
        using var folder = new TemporaryFolder();
        using (new LiteDatabase($"Filename={folder.File("secrets-emu.db")};Collation=/Ordinal"))
        {
        }

        await File.WriteAllTextAsync(folder.File("root.key"), Convert.ToBase64String(new byte[32]));

        await Fill(folder);

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path });
        (await again.Secrets.GetValue("db01")).Text("SecretString").ShouldBe(new string('1', 3000));
    }

    [Test]
    public async Task A_newer_format_is_refused()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);
        using (var database = new LiteDatabase(folder.File("secrets-emu.db")))
        {
            var collection = database.GetCollection("emulator");
            var format = collection.FindById("format");
            format["version"] = 4;
            collection.Update(format);
        }

        await ShouldBeRefused(
            folder,
            StartFailure.DataFolderNewer,
            $"The database {folder.File("secrets-emu.db")} has format 4 and this secrets-emu reads up to 3. Update the tool: dotnet tool update --global secrets-emu.");
    }

    [Test]
    public async Task A_value_that_is_lost_is_no_value_that_is_absent()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);
        using (var database = new LiteDatabase(folder.File("secrets-emu.db")))
        {
            database.GetCollection("values").DeleteAll();
        }

        await ShouldBeDamaged(folder);
    }

    [Test]
    public async Task A_ciphertext_that_was_changed_is_a_DecryptionFailure_and_the_other_secrets_are_read()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);
        using (var database = new LiteDatabase(folder.File("secrets-emu.db")))
        {
            var values = database.GetCollection("values");
            var value = values.FindAll().First(document => document["_id"].AsString.StartsWith("000000000000/us-east-1/db00|", StringComparison.Ordinal));
            value["value"][1].AsBinary[20] ^= 1;
            values.Update(value);
        }

        await using var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path });

        (await emulator.Secrets.GetValue("db00")).ShouldBeError(
            "DecryptionFailure", "Secrets Manager can't decrypt the protected secret text using the provided KMS key.");
        (await emulator.Secrets.GetValue("db01")).Text("SecretString").ShouldBe(new string('1', 3000));
    }

    private static async Task Fill(TemporaryFolder folder)
    {
        await using var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path });
        for (var number = 0; number < 5; number++)
        {
            await emulator.Secrets.Create($"db{number:D2}", new string((char)('0' + number), 3000));
        }
    }

    private static async Task ShouldBeDamaged(TemporaryFolder folder, string? which = null)
    {
        var message = await ShouldBeRefused(folder, StartFailure.DataFolderDamaged, null, which);

        message.ShouldStartWith($"The database {folder.File("secrets-emu.db")} cannot be read: ");
        message.ShouldEndWith(" Restore it from a copy (with its -log file), or remove the whole folder to start anew.");
    }

    private static async Task<string> ShouldBeRefused(TemporaryFolder folder, StartFailure failure, string? message, string? which = null)
    {
        var before = await File.ReadAllBytesAsync(folder.File("secrets-emu.db"));

        var refused = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { DataFolder = folder.Path }), which);

        refused.Failure.ShouldBe(failure, which);
        if (message is not null)
        {
            refused.Message.ShouldBe(message);
        }

        (await File.ReadAllBytesAsync(folder.File("secrets-emu.db"))).ShouldBe(before, which);
        return refused.Message;
    }
}
