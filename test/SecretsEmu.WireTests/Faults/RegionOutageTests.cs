using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Control;
using SecretsEmu.WireTests.Sts;

namespace SecretsEmu.WireTests.Faults;

/// <summary>A region that is down, as its clients and those of other regions see it.</summary>
public sealed class RegionOutageTests
{
    [Test]
    public async Task The_connection_is_closed_without_a_byte_of_an_answer()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Down("eu-west-1");
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange(Raw("eu-west-1"));

        answer.ShouldBe("");
    }

    [TestCase("{")]
    [TestCase("")]
    public async Task Nobody_hears_there_what_is_wrong_with_a_request(string body)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Down("eu-west-1");
        await using var connection = await RawConnection.Open(emulator);

        (await connection.Exchange(Raw("eu-west-1", body))).ShouldBe("");
    }

    [Test]
    public async Task A_presigned_request_is_in_the_region_that_it_was_signed_for()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Down("eu-west-1");
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange(
            "GET /?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Credential=test%2F20260131%2Feu-west-1%2Fsts%2Faws4_request HTTP/1.1\r\nHost: localhost\r\n\r\n");

        answer.ShouldBe("");
    }

    [Test]
    public async Task Other_regions_answer_as_ever()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Down("eu-west-1");

        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
        (await emulator.Kms.Call("ListKeys")).Status.ShouldBe(200);
        (await emulator.Client.Sts("GetCallerIdentity")).Status.ShouldBe(200);
    }

    [Test]
    public async Task With_503_every_service_answers_so_in_its_protocol()
    {
        const string Sentence = "The request has failed due to a temporary failure of the server.";
        await using var emulator = await Emulator.Start();
        await emulator.Down("eu-west-1", "503");
        using var there = emulator.Client.As(region: "eu-west-1");

        (await there.Call("ListSecrets", "{}")).ShouldBeError("ServiceUnavailable", Sentence, 503, "message");
        (await new KmsClient(there).Call("ListKeys")).ShouldBeError("ServiceUnavailable", Sentence, 503, "message");
        var sts = await there.Sts("GetCallerIdentity");
        sts.Status.ShouldBe(503);
        (sts.Element("Code"), sts.Element("Message"), sts.Element("Type")).ShouldBe(("ServiceUnavailable", Sentence, "Receiver"));
    }

    [Test]
    public async Task The_default_region_can_be_down_and_control_goes_on()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Down("us-east-1");

        await Should.ThrowAsync<HttpRequestException>(() => emulator.Client.Call("ListSecrets", "{}"));
        (await emulator.Get("/_emulator/health")).Status.ShouldBe(200);
        (await emulator.Get("/_emulator/info")).Json.GetProperty("regionsDown").GetRawText().ShouldBe("""["us-east-1"]""");
        emulator.Server.RegionsDown.ShouldBe(["us-east-1"]);
    }

    [Test]
    public async Task A_request_without_a_signature_is_in_the_default_region()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Down("us-east-1", "503");

        var answer = await emulator.Ask("POST", "/", "{}");

        answer.Status.ShouldBe(503);
    }

    [Test]
    public async Task Up_again_it_answers_with_what_it_had()
    {
        await using var emulator = await Emulator.Start();
        var there = emulator.Secrets.As(region: "eu-west-1");
        await there.Create("db", "one");
        await emulator.Down("eu-west-1");

        (await emulator.Up("eu-west-1")).ShouldSay("""{"regions":[],"changed":true,"fired":[]}""");

        (await there.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task Down_again_and_up_again_change_nothing_more()
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Up("eu-west-1")).ShouldSay("""{"regions":[],"changed":false,"fired":[]}""");
        (await emulator.Down("eu-west-1")).Json.GetProperty("changed").GetBoolean().ShouldBeTrue();
        (await emulator.Down("eu-west-1")).ShouldSay(
            """{"regions":[{"region":"eu-west-1","as":"closed","since":"2026-01-31T08:00:00.000Z","waiting":0}],"changed":false}""");
        (await emulator.Down("eu-west-1", "503")).Json.GetProperty("changed").GetBoolean().ShouldBeTrue();
        (await emulator.Get("/_emulator/regions")).ShouldSay(
            """{"regions":[{"region":"eu-west-1","as":"503","since":"2026-01-31T08:00:00.000Z","waiting":0}]}""");
    }

    [Test]
    public async Task It_stays_down_after_a_restart_and_a_reset_ends_it()
    {
        using var folder = new TemporaryFolder();
        var options = new SecretsEmulatorOptions { DataFolder = Path.Combine(folder.Path, "data") };
        await using (var emulator = await Emulator.Start(options: options))
        {
            await emulator.Down("eu-west-1", "503");
        }

        await using var again = await Emulator.Start(options: options);
        var after = await again.Client.As(region: "eu-west-1").Call("ListSecrets", "{}");
        await again.Post("/_emulator/reset");

        after.Status.ShouldBe(503);
        again.Server.RegionsDown.ShouldBeEmpty();
        (await again.Client.As(region: "eu-west-1").Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [TestCase("""{"action":"down","region":"Frankfurt"}""", "The region 'Frankfurt' is not of the form us-east-1.")]
    [TestCase("""{"action":"down","region":""}""", "The region '' is not of the form us-east-1.")]
    [TestCase("""{"action":"down","region":"eu-wst-1"}""", "There is no region 'eu-wst-1'. Did you mean eu-west-1?")]
    [TestCase("""{"action":"down","region":"nowhere-77"}""", "There is no region 'nowhere-77'.")]
    [TestCase("""{"action":"up","region":"eu-wst-1"}""", "There is no region 'eu-wst-1'. Did you mean eu-west-1?")]
    [TestCase("""{"action":"down"}""", "A region takes the action down (as closed or 503) or up.")]
    [TestCase("""{"action":"down","region":"eu-west-1","as":"500"}""", "A region takes the action down (as closed or 503) or up.")]
    [TestCase("""{"action":"up","region":"eu-west-1","as":"503"}""", "A region takes the action down (as closed or 503) or up.")]
    [TestCase("""{"action":"sideways","region":"eu-west-1"}""", "A region takes the action down (as closed or 503) or up.")]
    public async Task What_is_no_region_or_no_action_is_refused(string body, string sentence)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Post("/_emulator/regions", body)).ShouldRefuse(400, sentence);
    }

    [Test]
    public async Task A_region_of_one_s_own_making_can_be_down_once_something_is_in_it()
    {
        await using var emulator = await Emulator.Start();
        using var there = emulator.Client.As(region: "local-1");
        await new SecretsClient(there).Create("db", "one");

        await emulator.Down("local-1", "503");

        (await there.Call("ListSecrets", "{}")).Status.ShouldBe(503);
    }

    [Test]
    public async Task The_log_and_explain_say_why_there_was_no_answer()
    {
        var log = new StringWriter();
        string explained;
        await using (var emulator = await Emulator.Start(options: new() { RequestLog = log, LogRequests = true }))
        {
            await emulator.Down("eu-west-1");
            await using var connection = await RawConnection.Open(emulator);
            await connection.Exchange(Raw("eu-west-1"));
            explained = (await emulator.Get("/_emulator/refusals/latest")).Text("text");
        }

        log.ToString().ShouldMatch(
            @"^secretsmanager\.ListSecrets => no answer EndpointUnreachable 0 ms, request \S+ \(broken on purpose: the region eu-west-1 is down \(secrets-emu region up eu-west-1\)\)\n$");
        explained.ShouldMatch(
            """
            ^BROKEN ON PURPOSE: the region eu-west-1 is down \(secrets-emu region up eu-west-1\)

            Request   \S+ at 2026-01-31T08:00:00.000Z
            Answer    secretsmanager\.ListSecrets => no answer EndpointUnreachable
                      The region eu-west-1 is down: its endpoint cannot be reached\.$
            """);
    }

    private static string Raw(string region, string body = "{}") =>
        $"POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: secretsmanager.ListSecrets\r\nContent-Length: {body.Length}\r\n"
        + $"Authorization: AWS4-HMAC-SHA256 Credential=test/20260131/{region}/secretsmanager/aws4_request, SignedHeaders=host, Signature=0\r\n\r\n{body}";
}
