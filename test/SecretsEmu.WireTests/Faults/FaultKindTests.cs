using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecretsEmu.WireTests.Control;
using SecretsEmu.WireTests.Sts;

namespace SecretsEmu.WireTests.Faults;

/// <summary>What each kind of fault does to a request, in the services' own errors.</summary>
public sealed class FaultKindTests
{
    [Test]
    public async Task Throttle_answers_rate_exceeded_for_all_of_Secrets_Manager_and_nothing_else()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break("throttle");

        (await emulator.Secrets.GetValue("db")).ShouldBeThrottled();
        (await emulator.Client.Call("ListSecrets", "{}")).ShouldBeThrottled();
        (await emulator.Secrets.PutValue("db", "two")).ShouldBeThrottled();
        (await emulator.Kms.Call("ListKeys")).Status.ShouldBe(200);
        (await emulator.Client.Sts("GetCallerIdentity")).Status.ShouldBe(200);
    }

    [Test]
    public async Task Throttle_comes_in_the_form_of_each_service()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Break("throttle", operation: "kms:*");
        await emulator.Break("throttle", operation: "sts:GetCallerIdentity");

        (await emulator.Kms.Call("ListKeys")).ShouldBeThrottled();
        (await emulator.Client.Sts("GetCallerIdentity")).ShouldBeStsError(400, "Throttling", "Rate exceeded");
        (await emulator.Client.Sts("GetSessionToken")).Status.ShouldBe(200);
    }

    [Test]
    public async Task Errors_are_those_of_a_service_that_fails_inside()
    {
        await using var emulator = await Emulator.Start();
        foreach (var operation in (string[])["GetSecretValue", "kms:Decrypt", "sts:*"])
        {
            await emulator.Break("errors", operation: operation);
        }

        (await emulator.Secrets.GetValue("db")).ShouldBeError("InternalServiceError", "An error occurred on the server side.", 500);
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", new byte[] { 1 }))).ShouldBeError(
            "KMSInternalException", "The request was rejected because an internal exception occurred. The request can be retried.", 500, "message");
        var sts = await emulator.Client.Sts("GetCallerIdentity");
        (sts.Status, sts.Element("Code"), sts.Element("Message"), sts.Element("Type")).ShouldBe((500, "InternalFailure", "An error occurred on the server side.", "Receiver"));
    }

    [Test]
    public async Task A_request_that_is_wrong_is_told_so_and_meets_nothing()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Break("throttle", times: 1);

        (await emulator.Client.Call("GetSecretValue", "{}")).ShouldBeValidationError(
            "1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null");

        (await emulator.Broken()).ShouldBe(["throttle of secretsmanager:*, 1 of 1 left"]);
    }

    [Test]
    public async Task Slow_keeps_an_answer_back_on_the_wall_clock()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Server.Clock.FreezeAsync();
        await emulator.Break("slow", times: 1, delaySeconds: 30);

        var asked = emulator.Secrets.GetValue("db");
        while ((await emulator.Broken()).Any())
        {
        }

        asked.IsCompleted.ShouldBeFalse();
        // The timer may be set a moment after the fault is met: time goes on until it fires.
        while (!asked.IsCompleted)
        {
            emulator.Wall.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        (await asked).Text("SecretString").ShouldBe("one");
        (await emulator.Explained(await asked)).ShouldMatch(
            """
            ^BROKEN ON PURPOSE: fault 1, slow \(secrets-emu mend 1\)

            Request   \S+ at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::000000000000:root
            Answer    it was answered all the same$
            """);
    }

    [Test]
    public async Task A_client_that_hangs_up_ends_its_delay()
    {
        var log = new StringWriter();
        var emulator = await Emulator.Start(options: new() { RequestLog = log, LogRequests = true });
        await emulator.Break("slow", times: 1, delaySeconds: 900);
        await using var connection = await RawConnection.Open(emulator);
        await connection.Send("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: secretsmanager.ListSecrets\r\nContent-Length: 2\r\n\r\n{}");
        while ((await emulator.Broken()).Any())
        {
        }

        // Nobody moves the wall clock: the server closes when the request has ended, and it ends by the hang-up alone.
        (await connection.Exchange("", end: true)).ShouldBe("");
        await emulator.DisposeAsync();
        log.ToString().ShouldBe("");
    }

    [TestCase("slow")]
    [TestCase("all")]
    public async Task Mending_lets_go_of_the_requests_that_wait(string which)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break("slow", times: 1, delaySeconds: 900);
        var asked = emulator.Secrets.GetValue("db");
        while ((await emulator.Broken()).Any())
        {
        }

        await emulator.Mend(which);

        // Nobody moves the wall clock.
        (await asked).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task Mending_lets_go_of_them_also_when_something_else_was_broken_meanwhile()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break("slow", times: 1, delaySeconds: 900);
        var asked = emulator.Secrets.GetValue("db");
        while ((await emulator.Broken()).Any())
        {
        }

        await emulator.Break("throttle", operation: "ListSecrets");
        await emulator.Mend("all");

        (await asked).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_stop_lets_go_of_the_requests_that_wait()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break("slow", times: 1, delaySeconds: 900);
        var asked = emulator.Secrets.GetValue("db");
        while ((await emulator.Broken()).Any())
        {
        }

        await emulator.Server.DisposeAsync();

        (await asked).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task Deny_kms_refuses_what_needs_a_key_and_nothing_else()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break("deny-kms");

        (await emulator.Secrets.GetValue("db")).ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");
        (await emulator.Secrets.PutValue("db", "two")).ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");
        (await emulator.Secrets.Create("new", "one")).ShouldBeError("AccessDeniedException", "Access to KMS is not allowed");
        (await emulator.Secrets.Update("db", new JsonObject { ["KmsKeyId"] = await emulator.Kms.CreateKey() })).ShouldBeError(
            "AccessDeniedException", "Access to KMS is not allowed");
        (await emulator.Secrets.Describe("db")).Status.ShouldBe(200);
        await emulator.Mend("all");
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
        (await emulator.Secrets.Describe("new")).Status.ShouldBe(400);
    }

    [Test]
    public async Task Deny_kms_shows_in_a_batch_for_its_secret_alone()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("a", "one");
        await emulator.Secrets.Create("b", "two");
        await emulator.Break("deny-kms", secret: "b", times: 1);

        var batch = (await emulator.Client.Call("BatchGetSecretValue", """{"SecretIdList":["a","b","b"]}""")).Json;

        batch.GetProperty("SecretValues").EnumerateArray().Select(value => value.GetProperty("Name").GetString()).ShouldBe(["a"]);
        batch.GetProperty("Errors").GetRawText().ShouldBe(
            """[{"ErrorCode":"AccessDeniedException","Message":"Access to KMS is not allowed","SecretId":"b"},{"ErrorCode":"AccessDeniedException","Message":"Access to KMS is not allowed","SecretId":"b"}]""");
        (await emulator.Secrets.GetValue("b")).Status.ShouldBe(200);
    }

    [TestCase("throttle", "ThrottlingException")]
    [TestCase("errors", "InternalServiceError")]
    [TestCase("deny-kms", "AccessDeniedException")]
    public async Task Explain_says_that_it_was_broken_on_purpose(string kind, string error)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        await emulator.Break(kind);

        var answer = await emulator.Secrets.GetValue("db");

        (await emulator.Explained(answer)).ShouldStartWith($"BROKEN ON PURPOSE: fault 1, {kind} (secrets-emu mend 1)\n\nRequest ");
        answer.Text("__type").ShouldBe(error);
    }

    [Test]
    public async Task The_log_has_each_hit()
    {
        var log = new StringWriter();
        await using (var emulator = await Emulator.Start(options: new() { RequestLog = log, LogRequests = true }))
        {
            await emulator.Secrets.Create("db", "one");
            await emulator.Break("stale-reads", times: 1);
            await emulator.Secrets.GetValue("db");
            await emulator.Break("throttle", times: 1);
            await emulator.Secrets.GetValue("db");
            await emulator.Break("deny-kms", times: 1);
            await emulator.Secrets.GetValue("db");
            await emulator.Secrets.GetValue("db");
        }

        Regex.Replace(log.ToString(), "request [0-9a-f-]+", "request ID").ShouldBe("""
            secretsmanager.CreateSecret => 200 0 ms
            secretsmanager.GetSecretValue => 200 0 ms (broken on purpose: fault 1, stale-reads (secrets-emu mend 1))
            secretsmanager.GetSecretValue => 400 ThrottlingException 0 ms, request ID (broken on purpose: fault 2, throttle (secrets-emu mend 2))
            secretsmanager.GetSecretValue => 400 AccessDeniedException 0 ms, request ID (broken on purpose: fault 3, deny-kms (secrets-emu mend 3))
            secretsmanager.GetSecretValue => 200 0 ms

            """);
    }
}
