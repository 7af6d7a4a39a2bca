using System.Text.Json.Nodes;
using static SecretsEmu.WireTests.SecretsClient;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>What still works on a secret that waits for its deletion.</summary>
public sealed class ScheduledSecretTests
{
    private const string Token = "11111111-2222-3333-4444-555555555555";

    [TestCase("GetSecretValue", "{}")]
    [TestCase("PutSecretValue", $$"""{"SecretString":"two","ClientRequestToken":"{{Token}}"}""")]
    [TestCase("UpdateSecret", $$"""{"SecretString":"two","ClientRequestToken":"{{Token}}"}""")]
    [TestCase("UpdateSecret", $$"""{"Description":"new","ClientRequestToken":"{{Token}}"}""")]
    [TestCase("UpdateSecret", $$"""{"ClientRequestToken":"{{Token}}"}""")]
    [TestCase("UpdateSecretVersionStage", """{"VersionStage":"custom","MoveToVersionId":"v1-00000000000000000000000000000"}""")]
    [TestCase("TagResource", """{"Tags":[{"Key":"a","Value":"b"}]}""")]
    [TestCase("UntagResource", """{"TagKeys":["a"]}""")]
    [TestCase("GetResourcePolicy", "{}")]
    [TestCase("PutResourcePolicy", """{"ResourcePolicy":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"222222222222\"},\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}}"}""")]
    [TestCase("DeleteResourcePolicy", "{}")]
    public async Task It_is_refused_and_changes_nothing(string operation, string members)
    {
        await using var emulator = await Scheduled();
        var before = await emulator.Secrets.Describe("db");
        emulator.Wall.Advance(TimeSpan.FromMinutes(1));

        var answer = await emulator.Secrets.Call(operation, new JsonObject { ["SecretId"] = "db" }, JsonNode.Parse(members)!.AsObject());

        answer.ShouldBeError(
            "InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
    }

    [Test]
    public async Task DescribeSecret_shows_the_moment_of_the_deletion_and_the_stages()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one", Version(1));
        emulator.Wall.Advance(TimeSpan.FromSeconds(1));

        await emulator.Secrets.Delete("db");

        (await emulator.Secrets.Describe("db")).Body.ShouldBe(
            $$$"""{"ARN":"{{{created.Text("ARN")}}}","CreatedDate":1.7698464E9,"DeletedDate":1.769846401E9,"LastChangedDate":1.7698464E9,"Name":"db","VersionIdsToStages":{"v1-00000000000000000000000000000":["AWSCURRENT"]}}""");
    }

    [Test]
    public async Task ListSecretVersionIds_works()
    {
        await using var emulator = await Scheduled();

        var labels = await emulator.Secrets.Labels("db");

        labels.ShouldBe("v1 [AWSCURRENT]");
    }

    [Test]
    public async Task ListSecrets_shows_it_only_when_asked()
    {
        await using var emulator = await Scheduled();

        var usual = await emulator.Client.Call("ListSecrets", "{}");
        var planned = await emulator.Client.Call("ListSecrets", """{"IncludePlannedDeletion":true}""");

        usual.Body.ShouldBe("""{"SecretList":[]}""");
        planned.Json.GetProperty("SecretList")[0].GetProperty("DeletedDate").GetRawText().ShouldBe("1.7698464E9");
    }

    [Test]
    public async Task BatchGetSecretValue_reports_it_among_the_errors()
    {
        await using var emulator = await Scheduled();

        var answer = await emulator.Client.Call("BatchGetSecretValue", """{"SecretIdList":["db"]}""");

        answer.Body.ShouldBe(
            """{"Errors":[{"ErrorCode":"InvalidRequestException","Message":"You can't perform this operation on the secret because it was marked for deletion.","SecretId":"db"}],"SecretValues":[]}""");
    }

    [Test]
    public async Task ValidateResourcePolicy_works()
    {
        await using var emulator = await Scheduled();

        var answer = await emulator.Secrets.Call(
            "ValidateResourcePolicy",
            new JsonObject
            {
                ["SecretId"] = "db",
                ["ResourcePolicy"] = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"secretsmanager:*","Resource":"*"}}""",
            });

        answer.Body.ShouldBe("""{"PolicyValidationPassed":true,"ValidationErrors":[]}""");
    }

    [Test]
    public async Task A_second_deletion_is_refused()
    {
        await using var emulator = await Scheduled();

        var answer = await emulator.Secrets.Delete("db");

        answer.ShouldBeError(
            "InvalidRequestException", "You can't perform this operation on the secret because it was already scheduled for deletion.");
    }

    [Test]
    public async Task A_second_deletion_with_force_removes_it()
    {
        await using var emulator = await Scheduled();

        var answer = await emulator.Secrets.Delete("db", new JsonObject { ["ForceDeleteWithoutRecovery"] = true });

        answer.Status.ShouldBe(200);
        (await emulator.Secrets.Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task RestoreSecret_brings_it_back_as_it_was()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.Create("db", "one");
        var before = await emulator.Secrets.Describe("db");
        await emulator.Secrets.Delete("db");

        var answer = await emulator.Secrets.Restore("db");

        answer.Body.ShouldBe($$"""{"ARN":"{{created.Text("ARN")}}","Name":"db"}""");
        (await emulator.Secrets.Describe("db")).Body.ShouldBe(before.Body);
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_full_ARN_leads_to_the_same_refusal()
    {
        await using var emulator = await Scheduled();
        var arn = (await emulator.Secrets.Describe("db")).Text("ARN");

        var answer = await emulator.Secrets.GetValue(arn);

        answer.ShouldBeError(
            "InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
    }

    [Test]
    public async Task The_deletion_is_told_before_the_default_key_to_a_caller_of_another_account()
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Secrets.Create("db", "one")).Text("ARN");
        await emulator.Secrets.LetIn("db", "222222222222");
        await emulator.Secrets.Delete("db");

        var answer = await emulator.Secrets.As("222222222222").GetValue(arn);

        answer.ShouldBeError(
            "InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
    }

    [Test]
    public async Task The_end_of_the_window_deletes_it_and_frees_the_name()
    {
        await using var emulator = await Scheduled();

        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(30));

        (await emulator.Secrets.Describe("db")).ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        (await emulator.Secrets.Create("db", "anew")).Status.ShouldBe(200);
    }

    private static async Task<Emulator> Scheduled()
    {
        var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one", Version(1));
        await emulator.Secrets.Delete("db");
        return emulator;
    }
}
