using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecretsEmu.Hosting;
using SecretsEmu.Seeding;

namespace SecretsEmu.WireTests.Log;

public sealed partial class RequestLogTests
{
    // Five parts, as a credential scope has; the fourth is the signing name.
    private const string ForgedName = "evil%0A%1B[2Jsecretsmanager.DeleteSecret%20%3D%3E%20200%20(";

    [Test]
    public async Task Text_has_one_line_a_request()
    {
        var log = await TextOf(async emulator =>
        {
            await emulator.Secrets.Create("a", "one");
            await emulator.Secrets.GetValue("a");
            await emulator.Secrets.GetValue("a b");
            await emulator.Client.Send("sts", "Action=GetCallerIdentity&Version=2011-06-15", ("Content-Type", "application/x-www-form-urlencoded"));
            await emulator.Client.Call("Nothing", "{}");
            await emulator.Client.Send("s3", "{}");
            await emulator.Client.Call("GetSecretValue", "{");
        });

        WithoutIds(log).ShouldBe("""
            secretsmanager.CreateSecret => 200 0 ms
            secretsmanager.GetSecretValue => 200 0 ms
            secretsmanager.GetSecretValue => 400 ValidationException 0 ms, request ID
            sts.GetCallerIdentity => 200 0 ms
            secretsmanager.? => 400 UnknownOperationException 0 ms, request ID
            s3.? => 400 UnsupportedOperationException 0 ms, request ID
            secretsmanager.? => 400 SerializationException 0 ms, request ID

            """);
    }

    [Test]
    public async Task A_refused_request_has_the_id_that_its_answer_has()
    {
        WireAnswer? missed = null;

        var log = await TextOf(async emulator => missed = await emulator.Secrets.GetValue("b"));

        log.ShouldBe($"secretsmanager.GetSecretValue => 400 ResourceNotFoundException 0 ms, request {RequestId(missed)}\n");
    }

    [Test]
    public async Task Json_has_one_object_a_request()
    {
        WireAnswer? created = null, missed = null;

        var log = await TextOf(
            async emulator =>
            {
                created = await emulator.Secrets.Create("a", "one");
                emulator.Wall.Advance(TimeSpan.FromSeconds(1.5));
                missed = await emulator.Secrets.GetValue("b");
            },
            RequestLogFormat.Json);

        log.ShouldBe($$"""
            {"at":"2026-01-31T08:00:00.000Z","operation":"secretsmanager.CreateSecret","status":200,"milliseconds":0,"account":"000000000000","region":"us-east-1","requestId":"{{RequestId(created)}}"}
            {"at":"2026-01-31T08:00:01.500Z","operation":"secretsmanager.GetSecretValue","status":400,"milliseconds":0,"account":"000000000000","region":"us-east-1","requestId":"{{RequestId(missed)}}","error":"ResourceNotFoundException"}

            """);
    }

    [Test]
    public async Task Json_names_the_caller_s_account_and_region_and_leaves_open_what_is_unknown()
    {
        WireAnswer? first = null, second = null;

        var log = await TextOf(
            async emulator =>
            {
                using var other = emulator.Client.As(accessKey: "111122223333", region: "eu-west-1");
                first = await other.Call("ListSecrets", "{}");
                second = await other.Call("Nothing", "{}");
            },
            RequestLogFormat.Json);

        log.ShouldBe($$"""
            {"at":"2026-01-31T08:00:00.000Z","operation":"secretsmanager.ListSecrets","status":200,"milliseconds":0,"account":"111122223333","region":"eu-west-1","requestId":"{{RequestId(first)}}"}
            {"at":"2026-01-31T08:00:00.000Z","operation":"secretsmanager.?","status":400,"milliseconds":0,"account":"","region":"","requestId":"{{RequestId(second)}}","error":"UnknownOperationException"}

            """);
    }

    [Test]
    public async Task A_miss_has_a_hint_when_the_name_exists_in_another_region()
    {
        var log = await TextOf(async emulator =>
        {
            await Elsewhere(emulator, region: "eu-west-1");
            await emulator.Secrets.GetValue("a");
        });

        WithoutIds(log).ShouldBe("""
            secretsmanager.GetSecretValue => 400 ResourceNotFoundException 0 ms, request ID (a secret of that name exists in account 000000000000, region eu-west-1; this call was for account 000000000000, region us-east-1)

            """);
    }

    [Test]
    public async Task A_miss_has_a_hint_when_the_name_exists_in_other_accounts()
    {
        var log = await TextOf(async emulator =>
        {
            await Elsewhere(emulator, account: "111122223333");
            await Elsewhere(emulator, account: "444455556666", region: "us-west-2");
            await emulator.Secrets.Describe("a");
        });

        WithoutIds(log).ShouldBe("""
            secretsmanager.DescribeSecret => 400 ResourceNotFoundException 0 ms, request ID (a secret of that name exists in account 111122223333, region us-east-1 and in account 444455556666, region us-west-2; this call was for account 000000000000, region us-east-1; a name means the caller's own account, another's secret goes by its full ARN)

            """);
    }

    [Test]
    public async Task A_miss_by_an_ARN_with_another_suffix_has_a_hint()
    {
        var log = await TextOf(async emulator =>
        {
            await emulator.Server.SeedAsync("""{ "secrets": [{ "name": "a", "arnSuffix": "AbCdEf" }] }""");
            await emulator.Secrets.GetValue("arn:aws:secretsmanager:us-east-1:000000000000:secret:a-XxXxXx");
        });

        WithoutIds(log).ShouldBe("""
            secretsmanager.GetSecretValue => 400 ResourceNotFoundException 0 ms, request ID (a secret of that name exists here under another ARN; this call was for account 000000000000, region us-east-1)

            """);
    }

    [Test]
    public async Task A_change_that_misses_has_the_hint_too_and_its_answer_has_not()
    {
        WireAnswer? answer = null;

        var log = await TextOf(
            async emulator =>
            {
                await Elsewhere(emulator, region: "eu-west-1");
                answer = await emulator.Secrets.PutValue("a", "one");
            },
            RequestLogFormat.Json);

        answer!.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        JsonNode.Parse(log)!["hint"]!.GetValue<string>().ShouldBe(
            "a secret of that name exists in account 000000000000, region eu-west-1; this call was for account 000000000000, region us-east-1");
    }

    [Test]
    public async Task A_miss_of_what_exists_nowhere_has_none()
    {
        var log = await TextOf(emulator => emulator.Secrets.GetValue("a"));

        WithoutIds(log).ShouldBe("secretsmanager.GetSecretValue => 400 ResourceNotFoundException 0 ms, request ID\n");
    }

    [TestCase(RequestLogFormat.Text)]
    [TestCase(RequestLogFormat.Json)]
    public async Task What_callers_send_is_not_in_the_log(RequestLogFormat format)
    {
        var log = await TextOf(
            async emulator =>
            {
                await emulator.Secrets.Create("a-hunter2", "hunter2", more: new JsonObject { ["Description"] = "hunter2", ["hunter2"] = "hunter2" });
                await emulator.Secrets.GetValue("a-hunter2");
                await emulator.Secrets.PutValue("a-hunter2", "hunter2", stages: ["hunter2"], token: "hunter2");
                await emulator.Client.Call("hunter2", "hunter2");
                await emulator.Client.Call("CreateSecret", """{"Name":5,"hunter2":"hunter2"}""");
                await emulator.Client.Send("secretsmanager", "{}", ("X-Amz-Target", "secretsmanager.ListSecrets"), ("X-Amz-Security-Token", "hunter2"), ("User-Agent", "hunter2"));
                using var other = emulator.Client.As(accessKey: "AKIAHUNTER2");
                await other.Call("ListSecrets", "{}");
            },
            format);

        log.Split('\n').Length.ShouldBe(8);
        log.ShouldNotContain("hunter2", Case.Insensitive);
    }

    [Test]
    public async Task A_signing_name_cannot_forge_a_line_of_text()
    {
        var log = await TextOf(emulator => Presigned(emulator, ForgedName));

        WithoutIds(log).ShouldBe("evil???2Jsecretsmanager.DeleteSecret????200??.? => 400 UnsupportedOperationException 0 ms, request ID\n");
    }

    [Test]
    public async Task A_hint_that_says_what_a_caller_sent_cannot_forge_a_line()
    {
        var log = await TextOf(emulator => emulator.Secrets.Create(
            "a", "one", more: new JsonObject { ["KmsKeyId"] = "foo)\nsecretsmanager.GetSecretValue => 200 1 ms (evil\u001b[2J" }));

        log.Count(character => character == '\n').ShouldBe(1);
        log.ShouldContain("foo)?secretsmanager.GetSecretValue => 200 1 ms (evil?[2J");
    }

    [Test]
    public async Task A_policy_that_is_none_cannot_forge_a_line()
    {
        var log = await TextOf(async emulator =>
        {
            await emulator.Secrets.Create("a", "one");
            await emulator.Secrets.Call("PutResourcePolicy", new JsonObject
            {
                ["SecretId"] = "a", ["ResourcePolicy"] = """{"Statement":{"Effect":"x\nfake => 200","Principal":"*","Action":"*","Resource":"*"}}""",
            });
        });

        log.Count(character => character == '\n').ShouldBe(2);
        log.ShouldContain("x?fake => 200");
    }

    [Test]
    public async Task A_signing_name_cannot_forge_a_line_of_JSON()
    {
        var log = await TextOf(emulator => Presigned(emulator, ForgedName), RequestLogFormat.Json);

        log.Count(character => character == '\n').ShouldBe(1);
        JsonNode.Parse(log)!["operation"]!.GetValue<string>().ShouldBe("evil\n\u001b[2Jsecretsmanager.DeleteSecret => 200 (.?");
    }

    [Test]
    public async Task A_signing_name_that_goes_on_and_on_is_cut()
    {
        var log = await TextOf(emulator => Presigned(emulator, new string('x', 4000)));

        WithoutIds(log).ShouldBe($"{new string('x', 128)} => 400 UnsupportedOperationException 0 ms, request ID\n");
    }

    [Test]
    public async Task Control_endpoints_are_not_logged()
    {
        var log = await TextOf(async emulator =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Server.Url, "/_emulator/export?values=true"));
            await emulator.Client.Send(request);
        });

        log.ShouldBe("");
    }

    [Test]
    public async Task A_log_whose_reader_went_away_disturbs_no_request()
    {
        await using var closed = new ClosedWriter();
        await using var emulator = await Emulator.Start(options: new() { RequestLog = closed });

        var answer = await emulator.Secrets.Create("a", "one");

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.GetValue("a")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task Without_a_log_requests_work_and_nothing_is_written()
    {
        await using var emulator = await Emulator.Start(options: new() { RequestLog = null });

        (await emulator.Secrets.GetValue("a")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static string WithoutIds(string log) => Uuid().Replace(log, "ID");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    // A stop writes down every line: nothing is left to wait for.
    private static async Task<string> TextOf(Func<Emulator, Task> calls, RequestLogFormat format = RequestLogFormat.Text)
    {
        await using var writer = new StringWriter(CultureInfo.InvariantCulture);
        await using (var emulator = await Emulator.Start(options: new() { RequestLog = writer, RequestLogFormat = format }))
        {
            await calls(emulator);
        }

        return writer.ToString();
    }

    private static Task<SeedReport> Elsewhere(Emulator emulator, string account = "000000000000", string region = "us-east-1") =>
        emulator.Server.SeedAsync($$"""{ "secrets": [{ "name": "a", "account": "{{account}}", "region": "{{region}}" }] }""");

    private static async Task Presigned(Emulator emulator, string signingName)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(emulator.Server.Url, $"/?X-Amz-Credential=AKID%2F20260131%2Fus-east-1%2F{signingName}%2Faws4_request"));
        await emulator.Client.Send(request);
    }

    private static string RequestId(WireAnswer? answer) => answer!.Headers.GetValues("x-amzn-RequestId").Single();

    private sealed class ClosedWriter : StringWriter
    {
        public ClosedWriter()
            : base(CultureInfo.InvariantCulture)
        {
        }

        public override Task WriteAsync(System.Text.StringBuilder? value, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken pipe");
    }
}
