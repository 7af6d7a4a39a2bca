using System.Text;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Storage;

/// <summary>Who may have a data folder, and who may read it.</summary>
public sealed class DataFolderTests
{
    private static readonly string Key = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());

    [Test]
    public async Task A_folder_is_made_when_it_is_missing()
    {
        using var folder = new TemporaryFolder();
        var deep = Path.Combine(folder.Path, "a", "b");

        await using var emulator = await Emulator.Start(options: new() { DataFolder = deep });
        await emulator.Secrets.Create("db", "one");

        Directory.GetFiles(deep).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
            ["root.key", "secrets-emu-log.db", "secrets-emu.db", "secrets-emu.lock", "secrets-emu.pid"]);
        emulator.Server.DataFolder.ShouldBe(deep);
    }

    [Test]
    public async Task A_second_emulator_on_a_folder_is_refused_and_the_first_goes_on()
    {
        using var folder = new TemporaryFolder();
        await using var first = await Emulator.Start(options: new() { DataFolder = folder.Path });
        await first.Secrets.Create("db", "one");

        var refused = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { DataFolder = folder.Path }));

        refused.Failure.ShouldBe(StartFailure.DataFolderLocked);
        refused.Message.ShouldBe(
            $"The data folder {folder.Path} is in use by another secrets-emu (pid {Environment.ProcessId}). Stop it, or give this one its own --data folder.");
        (await first.Secrets.PutValue("db", "two")).Status.ShouldBe(200);
        File.ReadAllText(folder.File("secrets-emu.pid")).ShouldBe($"{Environment.ProcessId}");
    }

    [Test]
    public async Task A_folder_is_free_again_after_a_stop_and_after_a_start_that_failed()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder, Key);

        await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { DataFolder = folder.Path }));
        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path, RootKey = Key });

        (await again.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_file_in_the_way_of_the_folder_is_reported()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("file");
        await File.WriteAllTextAsync(file, "mine");

        var refused = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { DataFolder = file }));

        refused.Failure.ShouldBe(StartFailure.Settings);
        refused.Message.ShouldStartWith($"The data folder {file} cannot be used: ");
        (await File.ReadAllTextAsync(file)).ShouldBe("mine");
    }

    // The root key

    [Test]
    public async Task The_root_key_is_a_file_of_32_bytes_in_base64_of_its_own()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);

        var text = await File.ReadAllTextAsync(folder.File("root.key"));

        Convert.FromBase64String(text).Length.ShouldBe(32);
    }

    [Test]
    public async Task A_missing_root_key_is_reported_and_nothing_is_changed()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);
        File.Delete(folder.File("root.key"));

        await ShouldBeRefused(
            folder,
            StartFailure.RootKey,
            $"The root key file {folder.File("root.key")} is missing, so the secrets beside it cannot be decrypted. Restore it, set SECRETS_EMU_ROOT_KEY, or remove the whole folder to start anew.");

        File.Exists(folder.File("root.key")).ShouldBeFalse();
    }

    [Test]
    public async Task Another_root_key_is_reported_and_nothing_is_changed()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);
        await File.WriteAllTextAsync(folder.File("root.key"), Key);

        await ShouldBeRefused(
            folder,
            StartFailure.RootKey,
            $"The root key is not the one that the database {folder.File("secrets-emu.db")} was made with. Restore root.key beside it, or set SECRETS_EMU_ROOT_KEY to the right key.");
    }

    [TestCase("")]
    [TestCase("not base64")]
    [TestCase("AAAA")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_root_key_file_that_holds_no_key_is_reported(string text)
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);
        await File.WriteAllTextAsync(folder.File("root.key"), text);

        await ShouldBeRefused(
            folder,
            StartFailure.RootKey,
            $"The root key file {folder.File("root.key")} does not hold 32 bytes in base64. Restore it, or remove the whole folder to start anew.");
    }

    [TestCase("")]
    [TestCase("secret")]
    [TestCase("AAAA")]
    public async Task A_given_root_key_that_is_none_is_reported_without_being_shown(string key)
    {
        using var folder = new TemporaryFolder();

        var refused = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { DataFolder = folder.Path, RootKey = key }));

        refused.Failure.ShouldBe(StartFailure.RootKey);
        refused.Message.ShouldBe("The root key must be 32 bytes in base64 (44 characters).");
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Test]
    public async Task A_given_root_key_wins_over_the_file()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder, Key);
        await File.WriteAllTextAsync(folder.File("root.key"), "not even a key");

        await using var again = await Emulator.Start(options: new() { DataFolder = folder.Path, RootKey = Key });

        (await again.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
        (await File.ReadAllTextAsync(folder.File("root.key"))).ShouldBe("not even a key");
    }

    [Test]
    public async Task A_given_root_key_is_not_written_down()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder, Key);

        File.Exists(folder.File("root.key")).ShouldBeFalse();
        Contents(folder).ShouldNotContain(content => Contains(content, Convert.FromBase64String(Key)) || Contains(content, Encoding.UTF8.GetBytes(Key)));
    }

    [Test]
    public async Task A_given_root_key_that_is_not_the_database_s_is_reported()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder);

        var refused = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { DataFolder = folder.Path, RootKey = Key }));

        refused.Failure.ShouldBe(StartFailure.RootKey);
        refused.Message.ShouldBe(
            $"The root key is not the one that the database {folder.File("secrets-emu.db")} was made with. Restore root.key beside it, or set SECRETS_EMU_ROOT_KEY to the right key.");
    }

    // Who can read it

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task All_files_are_for_their_owner_only_while_running_after_a_stop_and_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var data = folder.File("data");
        for (var run = 0; run < 2; run++)
        {
            await using (var emulator = await Emulator.Start(options: new() { DataFolder = data }))
            {
                await emulator.Secrets.Create($"db{run}", new string('x', 65536));
                ShouldBeForOwner(data);
            }

            ShouldBeForOwner(data);
        }
    }

    [Test]
    public async Task No_value_and_no_key_is_in_clear_in_any_file()
    {
        using var folder = new TemporaryFolder();
        await using var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path, RootKey = Key });
        await emulator.Secrets.Create("db", "correct horse battery staple");
        await emulator.Secrets.PutValue("db", "Tr0ub4dor&3 is the older one");
        await emulator.Secrets.Call("CreateSecret", new JsonObject
        {
            ["Name"] = "binary", ["SecretBinary"] = Convert.ToBase64String("binary battery staple"u8.ToArray()), ["ClientRequestToken"] = new string('1', 32),
        });
        await emulator.Secrets.Create("leaving", "forgotten battery staple");
        await emulator.Secrets.Delete("leaving", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });
        string[] hidden =
        [
            "correct horse", "Tr0ub4dor", "battery staple", Convert.ToBase64String("binary battery staple"u8.ToArray()), Key,
        ];

        var contents = Contents(folder);

        foreach (var text in hidden)
        {
            contents.ShouldNotContain(content => Contains(content, Encoding.UTF8.GetBytes(text)));
            contents.ShouldNotContain(content => Contains(content, Encoding.Unicode.GetBytes(text)));
        }

        // The search itself finds what is there.
        contents.ShouldContain(content => Contains(content, Encoding.UTF8.GetBytes("binary")));
    }

    private static async Task Fill(TemporaryFolder folder, string? rootKey = null)
    {
        await using var emulator = await Emulator.Start(options: new() { DataFolder = folder.Path, RootKey = rootKey });
        await emulator.Secrets.Create("db", "one");
    }

    private static async Task ShouldBeRefused(TemporaryFolder folder, StartFailure failure, string message)
    {
        var before = await File.ReadAllBytesAsync(folder.File("secrets-emu.db"));

        var refused = await Should.ThrowAsync<EmulatorStartException>(() => Emulator.Start(options: new() { DataFolder = folder.Path }));

        refused.Failure.ShouldBe(failure);
        refused.Message.ShouldBe(message);
        (await File.ReadAllBytesAsync(folder.File("secrets-emu.db"))).ShouldBe(before);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void ShouldBeForOwner(string data)
    {
        File.GetUnixFileMode(data).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(data))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    // The lock file is empty and cannot be opened while it is held.
    private static List<byte[]> Contents(TemporaryFolder folder) =>
        [.. Directory.GetFiles(folder.Path).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(ReadShared)];

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static bool Contains(byte[] content, byte[] part) => content.AsSpan().IndexOf(part) >= 0;
}
