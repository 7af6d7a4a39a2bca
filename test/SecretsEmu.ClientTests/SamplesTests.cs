using System.Text.Json;

namespace SecretsEmu.ClientTests;

/// <summary>The samples that need another program, run as their READMEs say. The others are in Emulator.sln.</summary>
public sealed class SamplesTests
{
    private static readonly string Samples = Path.Combine(Programs.Root, "samples");

    [Test]
    public async Task The_shell_tour_runs_against_a_server_and_leaves_nothing_behind()
    {
        await using var server = await Server.Start();

        var tour = await Programs.RunBash(
            """eval "$(secrets-emu env --url "$SERVER")"; cd "$TOUR"; ./tour.sh""", ("SERVER", server.Url), ("TOUR", Path.Combine(Samples, "shell-tour")));

        tour.ShouldSucceed().Output.TrimEnd().ShouldEndWith("== Done: the tour deletes its secret at once, without a window");
        tour.Output.ShouldContain(
            "An error occurred (InvalidRequestException) when calling the GetSecretValue operation: You can't perform this operation on the secret because it was marked for deletion.");
        using var client = new RawClient(server.Url);
        (await client.Call("ListSecrets", new { IncludePlannedDeletion = true })).Body.GetProperty("SecretList").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task The_failover_drill_runs_and_the_primary_returns_as_another_secret()
    {
        await using var server = await Server.Start();

        var drill = await Programs.RunBash(
            """eval "$(secrets-emu env --url "$SECRETS_EMU_URL")"; cd "$DRILL"; ./drill.sh""",
            ("SECRETS_EMU_URL", server.Url), ("DRILL", Path.Combine(Samples, "failover")));

        drill.ShouldSucceed().Output.TrimEnd().ShouldEndWith("== Done: the drill deletes both");
        drill.Output.ShouldContain("eu-west-1\tInSync\tReplication succeeded");
        drill.Output.ShouldContain("us-east-1 does not answer\neu-west-1 still says two\n");
        drill.Output.ShouldContain("us-east-1 says two, eu-west-1 says three\nNone\n");
    }

    [Test]
    public async Task The_commands_of_the_CI_workflow_work()
    {
        var commands = (await File.ReadAllLinesAsync(Path.Combine(Samples, "ci", "secrets.yml")))
            .Select(line => line.Trim()).Where(line => line.StartsWith("run: ", StringComparison.Ordinal)).Select(line => line["run: ".Length..]).ToList();

        commands.ShouldBe(["dotnet tool install --global secrets-emu", "secrets-emu exec --seed seed.jsonc -- ./run-tests.sh"]);
        // The first needs the package in a registry; .ci/run installs from a folder.
        var run = await Programs.Run("bash", ["-c", commands[1]], folder: Path.Combine(Samples, "ci"));
        run.ShouldSucceed().Output.ShouldEndWith("\n4 passed, 0 failed\n");
    }

    [Test]
    public async Task The_tests_of_the_CI_sample_refuse_to_run_without_the_emulator()
    {
        var run = await Programs.Run(Path.Combine(Samples, "ci", "run-tests.sh"), []);

        run.Code.ShouldNotBe(0);
        run.Error.TrimEnd().ShouldEndWith("start this with: secrets-emu exec --seed seed.jsonc -- ./run-tests.sh");
    }

    [Test]
    public async Task A_denied_call_is_refused_and_explained_and_succeeds_once_its_file_is_edited()
    {
        const string Mistake = "06-session-policy";
        var run = Path.Combine(Samples, "denied", "run");

        var denied = await Programs.Run(run, [Mistake]);
        var @fixed = await Programs.Run(run, [Mistake, "--fixed"]);

        denied.Code.ShouldBe(1, denied.Error);
        denied.Error.ShouldContain((await File.ReadAllTextAsync(Path.Combine(Samples, "denied", Mistake, "answer.txt"))).TrimEnd());
        var explained = (await File.ReadAllTextAsync(Path.Combine(Samples, "denied", Mistake, "explain.txt"))).Split("Request   REQUEST-ID at TIME");
        denied.Output.ShouldStartWith($"\n{explained[0]}");
        denied.Output.ShouldEndWith(explained[1]);
        @fixed.ShouldSucceed().Output.ShouldContain("not-a-real-password");
    }

    [Test]
    public async Task The_role_of_another_account_reads_the_secret_and_each_of_five_things_is_needed()
    {
        var run = (await Programs.Run(Path.Combine(Samples, "cross-account", "run"), [])).ShouldSucceed();

        run.Output.ShouldContain("""{"username":"app","password":"not-a-real-password"}""");
        run.Output.Split('\n').Count(line => line.StartsWith("ALLOWED: ", StringComparison.Ordinal)).ShouldBe(1);
        run.Output.Split('\n').Count(line => line.StartsWith("DENIED: ", StringComparison.Ordinal)).ShouldBe(5);
    }

    [Test]
    public async Task The_Python_function_rotates_its_secret_passes_a_rehearsal_and_its_schedule_fires()
    {
        using var folder = new TemporaryFolder();
        var sample = Path.Combine(Samples, "rotation-python");
        foreach (var file in Directory.GetFiles(sample))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        Directory.CreateDirectory(folder.File("artifacts"));
        var users = folder.File(Path.Combine("artifacts", "users.json"));
        await File.WriteAllTextAsync(users, """{"billing":"not-a-real-password","another":"untouched"}""");
        await using var server = await Server.Start("--handlers", folder.File("handlers.json"), "--seed", folder.File("seed.jsonc"), "--require-handlers");
        using var client = new RawClient(server.Url);

        var rotation = (await Programs.RunTool("rotate", "billing/db", "--url", server.Url)).ShouldSucceed();
        var rehearsal = (await Programs.RunTool("rotate", "billing/db", "--rehearse", "--url", server.Url)).ShouldSucceed();
        var advanced = (await Programs.RunTool("clock", "advance", "31d", "--url", server.Url)).ShouldSucceed();

        rotation.Output.ShouldBe("Succeeded\nThe function kept to the contract.\n");
        rehearsal.Output.ShouldEndWith("\nSucceeded\nThe function kept to the contract.\n");
        advanced.Output.ShouldEndWith(": RotationSucceeded\n");
        var login = JsonDocument.Parse((await client.Call("GetSecretValue", new { SecretId = "billing/db" })).Body.GetProperty("SecretString").GetString()!).RootElement;
        using var database = JsonDocument.Parse(await File.ReadAllTextAsync(users));
        login.GetProperty("password").GetString()!.Length.ShouldBe(32);
        database.RootElement.GetProperty("billing").GetString().ShouldBe(login.GetProperty("password").GetString());
        database.RootElement.GetProperty("another").GetString().ShouldBe("untouched");
    }

    [Test]
    public async Task Each_sample_has_its_line_in_the_table_of_contents()
    {
        var contents = await File.ReadAllTextAsync(Path.Combine(Samples, "README.md"));

        foreach (var sample in Directory.GetDirectories(Samples).Select(Path.GetFileName))
        {
            contents.ShouldContain($"[{sample}]({sample}/)");
        }
    }
}
