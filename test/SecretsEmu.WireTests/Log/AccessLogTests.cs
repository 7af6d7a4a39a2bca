using System.Globalization;
using System.Text.Json.Nodes;
using SecretsEmu.Hosting;
using SecretsEmu.WireTests.Control;

namespace SecretsEmu.WireTests.Log;

/// <summary><c>--access log</c>: what policies deny passes, and the log says so.</summary>
public sealed class AccessLogTests
{
    [Test]
    public async Task What_a_policy_denies_passes_and_the_log_says_which_statement_denied_it()
    {
        string? arn = null;
        WireAnswer? answer = null;

        var log = await LogOf(async emulator =>
        {
            arn = await RefusalsEndpointTests.Denied(emulator);
            answer = await emulator.Secrets.GetValue("db");
        });

        answer!.Text("SecretString").ShouldBe("value");
        log.ShouldBe($"""
            secretsmanager.CreateSecret => 200 0 ms
            secretsmanager.PutResourcePolicy => 200 0 ms
            secretsmanager.GetSecretValue => 200 0 ms, request {RefusalsEndpointTests.IdOf(answer)}
              would be denied: User: arn:aws:iam::000000000000:root is not authorized to perform: secretsmanager:GetSecretValue on resource: db with an explicit deny in a resource-based policy
              decided by statement NoReads of resource policy of {arn}
              looked at resource policy of {arn}

            """);
    }

    [Test]
    public async Task Json_has_the_same_in_the_object_of_the_request()
    {
        var log = await LogOf(
            async emulator =>
            {
                await RefusalsEndpointTests.Denied(emulator);
                await emulator.Secrets.GetValue("db");
            },
            new() { RequestLogFormat = RequestLogFormat.Json });

        var line = JsonNode.Parse(log.TrimEnd('\n').Split('\n')[^1])!;
        line["status"]!.GetValue<int>().ShouldBe(200);
        line["wouldBeRefused"]!.AsArray().Count.ShouldBe(3);
        line["wouldBeRefused"]![0]!.GetValue<string>().ShouldStartWith("would be denied: User: arn:aws:iam::000000000000:root is not authorized");
    }

    [Test]
    public async Task What_a_policy_says_cannot_forge_a_line()
    {
        var log = await LogOf(async emulator =>
        {
            await emulator.Secrets.Create("db", "value");
            await emulator.Secrets.Call("PutResourcePolicy", new JsonObject
            {
                ["SecretId"] = "db",
                ["ResourcePolicy"] = """{"Version":"2012-10-17","Statement":{"Sid":"No\nfake => 200","Effect":"Deny","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}}""",
            });
            await emulator.Secrets.GetValue("db");
        });

        log.ShouldContain("decided by statement No?fake => 200 of resource policy of ");
    }

    [Test]
    public async Task Quiet_leaves_out_the_other_requests()
    {
        var log = await LogOf(
            async emulator =>
            {
                await RefusalsEndpointTests.Denied(emulator);
                await emulator.Secrets.GetValue("db");
            },
            new() { LogRequests = false });

        log.Split('\n')[0].ShouldStartWith("secretsmanager.GetSecretValue => 200 0 ms, request ");
    }

    [Test]
    public async Task What_would_be_denied_is_explained_like_a_refusal()
    {
        await using var emulator = await Emulator.Start(options: new() { Access = AccessMode.Log });
        await RefusalsEndpointTests.Denied(emulator);
        var answer = await emulator.Secrets.GetValue("db");

        var refusal = (await emulator.Get($"/_emulator/refusals/{RefusalsEndpointTests.IdOf(answer)}")).Json;

        refusal.GetProperty("enforced").GetBoolean().ShouldBeFalse();
        refusal.TryGetProperty("answer", out _).ShouldBeFalse();
        refusal.GetProperty("text").GetString()!.ShouldStartWith("WOULD BE DENIED secretsmanager:GetSecretValue: statement NoReads of resource policy of ");
        (await emulator.Get("/_emulator/info")).Text("access").ShouldBe("log");
    }

    [Test]
    public async Task The_rules_of_a_service_still_hold()
    {
        await using var emulator = await Emulator.Start(options: new() { Access = AccessMode.Log });

        (await emulator.Secrets.GetValue("nowhere")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_key_that_is_disabled_stays_so_and_the_log_has_what_KMS_said()
    {
        string? keyArn = null;
        WireAnswer? answer = null;

        var log = await LogOf(async emulator =>
        {
            keyArn = (await Kms(emulator, "CreateKey", new())).Json.GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;
            await emulator.Secrets.Create("db", "value", more: new JsonObject { ["KmsKeyId"] = keyArn });
            await Kms(emulator, "DisableKey", new() { ["KeyId"] = keyArn });
            answer = await emulator.Secrets.GetValue("db");
        });

        answer!.Status.ShouldBe(400);
        answer.Text("__type").ShouldBe("DecryptionFailure");
        log.TrimEnd('\n').ShouldEndWith(
            $"secretsmanager.GetSecretValue => 400 DecryptionFailure 0 ms, request {RefusalsEndpointTests.IdOf(answer)} (KMS: {keyArn} is disabled.)");
    }

    private static Task<WireAnswer> Kms(Emulator emulator, string operation, JsonObject body) =>
        emulator.Client.Send("kms", body.ToJsonString(), ("X-Amz-Target", $"TrentService.{operation}"));

    private static async Task<string> LogOf(Func<Emulator, Task> calls, SecretsEmulatorOptions? options = null)
    {
        await using var writer = new StringWriter(CultureInfo.InvariantCulture);
        await using (var emulator = await Emulator.Start(options: (options ?? new()) with { Access = AccessMode.Log, RequestLog = writer }))
        {
            await calls(emulator);
        }

        return writer.ToString();
    }
}
