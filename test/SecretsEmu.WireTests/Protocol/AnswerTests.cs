using System.Text.Json;

namespace SecretsEmu.WireTests.Protocol;

/// <summary>The bytes and headers of answers.</summary>
public sealed class AnswerTests
{
    private const string LowerCaseUuid = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    [Test]
    public async Task A_success_carries_request_id_type_length_and_date()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.GetValue("db");

        answer.Status.ShouldBe(200);
        answer.Headers.GetValues("x-amzn-RequestId").Single().ShouldMatch(LowerCaseUuid);
        answer.ContentHeaders.GetValues("Content-Type").Single().ShouldBe("application/x-amz-json-1.1");
        answer.ContentHeaders.ContentLength.ShouldBe(answer.Body.Length);
        answer.Headers.Date.ShouldNotBeNull();
        answer.Headers.Select(header => header.Key).Order(StringComparer.OrdinalIgnoreCase).ShouldBe(["Date", "x-amzn-RequestId"]);
    }

    [Test]
    public async Task An_error_carries_the_same_headers_and_no_error_type()
    {
        var answer = await TableEmulator.Running.Secrets.GetValue("nowhere");

        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe("""{"__type":"ResourceNotFoundException","Message":"Secrets Manager can't find the specified secret."}""");
        answer.Headers.GetValues("x-amzn-RequestId").Single().ShouldMatch(LowerCaseUuid);
        answer.ContentHeaders.GetValues("Content-Type").Single().ShouldBe("application/x-amz-json-1.1");
        answer.ContentHeaders.ContentLength.ShouldBe(answer.Body.Length);
        answer.Headers.Select(header => header.Key).Order(StringComparer.OrdinalIgnoreCase).ShouldBe(["Date", "x-amzn-RequestId"]);
    }

    [Test]
    public async Task Every_request_has_an_id_of_its_own()
    {
        var first = await TableEmulator.Call("ListSecrets", "{}");
        var second = await TableEmulator.Call("ListSecrets", "{}");

        second.Headers.GetValues("x-amzn-RequestId").ShouldNotBe(first.Headers.GetValues("x-amzn-RequestId"));
    }

    [TestCase("TagResource", """{"SecretId":"db","Tags":[{"Key":"a","Value":"b"}]}""")]
    [TestCase("UntagResource", """{"SecretId":"db","TagKeys":["a"]}""")]
    public async Task An_operation_without_output_answers_an_empty_body(string operation, string body)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Client.Call(operation, body);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("");
        answer.ContentHeaders.GetValues("Content-Length").Single().ShouldBe("0");
        answer.ContentHeaders.GetValues("Content-Type").Single().ShouldBe("application/x-amz-json-1.1");
        answer.Headers.GetValues("x-amzn-RequestId").Single().ShouldMatch(LowerCaseUuid);
    }

    [Test]
    public async Task Every_answer_has_its_members_in_alphabetical_order_and_none_is_null()
    {
        await using var emulator = await EveryOperation.StartWithSecret();
        await emulator.Secrets.GetValue("db");

        foreach (var operation in EveryOperation.Names.Where(name => name is not ("DeleteSecret" or "TagResource" or "UntagResource")))
        {
            var answer = await emulator.Client.Call(operation, EveryOperation.Of(operation).Body);
            if (answer.Status == 200)
            {
                ShouldBeInOrder(answer.Json, operation);
            }
        }
    }

    [TestCase("2026-01-31T08:00:00Z", "1.7698464E9")]
    [TestCase("2026-01-31T08:00:00.120Z", "1.76984640012E9")]
    [TestCase("2026-10-09T02:08:01.673Z", "1.791511681673E9")]
    [TestCase("2001-09-09T01:46:40Z", "1.0E9")]
    [TestCase("2001-09-09T01:46:39.999Z", "9.99999999999E8")]
    public async Task Dates_leave_in_the_form_of_a_Java_double(string at, string text)
    {
        await using var emulator = await Emulator.Start(at);

        await emulator.Secrets.Create("db");

        (await emulator.Secrets.Describe("db")).Json.GetProperty("CreatedDate").GetRawText().ShouldBe(text);
    }

    [Test]
    public async Task An_error_sentence_with_the_callers_text_is_escaped_as_JSON()
    {
        var answer = await TableEmulator.Call("GetSecretValue", """{"SecretId":"db","VersionId":"a\"b\\c<ü>\n'"}""");

        answer.Body.ShouldBe(
            """{"__type":"ValidationException","message":"1 validation error detected: Value 'a\"b\\c<ü>\n'' at 'versionId' failed to satisfy constraint: Member must have length greater than or equal to 32"}""");
        answer.ContentHeaders.ContentLength.ShouldBe(System.Text.Encoding.UTF8.GetByteCount(answer.Body));
    }

    private static void ShouldBeInOrder(JsonElement element, string operation)
    {
        element.ValueKind.ShouldNotBe(JsonValueKind.Null, operation);
        if (element.ValueKind == JsonValueKind.Object)
        {
            var names = element.EnumerateObject().Select(member => member.Name).ToList();
            string.Join(" ", names).ShouldBe(string.Join(" ", names.Order(StringComparer.Ordinal)), operation);
            foreach (var member in element.EnumerateObject())
            {
                ShouldBeInOrder(member.Value, operation);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var entry in element.EnumerateArray())
            {
                ShouldBeInOrder(entry, operation);
            }
        }
    }
}
