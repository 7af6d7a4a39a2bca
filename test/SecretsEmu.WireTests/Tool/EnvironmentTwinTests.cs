namespace SecretsEmu.WireTests.Tool;

/// <summary>Flag beats environment beats default; what is unknown or cannot be read is refused, never ignored.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EnvironmentTwinTests
{
    [Test]
    public async Task The_environment_beats_the_default_and_the_flag_beats_both()
    {
        await using var server = await ToolServer.Start(
            ["--account", "222222222222"],
            ("SECRETS_EMU_IN_MEMORY", "true"), ("SECRETS_EMU_REGION", "eu-central-1"), ("SECRETS_EMU_ACCOUNT", "111111111111"), ("SECRETS_EMU_PORT", "1"));

        server.Line.GetProperty("region").GetString().ShouldBe("eu-central-1");
        server.Line.GetProperty("account").GetString().ShouldBe("222222222222");
        server.Line.TryGetProperty("data", out _).ShouldBeFalse();
        server.Port.ShouldNotBe(1);
    }

    [Test]
    public async Task Without_either_the_default_holds()
    {
        await using var server = await ToolServer.InMemory();

        server.Line.GetProperty("region").GetString().ShouldBe("us-east-1");
        server.Line.GetProperty("account").GetString().ShouldBe("000000000000");
    }

    [Test]
    public async Task An_option_given_now_wins_over_the_opposite_in_the_environment()
    {
        using var folder = new TemporaryFolder();

        await using var inMemory = await ToolServer.Start(["--in-memory"], ("SECRETS_EMU_DATA", folder.Data));
        await using var onDisk = await ToolServer.Start(["--data", folder.Data], ("SECRETS_EMU_IN_MEMORY", "1"));

        inMemory.Line.TryGetProperty("data", out _).ShouldBeFalse();
        onDisk.Line.GetProperty("data").GetString().ShouldBe(folder.Data);
    }

    [TestCase("SECRETS_EMU_PROT", "1", "The environment variable SECRETS_EMU_PROT is no setting of secrets-emu. Did you mean SECRETS_EMU_PORT? Correct it or unset it.")]
    [TestCase("SECRETS_EMU_ROOTKEY", "1", "The environment variable SECRETS_EMU_ROOTKEY is no setting of secrets-emu. Did you mean SECRETS_EMU_ROOT_KEY? Correct it or unset it.")]
    [TestCase("SECRETS_EMU_COLOUR_SCHEME", "1", "The environment variable SECRETS_EMU_COLOUR_SCHEME is no setting of secrets-emu. Correct it or unset it.")]
    [TestCase("SECRETS_EMU_PORT", "abc", "SECRETS_EMU_PORT takes a number from 0 to 65535, not 'abc'.")]
    [TestCase("SECRETS_EMU_QUIET", "yes", "SECRETS_EMU_QUIET takes true or false, not 'yes'.")]
    [TestCase("SECRETS_EMU_ACCOUNT", "acme", "SECRETS_EMU_ACCOUNT takes twelve digits, not 'acme'.")]
    [TestCase("SECRETS_EMU_LOG", "xml", "SECRETS_EMU_LOG takes text or json, not 'xml'.")]
    public async Task A_bad_variable_ends_with_2_and_is_named(string variable, string value, string sentence)
    {
        var finished = await ToolProcess.Run(["start", "--in-memory"], (variable, value));

        finished.ShouldBe(new Finished(2, "", sentence + "\n"));
    }

    [Test]
    public async Task Data_and_in_memory_exclude_each_other_in_the_environment_too()
    {
        var finished = await ToolProcess.Run(["start"], ("SECRETS_EMU_DATA", "a"), ("SECRETS_EMU_IN_MEMORY", "true"));

        finished.ShouldBe(new Finished(2, "", "SECRETS_EMU_DATA and SECRETS_EMU_IN_MEMORY exclude each other: choose one.\n"));
    }

    [Test]
    public async Task An_empty_variable_is_as_good_as_none()
    {
        await using var server = await ToolServer.Start(["--in-memory"], ("SECRETS_EMU_REGION", ""));

        server.Line.GetProperty("region").GetString().ShouldBe("us-east-1");
    }

    [Test]
    public async Task The_URL_of_the_server_has_a_twin()
    {
        await using var server = await ToolServer.InMemory();

        var (code, output, _) = await ToolProcess.Run(["wait"], ("SECRETS_EMU_URL", server.Url));

        code.ShouldBe(0);
        output.ShouldBe($"Ready: {server.Url}\n");
    }
}
