using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Control;

/// <summary><c>/_emulator/refusals</c>: why requests were refused.</summary>
public sealed class RefusalsEndpointTests
{
    private const string DenyReads = """
        {"Version":"2012-10-17","Statement":[{"Sid":"NoReads","Effect":"Deny","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}
        """;

    [Test]
    public async Task A_denied_request_is_found_by_the_id_of_its_answer()
    {
        await using var emulator = await Emulator.Start();
        var arn = await Denied(emulator);
        var answer = await emulator.Secrets.GetValue("db");

        var refusal = (await emulator.Get($"/_emulator/refusals/{IdOf(answer)}")).Json;

        refusal.GetProperty("requestId").GetString().ShouldBe(IdOf(answer));
        refusal.GetProperty("at").GetString().ShouldBe("2026-01-31T08:00:00.000Z");
        refusal.GetProperty("principal").GetString().ShouldBe("arn:aws:iam::000000000000:root");
        refusal.GetProperty("enforced").GetBoolean().ShouldBeTrue();
        refusal.GetProperty("answer").GetRawText().ShouldBe($$"""
            {"operation":"secretsmanager.GetSecretValue","status":400,"error":"AccessDeniedException","sentence":"{{answer.Text("Message")}}"}
            """);
        var denied = refusal.GetProperty("denied").EnumerateArray().Single();
        denied.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        denied.GetProperty("action").GetString().ShouldBe("secretsmanager:GetSecretValue");
        denied.GetProperty("resource").GetString().ShouldBe(arn);
        denied.GetProperty("shown").GetString().ShouldBe("db");
        denied.GetProperty("decidedBy").GetString().ShouldBe("Resource");
        denied.GetProperty("explicit").GetBoolean().ShouldBeTrue();
        denied.GetProperty("deciding").GetRawText().ShouldBe($$"""{"kind":"Resource","policy":"resource policy of {{arn}}","statement":"NoReads"}""");
    }

    [Test]
    public async Task The_latest_can_be_asked_for_without_its_id()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.GetValue("first");
        var second = await emulator.Secrets.GetValue("second");

        (await emulator.Get("/_emulator/refusals/latest")).Text("requestId").ShouldBe(IdOf(second));
    }

    [Test]
    public async Task A_refusal_that_no_policy_made_has_its_sentence_and_the_hint_of_the_log()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Server.SeedAsync("""{ "secrets": [{ "name": "a", "region": "eu-west-1" }] }""");
        var answer = await emulator.Secrets.GetValue("a");

        var refusal = (await emulator.Get($"/_emulator/refusals/{IdOf(answer)}")).Json;

        refusal.GetProperty("denied").GetArrayLength().ShouldBe(0);
        refusal.GetProperty("answer").GetProperty("sentence").GetString().ShouldBe("Secrets Manager can't find the specified secret.");
        refusal.GetProperty("text").GetString().ShouldBe($"""
            REFUSED ResourceNotFoundException: no policy had to do with it
            Hint      a secret of that name exists in account 000000000000, region eu-west-1; this call was for
                      account 000000000000, region us-east-1

            Request   {IdOf(answer)} at 2026-01-31T08:00:00.000Z
            Caller    arn:aws:iam::000000000000:root
            Answer    secretsmanager.GetSecretValue => 400 ResourceNotFoundException
                      Secrets Manager can't find the specified secret.
            """);
    }

    [Test]
    public async Task An_item_that_a_batch_could_not_read_is_explained_too()
    {
        await using var emulator = await Emulator.Start();
        await Denied(emulator);
        var answer = await emulator.Client.Call("BatchGetSecretValue", """{"SecretIdList":["db"]}""");

        var refusal = (await emulator.Get($"/_emulator/refusals/{IdOf(answer)}")).Json;

        answer.Status.ShouldBe(200);
        refusal.TryGetProperty("answer", out _).ShouldBeFalse();
        refusal.GetProperty("denied").EnumerateArray().Single().GetProperty("action").GetString().ShouldBe("secretsmanager:GetSecretValue");
        refusal.GetProperty("text").GetString()!.ShouldContain("\nAnswer    the request went on without it\n");
    }

    [Test]
    public async Task The_newest_come_first_and_as_many_as_asked_for()
    {
        await using var emulator = await Emulator.Start();
        var ids = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            ids.Insert(0, IdOf(await emulator.Secrets.GetValue("nowhere")));
        }

        Ids(await emulator.Get("/_emulator/refusals")).ShouldBe(ids[..20]);
        Ids(await emulator.Get("/_emulator/refusals?limit=3")).ShouldBe(ids[..3]);
        Ids(await emulator.Get("/_emulator/refusals?limit=1000")).ShouldBe(ids);
    }

    [TestCase("0")]
    [TestCase("1001")]
    [TestCase("-1")]
    [TestCase("many")]
    public async Task A_limit_that_is_none_is_refused(string limit)
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Get($"/_emulator/refusals?limit={limit}")).ShouldRefuse(400, "The limit is a number from 1 to 1000.");
    }

    [Test]
    public async Task A_request_that_was_not_refused_is_not_found()
    {
        await using var emulator = await Emulator.Start();
        var id = IdOf(await emulator.Secrets.Create("a"));

        (await emulator.Get("/_emulator/refusals/latest")).ShouldRefuse(404, "No request was refused since the start.");
        (await emulator.Get($"/_emulator/refusals/{id}")).ShouldRefuse(
            404, $"No refusal of a request {id} is known: the last 1000 since the start are.");
    }

    [Test]
    public async Task A_reset_forgets_what_was_refused()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.GetValue("a");

        await emulator.Post("/_emulator/reset");

        (await emulator.Get("/_emulator/refusals/latest")).ShouldRefuse(404, "No request was refused since the start.");
    }

    [Test]
    public async Task No_secret_value_is_in_a_refusal()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "hunter2");
        await emulator.Secrets.Create("db", "hunter2-other", token: "hunter2-and-thirty-two-characters");
        await emulator.Client.Call("PutSecretValue", """{"SecretId":"db","SecretString":"hunter2","ClientRequestToken":5}""");
        await emulator.Client.Call("PutSecretValue", """{"SecretId":"nowhere","SecretString":"hunter2"}""");

        var all = await emulator.Get("/_emulator/refusals");

        all.Json.GetProperty("refusals").GetArrayLength().ShouldBeGreaterThan(1);
        all.Body.Replace("hunter2-and-thirty-two-characters", "", StringComparison.Ordinal).ShouldNotContain("hunter2");
    }

    internal static async Task<string> Denied(Emulator emulator)
    {
        var arn = (await emulator.Secrets.Create("db", "value")).Text("ARN");
        var body = new JsonObject { ["SecretId"] = "db", ["ResourcePolicy"] = DenyReads };
        (await emulator.Client.Call("PutResourcePolicy", body.ToJsonString())).Status.ShouldBe(200);
        return arn;
    }

    internal static string IdOf(WireAnswer answer) => answer.Headers.GetValues("x-amzn-RequestId").Single();

    private static IEnumerable<string?> Ids(WireAnswer answer) =>
        answer.Json.GetProperty("refusals").EnumerateArray().Select(refusal => refusal.GetProperty("requestId").GetString());
}
