using System.Text.Json.Nodes;
using static SecretsEmu.WireTests.SecretsClient;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>
/// A caller of account 222222222222 and a secret of account 111111111111 whose policy lets it in: a name never crosses
/// accounts, a full ARN does, and a value does not while the default key encrypts it.
/// </summary>
public sealed class CrossAccountTests
{
    private const string DefaultKey =
        "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.";

    [Test]
    public async Task A_name_is_looked_up_in_the_callers_own_account()
    {
        await using var emulator = await Emulator.Start();
        var (owner, other) = (emulator.Secrets.As("111111111111"), emulator.Secrets.As("222222222222"));

        await owner.Create("db", "the owner's");
        await other.Create("db", "the other's");

        (await owner.GetValue("db")).Text("SecretString").ShouldBe("the owner's");
        (await other.GetValue("db")).Text("SecretString").ShouldBe("the other's");
    }

    [TestCase("DescribeSecret")]
    [TestCase("GetSecretValue")]
    [TestCase("DeleteSecret")]
    public async Task A_name_of_another_account_is_not_found(string operation)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.As("111111111111").Create("db", "one");

        var answer = await emulator.Secrets.As("222222222222").Call(operation, new JsonObject { ["SecretId"] = "db" });

        answer.ShouldBeError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    [Test]
    public async Task A_value_under_the_default_key_is_not_read_from_another_account()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.As("111111111111").Create("db", "one");
        await emulator.Secrets.As("111111111111").LetIn("db", "222222222222");

        var answer = await emulator.Secrets.As("222222222222").GetValue(created.Text("ARN"));

        answer.ShouldBeError("InvalidRequestException", DefaultKey);
    }

    [Test]
    public async Task A_value_under_the_default_key_is_not_written_from_another_account()
    {
        await using var emulator = await Emulator.Start();
        var owner = emulator.Secrets.As("111111111111");
        var created = await owner.Create("db", "one", Version(1));
        await owner.LetIn("db", "222222222222");

        var answer = await emulator.Secrets.As("222222222222").PutValue(created.Text("ARN"), "two");

        answer.ShouldBeError("InvalidRequestException", DefaultKey);
        (await owner.Labels("db")).ShouldBe("v1 [AWSCURRENT]");
    }

    [Test]
    public async Task An_update_of_the_value_from_another_account_is_refused_with_its_description()
    {
        await using var emulator = await Emulator.Start();
        var owner = emulator.Secrets.As("111111111111");
        var created = await owner.Create("db", "one");
        await owner.LetIn("db", "222222222222");

        var answer = await emulator.Secrets.As("222222222222").Update(
            created.Text("ARN"), new JsonObject { ["SecretString"] = "two", ["Description"] = "new" });

        answer.ShouldBeError("InvalidRequestException", DefaultKey);
        (await owner.Describe("db")).Has("Description").ShouldBeFalse();
    }

    [Test]
    public async Task A_batch_tells_of_the_default_key_beside_the_callers_own_values()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.As("111111111111").Create("db", "one");
        await emulator.Secrets.As("111111111111").LetIn("db", "222222222222");
        var other = emulator.Secrets.As("222222222222");
        await other.Create("own", "two");

        var answer = await other.Call("BatchGetSecretValue", new JsonObject { ["SecretIdList"] = new JsonArray(created.Text("ARN"), "own") });

        answer.Json.GetProperty("Errors").GetRawText().ShouldBe(
            $$"""[{"ErrorCode":"InvalidRequestException","Message":"{{DefaultKey}}","SecretId":"{{created.Text("ARN")}}"}]""");
        answer.Json.GetProperty("SecretValues")[0].GetProperty("SecretString").GetString().ShouldBe("two");
    }

    [TestCase("DescribeSecret", "{}")]
    [TestCase("ListSecretVersionIds", "{}")]
    [TestCase("GetResourcePolicy", "{}")]
    [TestCase("PutResourcePolicy", """{"ResourcePolicy":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"222222222222\"},\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}}"}""")]
    [TestCase("DeleteResourcePolicy", "{}")]
    [TestCase("TagResource", """{"Tags":[{"Key":"a","Value":"b"}]}""")]
    [TestCase("UntagResource", """{"TagKeys":["a"]}""")]
    [TestCase("UpdateSecret", """{"ClientRequestToken":"11111111-2222-3333-4444-555555555555","Description":"new"}""")]
    [TestCase("UpdateSecretVersionStage", """{"VersionStage":"custom","MoveToVersionId":"v1-00000000000000000000000000000"}""")]
    [TestCase("DeleteSecret", "{}")]
    [TestCase("RestoreSecret", "{}")]
    public async Task What_touches_no_value_works_by_full_ARN(string operation, string members)
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.As("111111111111").Create("db", "one", Version(1));
        await emulator.Secrets.As("111111111111").LetIn("db", "222222222222");

        var answer = await emulator.Secrets.As("222222222222").Call(
            operation, new JsonObject { ["SecretId"] = created.Text("ARN") }, JsonNode.Parse(members)!.AsObject());

        answer.Status.ShouldBe(200, answer.Body);
    }

    [Test]
    public async Task A_partial_ARN_names_the_account_and_is_found_there()
    {
        await using var emulator = await Emulator.Start();
        var created = await emulator.Secrets.As("111111111111").Create("db", "one");
        await emulator.Secrets.As("111111111111").LetIn("db", "222222222222");

        var answer = await emulator.Secrets.As("222222222222").Describe("arn:aws:secretsmanager:us-east-1:111111111111:secret:db");

        answer.Text("ARN").ShouldBe(created.Text("ARN"));
    }

    [Test]
    public async Task A_list_shows_the_callers_own_secrets_only()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.As("111111111111").Create("db", "one");
        var other = emulator.Secrets.As("222222222222");
        await other.Create("own", "two");

        var answer = await other.Call("ListSecrets", []);

        answer.Json.GetProperty("SecretList").EnumerateArray().Select(secret => secret.GetProperty("Name").GetString()).ShouldBe(["own"]);
    }

    [TestCase("test")]
    [TestCase("AKIAIOSFODNN7EXAMPLE")]
    [TestCase("12345678901")]
    [TestCase("1234567890123")]
    [TestCase("123456789012abc")]
    public async Task Any_other_access_key_is_the_default_account(string accessKey)
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.As(accessKey).GetValue("db");

        answer.Text("ARN").ShouldStartWith("arn:aws:secretsmanager:us-east-1:000000000000:secret:db-");
    }

    [Test]
    public async Task The_default_account_may_be_named_by_its_digits()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        var answer = await emulator.Secrets.As("000000000000").GetValue("db");

        answer.Text("SecretString").ShouldBe("one");
    }
}
