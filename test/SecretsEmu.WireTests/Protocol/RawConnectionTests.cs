namespace SecretsEmu.WireTests.Protocol;

/// <summary>What a client library cannot send: broken, cut-off and odd HTTP. The emulator answers or hangs up, and goes on serving others.</summary>
public sealed class RawConnectionTests
{
    private const string Create =
        "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: secretsmanager.CreateSecret\r\nContent-Type: application/x-amz-json-1.1\r\n";

    private const string Body = """{"Name":"new","ClientRequestToken":"11111111-2222-3333-4444-555555555555"}""";

    [Test]
    public async Task A_request_in_pieces_is_one_request()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        await connection.Send($"{Create}Content-Length: {Body.Length}\r\nConnection: close\r\n\r\n{Body[..10]}");
        await connection.Send(Body[10..20]);
        var answer = await connection.Exchange(Body[20..]);

        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
    }

    [Test]
    public async Task A_chunked_body_is_read_like_any_other()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange(
            $"{Create}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\na\r\n{Body[..10]}\r\n{Body.Length - 10:x}\r\n{Body[10..]}\r\n0\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
    }

    [Test]
    public async Task A_chunked_body_over_the_limit_is_refused_before_it_ends()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        await connection.Send(
            $"{Create}Transfer-Encoding: chunked\r\n\r\n{(1024 * 1024) + 1:x}\r\n{new string(' ', (1024 * 1024) + 1)}\r\n");
        var status = await connection.Read("HTTP/1.1 413 ".Length);
        var answer = await connection.Exchange("0\r\n\r\n");

        status.ShouldBe("HTTP/1.1 413 ");
        answer.ShouldEndWith("""{"__type":"RequestEntityTooLargeException","message":"Request size exceeds the limit."}""");
    }

    [Test]
    public async Task A_length_over_the_limit_is_refused_before_the_body_comes()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange($"{Create}Content-Length: 9223372036854775807\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 413 ");
        answer.ShouldContain("\r\nConnection: close\r\n");
        answer.ShouldEndWith("""{"__type":"RequestEntityTooLargeException","message":"Request size exceeds the limit."}""");
    }

    [Test]
    public async Task A_body_that_ends_early_creates_nothing()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange($"{Create}Content-Length: {Body.Length + 1}\r\n\r\n{Body}", end: true);

        answer.ShouldBeOneOf("", Bad(answer));
        (await emulator.Client.Call("ListSecrets", "{}")).Body.ShouldBe("""{"SecretList":[]}""");
    }

    [Test]
    public async Task Clients_that_hang_up_in_the_middle_disturb_nobody()
    {
        await using var emulator = await Emulator.Start();
        var request = $"{Create}Content-Length: {Body.Length}\r\n\r\n{Body}";

        for (var length = 0; length < request.Length; length += 7)
        {
            await using var connection = await RawConnection.Open(emulator);
            await connection.Send(request[..length]);
        }

        (await emulator.Client.Call("ListSecrets", "{}")).Body.ShouldBe("""{"SecretList":[]}""");
    }

    [Test]
    public async Task A_client_that_does_not_wait_for_the_answer_has_still_created_its_secret_or_not()
    {
        await using var emulator = await Emulator.Start();

        for (var count = 0; count < 20; count++)
        {
            await using var connection = await RawConnection.Open(emulator);
            await connection.Send($"{Create}Content-Length: {Body.Length}\r\n\r\n{Body}");
        }

        var again = await emulator.Client.Call("CreateSecret", Body);
        again.Status.ShouldBeOneOf(200, 400);
        (await emulator.Client.Call("ListSecrets", "{}")).Json.GetProperty("SecretList").GetArrayLength().ShouldBe(1);
    }

    [TestCase("GARBAGE\r\n\r\n")]
    [TestCase("POST / HTTP/1.1\r\n\r\n", Description = "without Host")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: two\r\n\r\n{}")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target : secretsmanager.ListSecrets\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nNoColon\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: a\0b\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [TestCaseSource(nameof(TooMuchOfEverything))]
    public async Task Broken_HTTP_is_refused_with_a_status_of_the_client_or_a_hang_up(string request)
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange(request);

        answer.ShouldBeOneOf("", Bad(answer));
        (await emulator.Client.Call("ListSecrets", "{}")).Status.ShouldBe(200);
    }

    [Test]
    public async Task An_unknown_version_of_HTTP_is_refused()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange("POST / HTTP/9.9\r\nHost: localhost\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 505 ");
    }

    [Test]
    public async Task Header_names_are_case_insensitive()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange(
            "POST / HTTP/1.1\r\nhOST: localhost\r\nx-AMZ-target:secretsmanager.ListSecrets\r\nCONTENT-LENGTH: 2\r\nconnection: close\r\n\r\n{}");

        answer.ShouldEndWith("\r\n\r\n{\"SecretList\":[]}");
    }

    [Test]
    public async Task HTTP_1_0_is_answered_and_closed()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange("POST / HTTP/1.0\r\nX-Amz-Target: secretsmanager.ListSecrets\r\nContent-Length: 2\r\n\r\n{}");

        answer.ShouldEndWith("\r\n\r\n{\"SecretList\":[]}");
    }

    [Test]
    public async Task A_client_that_asks_first_may_send_its_body()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        await connection.Send($"{Create}Content-Length: {Body.Length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
        var goOn = await connection.Read("HTTP/1.1 100 Continue\r\n\r\n".Length);
        var answer = await connection.Exchange(Body);

        goOn.ShouldBe("HTTP/1.1 100 Continue\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
    }

    [Test]
    public async Task A_client_that_asks_first_whether_it_may_send_too_much_need_not_send_it()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange($"{Create}Content-Length: 1048577\r\nExpect: 100-continue\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 413 ");
    }

    [Test]
    public async Task Two_requests_at_once_are_answered_in_order()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);
        const string Describe = """{"SecretId":"new"}""";

        var answer = await connection.Exchange(
            $"{Create}Content-Length: {Body.Length}\r\n\r\n{Body}"
            + $"POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: secretsmanager.DescribeSecret\r\nContent-Length: {Describe.Length}\r\nConnection: close\r\n\r\n{Describe}");

        answer.Split("HTTP/1.1 200 OK").Length.ShouldBe(3);
        answer.IndexOf("\"CreatedDate\"", StringComparison.Ordinal).ShouldBeGreaterThan(answer.IndexOf("\"ARN\"", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_header_that_is_no_ASCII_is_refused_or_ignored()
    {
        await using var emulator = await Emulator.Start();
        await using var connection = await RawConnection.Open(emulator);

        var answer = await connection.Exchange(
            "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: secretsmanager.ListSécrets\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        answer.ShouldBeOneOf("", Bad(answer));
    }

    private static IEnumerable<TestCaseData> TooMuchOfEverything()
    {
        yield return new TestCaseData($"POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: {new string('x', 100_000)}\r\n\r\n").SetArgDisplayNames("a long header");
        yield return new TestCaseData($"POST /{new string('x', 100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n").SetArgDisplayNames("a long address");
        yield return new TestCaseData($"POST / HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Repeat("a: b\r\n", 1000))}\r\n").SetArgDisplayNames("many headers");
    }

    /// <summary>The answer itself when its status is one of the client's, else something that no answer equals.</summary>
    private static string Bad(string answer) => answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) ? answer : "a status of the client";
}
