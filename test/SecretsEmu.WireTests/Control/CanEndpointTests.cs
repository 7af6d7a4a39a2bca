using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Control;

/// <summary><c>/_emulator/can</c>: whether a request would be allowed.</summary>
public sealed class CanEndpointTests
{
    private const string GetSecretValue = "secretsmanager:GetSecretValue";

    [Test]
    public async Task A_trusted_role_may_read_a_secret_and_use_its_key()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db", "value")).Text("ARN");

        var answer = await Can(emulator, "role/app", GetSecretValue, "db");

        answer.Json.GetProperty("allowed").GetBoolean().ShouldBeTrue();
        answer.Text("principal").ShouldBe("arn:aws:sts::000000000000:assumed-role/app/can");
        var permissions = answer.Json.GetProperty("permissions").EnumerateArray().ToList();
        permissions.Select(permission => permission.GetProperty("action").GetString()).ShouldBe([GetSecretValue, "kms:Decrypt"]);
        permissions[0].GetProperty("resource").GetString().ShouldBe(arn);
        permissions[1].GetProperty("via").GetString().ShouldBe("secretsmanager");
    }

    [Test]
    public async Task A_deny_in_the_secret_s_policy_decides()
    {
        await using var emulator = await Emulator.Start();
        await RefusalsEndpointTests.Denied(emulator);

        var answer = await Can(emulator, "role/app", GetSecretValue, "db");

        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        answer.Json.GetProperty("permissions")[0].GetProperty("deciding").GetProperty("statement").GetString().ShouldBe("NoReads");
    }

    [TestCase("""{"app:x":null}""")]
    [TestCase("""{"app:x":["a",null]}""")]
    [TestCase("""{"app:x":["a"],"APP:X":["b"]}""")]
    public async Task A_context_without_texts_or_with_a_key_twice_is_no_question(string context) =>
        (await TableEmulator.Running.Ask("POST", "/_emulator/can", $$"""{"as":"role/app","do":"kms:Decrypt","on":"alias/x","context":{{context}}}""")).ShouldRefuse(
            400, "The context has a list of texts for each condition key, and each key once: upper and lower case are the same.");

    [Test]
    public async Task A_question_is_no_refusal()
    {
        await using var emulator = await Emulator.Start();
        await RefusalsEndpointTests.Denied(emulator);

        await Can(emulator, "role/app", GetSecretValue, "db");

        (await emulator.Get("/_emulator/refusals/latest")).ShouldRefuse(404, "No request was refused since the start.");
    }

    [Test]
    public async Task Given_values_of_condition_keys_beat_those_of_the_request()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "value");
        await emulator.Client.Call("PutResourcePolicy", new JsonObject
        {
            ["SecretId"] = "db",
            ["ResourcePolicy"] = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}
                """,
        }.ToJsonString());

        var here = await Can(emulator, "role/app", "secretsmanager:DescribeSecret", "db");
        var there = await Can(emulator, "role/app", "secretsmanager:DescribeSecret", "db", new JsonObject { ["AWS:SourceIP"] = new JsonArray("10.1.2.3") });

        here.Json.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        there.Json.GetProperty("allowed").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task An_action_without_a_resource_needs_none()
    {
        await using var emulator = await Emulator.Start();

        var answer = await Can(emulator, "user/ci", "SECRETSMANAGER:listsecrets", null);

        answer.Json.GetProperty("allowed").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("permissions")[0].GetProperty("action").GetString().ShouldBe("secretsmanager:ListSecrets");
        answer.Json.GetProperty("permissions")[0].GetProperty("resource").GetString().ShouldBe("*");
    }

    [Test]
    public async Task The_region_of_the_request_can_be_another_one()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Post(
            "/_emulator/can", """{"as":"role/app","do":"secretsmanager:CreateSecret","on":"db","region":"eu-west-1"}""");

        answer.Json.GetProperty("permissions")[0].GetProperty("resource").GetString()!.ShouldStartWith("arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-");
    }

    [Test]
    public async Task An_alias_stands_for_its_key_and_where_it_is_what_changes_for_both()
    {
        await using var emulator = await Emulator.Start();
        var keyArn = (await Kms(emulator, "CreateKey", new())).Json.GetProperty("KeyMetadata").GetProperty("Arn").GetString()!;
        await Kms(emulator, "CreateAlias", new() { ["AliasName"] = "alias/app", ["TargetKeyId"] = keyArn });

        var use = await Can(emulator, "role/app", "kms:Decrypt", "alias/app");
        var change = await Can(emulator, "role/app", "kms:DeleteAlias", "alias/app");
        var creation = await Can(emulator, "role/app", "kms:CreateKey", null);

        Resources(use).ShouldBe([keyArn]);
        Resources(change).ShouldBe(["arn:aws:kms:us-east-1:000000000000:alias/app", keyArn]);
        Resources(creation).ShouldBe(["*"]);
    }

    [Test]
    public async Task A_role_s_trust_policy_says_who_may_assume_it()
    {
        await using var emulator = await Emulator.Start();
        var described = await emulator.Ask("PUT", "/_emulator/principals", """
            {"accounts":[{"id":"111122223333","roles":[{"name":"app","trust":{"Version":"2012-10-17","Statement":[
              {"Sid":"CiOnly","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:user/ci"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"42"}}}]}}]}]}
            """);
        described.Status.ShouldBe(200);
        const string role = "arn:aws:iam::111122223333:role/app";
        var externalId = new JsonObject { ["sts:ExternalId"] = new JsonArray("42") };

        var ci = await Can(emulator, "user/ci", "sts:AssumeRole", role, externalId);
        var without = await Can(emulator, "user/ci", "sts:AssumeRole", role);
        var other = await Can(emulator, "user/other", "sts:AssumeRole", role, externalId.DeepClone().AsObject());

        ci.Json.GetProperty("allowed").GetBoolean().ShouldBeTrue();
        without.Json.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        without.Json.GetProperty("permissions")[0].GetProperty("nearestMiss").GetProperty("statement").GetString().ShouldBe("CiOnly");
        other.Json.GetProperty("allowed").GetBoolean().ShouldBeFalse();
        other.Json.GetProperty("permissions")[0].GetProperty("decidedBy").GetString().ShouldBe("Trust");
    }

    [TestCase("secretsmanager:GetSecret", "There is no action 'secretsmanager:GetSecret'. Did you mean secretsmanager:GetSecretValue?")]
    [TestCase("GetSecretValue", "There is no action 'GetSecretValue'. Did you mean secretsmanager:GetSecretValue?")]
    [TestCase("kms:Decript", "There is no action 'kms:Decript'. Did you mean kms:Decrypt?")]
    [TestCase("s3:PutObject", "There is no action 's3:PutObject'. Actions begin with kms: or secretsmanager: or ssm: or sts:, as policies write them.")]
    public async Task An_action_that_does_not_exist_is_refused_with_what_was_probably_meant(string action, string sentence)
    {
        await using var emulator = await Emulator.Start();

        (await Can(emulator, "role/app", action, "db")).ShouldRefuse(400, sentence);
    }

    [Test]
    public async Task A_principal_that_is_none_is_refused()
    {
        await using var emulator = await Emulator.Start();

        (await Can(emulator, "app", GetSecretValue, "db")).ShouldRefuse(
            400, "'app' names no principal. It is user/NAME, role/NAME, an account, or the ARN of a user, a role, a session or a root; whoever is described with a path is named by the ARN with it.");
    }

    [Test]
    public async Task A_resource_of_another_form_is_refused()
    {
        await using var emulator = await Emulator.Start();

        (await Can(emulator, "role/app", GetSecretValue, "arn:aws:s3:::bucket")).ShouldRefuse(
            400, "secretsmanager:GetSecretValue cannot be on 'arn:aws:s3:::bucket': Invalid ARN.");
    }

    [Test]
    public async Task A_question_without_who_or_what_is_refused()
    {
        await using var emulator = await Emulator.Start();

        (await emulator.Post("/_emulator/can", """{"as":"role/app"}""")).ShouldRefuse(
            400, "The question takes as (a principal) and do (an action); on (a resource), context and region may come with them.");
    }

    private static Task<WireAnswer> Can(Emulator emulator, string who, string action, string? resource, JsonObject? context = null) => emulator.Post(
        "/_emulator/can", new JsonObject { ["as"] = who, ["do"] = action, ["on"] = resource, ["context"] = context }.ToJsonString());

    private static IEnumerable<string?> Resources(WireAnswer answer) =>
        answer.Json.GetProperty("permissions").EnumerateArray().Select(permission => permission.GetProperty("resource").GetString());

    private static Task<WireAnswer> Kms(Emulator emulator, string operation, JsonObject body) =>
        emulator.Client.Send("kms", body.ToJsonString(), ("X-Amz-Target", $"TrentService.{operation}"));
}
