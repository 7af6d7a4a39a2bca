using System.Text.Json;

namespace SecretsEmu.WireTests.Tool;

/// <summary><c>region</c>, <c>break</c>, <c>mend</c>, and what <c>status</c> says of them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FaultTests
{
    private const string Throttled = """{"__type":"ThrottlingException","message":"Rate exceeded"}""";

    [Test]
    public async Task A_region_goes_down_is_listed_and_comes_up()
    {
        await using var server = await ToolServer.InMemory();

        (await server.Run("region", "down", "eu-west-1")).ShouldBe(new Finished(0, "eu-west-1 is down: every connection is closed without an answer.\n", ""));
        (await server.Run("region", "down", "eu-west-1")).ShouldBe(new Finished(0, "eu-west-1 was down already: every connection is closed without an answer.\n", ""));
        var list = await server.Run("region", "list");
        var json = JsonDocument.Parse((await server.Run("region", "list", "--json")).Output).RootElement.GetProperty("regions")[0];
        (await server.Run("region", "up", "eu-west-1")).ShouldBe(new Finished(0, "eu-west-1 is up.\n", ""));
        (await server.Run("region", "up", "eu-west-1")).ShouldBe(new Finished(0, "eu-west-1 was not down.\n", ""));
        (await server.Run("region", "list")).ShouldBe(new Finished(0, "No region is down.\n", ""));

        list.Output.ShouldMatch("^eu-west-1 is down since [0-9TZ:.-]+: every connection is closed without an answer\\.\n$");
        (json.GetProperty("region").GetString(), json.GetProperty("as").GetString(), json.GetProperty("waiting").GetInt32()).ShouldBe(("eu-west-1", "closed", 0));
    }

    [Test]
    public async Task The_default_region_is_warned_about()
    {
        await using var server = await ToolServer.InMemory();

        var finished = await server.Run("region", "down", "us-east-1", "--as", "503");

        finished.ShouldBe(new Finished(
            0, "us-east-1 is down: every request gets 503.\nIt is the default region: clients that name no other get that too.\n", ""));
    }

    [Test]
    public async Task What_is_no_region_ends_with_2_and_a_sentence()
    {
        await using var server = await ToolServer.InMemory();

        (await server.Run("region", "down", "Frankfurt")).ShouldBe(new Finished(2, "", "The region 'Frankfurt' is not of the form us-east-1.\n"));
        (await server.Run("region", "up", "eu_west_1")).ShouldBe(new Finished(2, "", "The region 'eu_west_1' is not of the form us-east-1.\n"));
    }

    [Test]
    public async Task What_waited_is_listed_and_said_when_the_region_is_up()
    {
        await using var server = await ToolServer.InMemory();
        await server.FreezeClockAt2100();
        await server.Create("db", "one");
        await server.Call("DeleteSecret", """{"SecretId":"db","RecoveryWindowInDays":7}""");
        await server.Run("region", "down", "us-east-1");

        var advanced = await server.Run("clock", "advance", "8d");
        var list = await server.Run("region", "list");
        var up = await server.Run("region", "up", "us-east-1");

        advanced.Output.TrimEnd('\n').ShouldNotContain("\n");
        list.Output.ShouldEndWith("every connection is closed without an answer; 1 due item waits.\n");
        up.Output.ShouldMatch("^us-east-1 is up\\.\n2100-01-08T\\S+ purge arn:aws:secretsmanager:us-east-1:000000000000:secret:db-\\w{6}: deleted, its name is free\n$");
    }

    [Test]
    public async Task The_banner_of_a_start_lists_the_regions_that_are_down()
    {
        using var folder = new TemporaryFolder();
        await using (var server = await ToolServer.Start(["--data", folder.Data]))
        {
            await server.Run("region", "down", "eu-west-1");
            await server.Stop();
        }

        await using var again = ToolProcess.Start(["start", "--port", "0", "--data", folder.Data]);
        await again.ReadTo("Ready.");

        again.Output.Split('\n').ShouldContain("Regions down: eu-west-1 (secrets-emu region up REGION ends it)");
    }

    [Test]
    public async Task A_command_that_reads_a_secret_there_says_what_to_look_at()
    {
        await using var server = await ToolServer.InMemory();
        await server.Run("region", "down", "us-east-1");

        var finished = await ToolProcess.Run("exec", "--url", server.Url, "--secret", "A=db", "--", "true");

        finished.ShouldBe(new Finished(
            2, "", "--secret A: the secret db cannot be read in us-east-1. The connection was closed without an answer: secrets-emu region list shows the regions that are down.\n"));
    }

    [Test]
    public async Task Break_and_mend_say_what_they_did_and_status_what_is_left()
    {
        await using var server = await ToolServer.InMemory();
        await server.Create("db", "one");

        (await server.Run("break", "throttle", "--secret", "db", "--operation", "GetSecretValue", "--times", "3")).ShouldBe(
            new Finished(0, "Broken on purpose: 1 throttle of secretsmanager:GetSecretValue for db, 3 of 3 left\n", ""));
        (await server.Run("break", "slow", "--operation", "kms:*", "--delay", "500ms")).ShouldBe(new Finished(0, "Broken on purpose: 2 slow by 0.5 s of kms:*\n", ""));
        (await server.Call("GetSecretValue", """{"SecretId":"db"}""")).ShouldBe(Throttled);
        await server.Run("region", "down", "eu-west-1");
        var status = await server.Run("status");
        var json = JsonDocument.Parse((await server.Run("status", "--json")).Output).RootElement;
        var one = await server.Run("mend", "1");
        var rest = await server.Run("mend");

        status.Output.ShouldEndWith(
            """
            Regions down: eu-west-1
            Broken on purpose:
              1 throttle of secretsmanager:GetSecretValue for db, 2 of 3 left
              2 slow by 0.5 s of kms:*

            """);
        json.GetProperty("regionsDown").GetRawText().ShouldBe("""["eu-west-1"]""");
        json.GetProperty("faults").GetArrayLength().ShouldBe(2);
        json.GetProperty("faults")[0].GetProperty("left").GetInt32().ShouldBe(2);
        one.ShouldBe(new Finished(0, "Mended: 1 throttle of secretsmanager:GetSecretValue for db, 2 of 3 left\n", ""));
        rest.ShouldBe(new Finished(0, "Mended: 2 slow by 0.5 s of kms:*\n", ""));
        (await server.Run("mend")).ShouldBe(new Finished(0, "Nothing of that was broken.\n", ""));
        (await server.ValueOf("db")).ShouldBe("one");
    }

    [Test]
    public async Task A_time_ends_when_the_clock_is_moved()
    {
        await using var server = await ToolServer.InMemory();
        await server.Create("db", "one");
        await server.Run("break", "throttle", "--for", "30s");
        var before = await server.Call("GetSecretValue", """{"SecretId":"db"}""");

        await server.Run("clock", "advance", "30s");

        before.ShouldBe(Throttled);
        (await server.ValueOf("db")).ShouldBe("one");
    }

    [TestCase("break thrott", "There is no fault 'thrott'. Did you mean throttle? There are throttle, slow, deny-kms, stale-reads, errors.")]
    [TestCase("break throttle --operation GetSecretVaule", "There is no operation 'GetSecretVaule'. Did you mean GetSecretValue?")]
    [TestCase("break throttle --for 30s --times 3", "A fault ends after a time or after a number of requests: choose one.")]
    [TestCase("break throttle --delay 2s", "Only slow takes a delay, throttle does not.")]
    [TestCase("mend 7", "No fault 7 is at work: secrets-emu status shows those that are.")]
    [TestCase("mend slwo", "'slwo' is neither all, nor the number of a fault, nor one of throttle, slow, deny-kms, stale-reads, errors.")]
    public async Task What_cannot_be_broken_or_mended_ends_with_2_and_a_sentence(string line, string sentence)
    {
        await using var server = await ToolServer.InMemory();

        (await server.Run(line.Split(' '))).ShouldBe(new Finished(2, "", sentence + "\n"));
    }
}
