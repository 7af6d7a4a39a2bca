using System.Runtime.Versioning;
using System.Text;
using LiteDB;
using LiteDB.Engine;

namespace SecretsEmu.WireTests.Tool;

[Parallelizable(ParallelScope.All)]
public sealed class DataFolderTests
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string OtherKey = "HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Test]
    public async Task A_secret_survives_kill_9()
    {
        using var folder = new TemporaryFolder();
        await using (var server = await ToolServer.Start(["--data", folder.Data]))
        {
            await server.Create("db/password", "one");
            server.Process.Kill();
            await server.Process.End();
        }

        await using var again = await ToolServer.Start(["--data", folder.Data]);

        (await again.ValueOf("db/password")).ShouldBe("one");
    }

    [Test]
    public async Task A_folder_in_use_ends_with_4_and_the_pid()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.Start(["--data", folder.Data]);

        var finished = await ToolProcess.Run("start", "--port", "0", "--data", folder.Data);

        finished.ShouldBe(new Finished(
            4, "", $"The data folder {folder.Data} is in use by another secrets-emu (pid {server.Process.Pid}). Stop it, or give this one its own --data folder.\n"));
        (await server.Create("still", "served")).ShouldContain("\"Name\":\"still\"");
    }

    [Test]
    public async Task A_newer_format_ends_with_5()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder.Data);
        using (var database = new LiteDatabase(new LiteEngine(new EngineSettings { Filename = DatabaseIn(folder), Collation = Collation.Binary })))
        {
            var format = database.GetCollection("emulator").FindById("format");
            format["version"] = 99;
            database.GetCollection("emulator").Update(format);
        }

        var (code, output, error) = await ToolProcess.Run("start", "--port", "0", "--data", folder.Data);

        code.ShouldBe(5);
        output.ShouldBe("");
        error.ShouldBe($"The database {DatabaseIn(folder)} has format 99 and this secrets-emu reads up to 3. Update the tool: dotnet tool update --global secrets-emu.\n");
    }

    [Test]
    public async Task Garbage_in_place_of_the_database_ends_with_6()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Data);
        await File.WriteAllTextAsync(Path.Combine(folder.Data, "root.key"), Key);
        await File.WriteAllBytesAsync(DatabaseIn(folder), Encoding.ASCII.GetBytes(new string('x', 40_000)));

        await ShouldBeDamaged(folder);
    }

    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.9)]
    public async Task A_truncated_database_ends_with_6(double kept)
    {
        using var folder = new TemporaryFolder();
        await Fill(folder.Data, secrets: 40);
        await using (var file = File.Open(DatabaseIn(folder), FileMode.Open))
        {
            file.SetLength((long)(file.Length * kept));
        }

        await ShouldBeDamaged(folder);
    }

    [Test]
    public async Task A_missing_root_key_ends_with_6()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder.Data);
        var key = Path.Combine(folder.Data, "root.key");
        File.Delete(key);

        var finished = await ToolProcess.Run("start", "--port", "0", "--data", folder.Data);

        finished.ShouldBe(new Finished(
            6, "", $"The root key file {key} is missing, so the secrets beside it cannot be decrypted. Restore it, set SECRETS_EMU_ROOT_KEY, or remove the whole folder to start anew.\n"));
    }

    [Test]
    public async Task A_wrong_root_key_ends_with_6()
    {
        using var folder = new TemporaryFolder();
        await Fill(folder.Data);

        var finished = await ToolProcess.Run(["start", "--port", "0", "--data", folder.Data], ("SECRETS_EMU_ROOT_KEY", OtherKey));

        finished.ShouldBe(new Finished(
            6, "", $"The root key is not the one that the database {DatabaseIn(folder)} was made with. Restore root.key beside it, or set SECRETS_EMU_ROOT_KEY to the right key.\n"));
    }

    [Test]
    public async Task A_root_key_that_is_no_key_ends_with_6_and_is_not_printed()
    {
        var finished = await ToolProcess.Run(["start", "--in-memory", "--port", "0"], ("SECRETS_EMU_ROOT_KEY", "too short"));

        finished.ShouldBe(new Finished(6, "", "SECRETS_EMU_ROOT_KEY does not hold 32 bytes in base64 (44 characters).\n"));
    }

    [Test]
    public async Task The_root_key_of_the_environment_wins_over_the_file()
    {
        using var folder = new TemporaryFolder();
        await using (var server = await ToolServer.Start(["--data", folder.Data], ("SECRETS_EMU_ROOT_KEY", Key)))
        {
            await server.Create("db/password", "one");
            server.Process.Kill();
        }

        File.WriteAllText(Path.Combine(folder.Data, "root.key"), OtherKey);
        await using var again = await ToolServer.Start(["--data", folder.Data], ("SECRETS_EMU_ROOT_KEY", Key));

        (await again.ValueOf("db/password")).ShouldBe("one");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "signals")]
    public async Task No_value_and_no_key_is_in_clear_in_the_folder_or_on_the_console()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.Start(["--data", folder.Data], ("SECRETS_EMU_ROOT_KEY", Key));
        await server.Create("db/password", "TOPSECRET-value");
        await server.ValueOf("db/password");
        await server.Call("CreateSecret", """{"Name":"broken","SecretString":"TOPSECRET-value","Description":7}""");

        var (_, output, error) = await server.Stop();

        foreach (var file in Directory.GetFiles(folder.Data, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            bytes.AsSpan().IndexOf("TOPSECRET"u8).ShouldBe(-1, file);
            bytes.AsSpan().IndexOf(Convert.FromBase64String(Key)).ShouldBe(-1, file);
            bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Key)).ShouldBe(-1, file);
        }

        (output + error).ShouldNotContain("TOPSECRET");
        (output + error).ShouldNotContain(Key);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "file modes")]
    [UnsupportedOSPlatform("windows")]
    public async Task Folder_and_files_are_for_their_owner_only()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.Start(["--data", folder.Data]);
        await server.Create("db/password", "one");

        var files = Directory.GetFiles(folder.Data);

        File.GetUnixFileMode(folder.Data).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        files.Select(Path.GetFileName).Order().ShouldBe(["root.key", "secrets-emu-log.db", "secrets-emu.db", "secrets-emu.lock", "secrets-emu.pid"]);
        files.ShouldAllBe(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task A_folder_that_cannot_be_made_ends_with_2_and_is_named()
    {
        using var folder = new TemporaryFolder();
        var beneathAFile = Path.Combine(folder.Write("file", ""), "data");

        var (code, output, error) = await ToolProcess.Run("start", "--port", "0", "--data", beneathAFile);

        code.ShouldBe(2);
        output.ShouldBe("");
        error.ShouldStartWith($"The data folder {beneathAFile} cannot be used: ");
        error.TrimEnd('\n').ShouldNotContain("\n");
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_ends_with_2_and_is_named()
    {
        using var folder = new TemporaryFolder();
        // Stands for a read-only folder, which root could write all the same.
        Directory.CreateDirectory(Path.Combine(folder.Data, "secrets-emu.lock"));

        var (code, output, error) = await ToolProcess.Run("start", "--port", "0", "--data", folder.Data);

        (code, output).ShouldBe((2, ""));
        error.ShouldStartWith($"The data folder {folder.Data} cannot be used: ");
        error.TrimEnd('\n').ShouldNotContain("\n");
    }

    private static string DatabaseIn(TemporaryFolder folder) => Path.Combine(folder.Data, "secrets-emu.db");

    private static async Task Fill(string data, int secrets = 1)
    {
        await using var server = await ToolServer.Start(["--data", data]);
        for (var i = 0; i < secrets; i++)
        {
            await server.Create($"secret-{i}", new string('v', 2_000));
        }

        server.Process.Kill();
        await server.Process.End();
    }

    private static async Task ShouldBeDamaged(TemporaryFolder folder)
    {
        var (code, output, error) = await ToolProcess.Run("start", "--port", "0", "--data", folder.Data);

        code.ShouldBe(6, error);
        output.ShouldBe("");
        error.ShouldStartWith($"The database {DatabaseIn(folder)} cannot be read: ");
        error.ShouldEndWith(" Restore it from a copy (with its -log file), or remove the whole folder to start anew.\n");
        error.TrimEnd('\n').ShouldNotContain("\n");
    }
}
