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
    public async Task Each_sample_has_its_line_in_the_table_of_contents()
    {
        var contents = await File.ReadAllTextAsync(Path.Combine(Samples, "README.md"));

        foreach (var sample in Directory.GetDirectories(Samples).Select(Path.GetFileName))
        {
            contents.ShouldContain($"[{sample}]({sample}/)");
        }
    }
}
