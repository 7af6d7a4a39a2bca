namespace SecretsEmu.WireTests.Tool;

[Parallelizable(ParallelScope.All)]
public sealed class CommandLineTests
{
    [TestCase("")]
    [TestCase("start")]
    [TestCase("env")]
    [TestCase("exec")]
    [TestCase("mount")]
    [TestCase("status")]
    [TestCase("wait")]
    [TestCase("stop")]
    [TestCase("reset")]
    [TestCase("export")]
    [TestCase("clock")]
    [TestCase("clock show")]
    [TestCase("clock freeze")]
    [TestCase("clock advance")]
    [TestCase("clock set")]
    [TestCase("clock resume")]
    [TestCase("explain")]
    [TestCase("can")]
    [TestCase("functions")]
    [TestCase("rotate")]
    [TestCase("rotations")]
    [TestCase("wait-for")]
    [TestCase("readers")]
    [TestCase("agent")]
    [TestCase("region")]
    [TestCase("region down")]
    [TestCase("region up")]
    [TestCase("region list")]
    [TestCase("break")]
    [TestCase("mend")]
    [TestCase("version")]
    public async Task Help_of_each_command_fits_a_screen(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var (code, output, error) = await ToolProcess.Run([.. words, "--help"]);

        code.ShouldBe(0);
        error.ShouldBe("");
        output.ShouldStartWith($"Usage: {string.Join(' ', ["secrets-emu", .. words])} ");
        var lines = output.TrimEnd('\n').Split('\n');
        // All commands and the exit codes want a screen of their own.
        lines.Length.ShouldBeLessThanOrEqualTo(command.Length == 0 ? 34 : 24);
        lines.ShouldAllBe(line => line.Length <= 100);
    }

    [Test]
    public async Task Help_as_a_word_is_the_same_as_the_option()
    {
        var word = await ToolProcess.Run("help", "clock");

        word.ShouldBe(await ToolProcess.Run("clock", "--help"));
    }

    [Test]
    public async Task Help_shows_the_exit_codes()
    {
        var (_, output, _) = await ToolProcess.Run("--help");

        output.ShouldEndWith(
            """
            secrets-emu COMMAND --help says more. Exit codes:
              0 ok, 1 no server answers, 2 bad usage or settings, 3 port in use, 4 data folder in use,
              5 data of a newer version, 6 data damaged or root key wrong, 7 seed or 8 principals failed,
              9 can: denied, 10 rotation functions failed, 11 a rotation failed or no event came; exec: the
              command's own, 126 not executable, 127 not found, 128+N by signal N; 130 second SIGINT

            """);
    }

    [TestCase("strat", "secrets-emu has no command 'strat'. Did you mean start? See secrets-emu --help.")]
    [TestCase("stat", "secrets-emu has no command 'stat'. Did you mean status? See secrets-emu --help.")]
    [TestCase("frobnicate", "secrets-emu has no command 'frobnicate'. See secrets-emu --help.")]
    [TestCase("clock advanec 8d", "secrets-emu clock has no command 'advanec'. Did you mean advance? See secrets-emu clock --help.")]
    [TestCase("start --prot 5", "secrets-emu start has no option '--prot'. Did you mean --port? See secrets-emu start --help.")]
    [TestCase("start --in-memroy=true", "secrets-emu start has no option '--in-memroy'. Did you mean --in-memory? See secrets-emu start --help.")]
    [TestCase("exec --sed a.json -- true", "secrets-emu exec has no option '--sed'. Did you mean --seed? See secrets-emu exec --help.")]
    [TestCase("start now", "secrets-emu start does not take 'now'. See secrets-emu start --help.")]
    [TestCase("start --port", "--port needs a value: --port N. See secrets-emu start --help.")]
    [TestCase("start --port 1 --port 2", "--port is given more than once. See secrets-emu start --help.")]
    [TestCase("start --port abc", "--port takes a number from 0 to 65535, not 'abc'.")]
    [TestCase("start --port 65536", "--port takes a number from 0 to 65535, not '65536'.")]
    [TestCase("start --account 12", "--account takes twelve digits, not '12'.")]
    [TestCase("start --region Frankfurt", "--region takes a region such as us-east-1, not 'Frankfurt'.")]
    [TestCase("start --host example.com", "--host takes an IP address or localhost, not 'example.com'.")]
    [TestCase("start --log xml", "--log takes text or json, not 'xml'.")]
    [TestCase("start --data a --in-memory", "--data and --in-memory exclude each other: choose one.")]
    [TestCase("status --url localhost:4584", "--url takes an address such as http://127.0.0.1:4584, not 'localhost:4584'.")]
    [TestCase("start --access maybe", "--access takes enforce or log, not 'maybe'.")]
    [TestCase("can --do kms:Decrypt", "Something is missing: --as PRINCIPAL. See secrets-emu can --help.")]
    [TestCase("can --as role/app", "Something is missing: --do ACTION. See secrets-emu can --help.")]
    [TestCase("can --as role/app --do kms:Decrypt --context a", "--context takes KEY=VALUE, not 'a'.")]
    [TestCase("env --shell fish", "--shell takes bash, pwsh, cmd, dotenv or json, not 'fish'.")]
    [TestCase("wait --timeout 30", "--timeout takes a time such as 30s, 2m or 1m30s, not '30'.")]
    [TestCase("clock advance", "Something is missing: secrets-emu clock advance DURATION. See secrets-emu clock advance --help.")]
    [TestCase("region down", "Something is missing: secrets-emu region down REGION. See secrets-emu region down --help.")]
    [TestCase("region down eu-west-1 --as 500", "--as takes closed or 503, not '500'.")]
    [TestCase("break", "Something is missing: secrets-emu break KIND. See secrets-emu break --help.")]
    [TestCase("break throttle --times 0", "--times takes a number from 1 to 1000000, not '0'.")]
    [TestCase("break throttle --for soon", "--for takes a time such as 30s, 5m or 1h, not 'soon'.")]
    [TestCase("exec", "Something is missing: secrets-emu exec -- COMMAND. See secrets-emu exec --help.")]
    [TestCase("exec aws --region eu-west-1", "Put -- before the command: secrets-emu exec -- aws. See secrets-emu exec --help.")]
    [TestCase("exec --secret A -- true", "--secret takes VARIABLE=SECRET or VARIABLE=SECRET:JSON-KEY, not 'A'.")]
    public async Task Bad_usage_ends_with_2_and_one_sentence(string line, string sentence)
    {
        var finished = await ToolProcess.Run(line.Split(' '));

        finished.ShouldBe(new Finished(2, "", sentence + "\n"));
    }

    [TestCase("")]
    [TestCase("clock")]
    [TestCase("region")]
    public async Task A_command_of_commands_alone_shows_them_as_an_error(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var help = await ToolProcess.Run([.. words, "--help"]);

        var finished = await ToolProcess.Run(words);

        finished.ShouldBe(new Finished(2, "", help.Output));
    }

    [Test]
    public async Task Version_says_it_in_text_and_in_JSON()
    {
        (await ToolProcess.Run("version")).ShouldBe(new Finished(0, "secrets-emu 0.1.0\n", ""));
        (await ToolProcess.Run("--version")).ShouldBe(new Finished(0, "secrets-emu 0.1.0\n", ""));
        (await ToolProcess.Run("version", "--json")).ShouldBe(new Finished(0, """{"version":"0.1.0"}""" + "\n", ""));
    }
}
