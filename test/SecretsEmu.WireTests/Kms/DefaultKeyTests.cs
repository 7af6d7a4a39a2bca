using System.Text.Json.Nodes;
using SecretsEmu.Hosting;

namespace SecretsEmu.WireTests.Kms;

/// <summary>The key of Secrets Manager itself, <c>alias/aws/secretsmanager</c> (kms-iam-sts.md 2.7).</summary>
public sealed class DefaultKeyTests
{
    private const string Alias = "alias/aws/secretsmanager";

    [Test]
    public async Task Describing_its_alias_makes_it_once()
    {
        await using var emulator = await Emulator.Start();
        (await emulator.Kms.Call("ListAliases")).Body.ShouldBe("""{"Aliases":[],"Truncated":false}""");

        var key = await emulator.Kms.Metadata(Alias);

        key.GetProperty("KeyManager").GetString().ShouldBe("AWS");
        key.GetProperty("Description").GetString().ShouldBe("Default key that protects my Secrets Manager data when no other key is defined");
        key.GetProperty("CurrentKeyMaterialId").GetString()!.Length.ShouldBe(64);
        (await emulator.Kms.Metadata($"arn:aws:kms:us-east-1:000000000000:{Alias}")).GetRawText().ShouldBe(key.GetRawText());
        (await emulator.Kms.Call("ListAliases")).Texts("Aliases", "TargetKeyId").ShouldBe([key.GetProperty("KeyId").GetString()!]);
    }

    [Test]
    public async Task A_secret_and_a_description_make_the_same_one()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");

        await emulator.Kms.Metadata(Alias);

        (await emulator.Kms.Call("ListKeys")).Json.GetProperty("Keys").GetArrayLength().ShouldBe(1);
    }

    [Test]
    public async Task It_rotates_every_year_and_secrets_stay_readable()
    {
        await using var emulator = await Emulator.Start();
        await emulator.Secrets.Create("db", "one");
        var id = (await emulator.Kms.Metadata(Alias)).GetProperty("KeyId").GetString()!;

        (await emulator.Kms.Call("GetKeyRotationStatus", ("KeyId", id))).Body.ShouldBe(
            $$"""{"KeyId":"{{id}}","KeyRotationEnabled":true,"NextRotationDate":1.8013824E9,"RotationPeriodInDays":365}""");
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(365))).Select(item => item.Outcome).ShouldBe(["rotated"]);
        (await emulator.Secrets.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [TestCase("DisableKey", "{}")]
    [TestCase("ScheduleKeyDeletion", "{}")]
    [TestCase("TagResource", """{"Tags":[]}""")]
    [TestCase("Encrypt", """{"Plaintext":"AAEC"}""")]
    [TestCase("GenerateDataKey", """{"KeySpec":"AES_256"}""")]
    [TestCase("CreateGrant", """{"GranteePrincipal":"arn:aws:iam::000000000000:role/app","Operations":["Decrypt"]}""")]
    [TestCase("PutKeyPolicy", """{"Policy":"{}"}""")]
    [TestCase("RotateKeyOnDemand", "{}")]
    public async Task Nobody_uses_or_changes_it_but_through_the_service(string operation, string members)
    {
        await using var emulator = await Emulator.Start();
        var arn = (await emulator.Kms.Metadata(Alias)).GetProperty("Arn").GetString()!;
        var body = JsonNode.Parse(members)!.AsObject();
        body["KeyId"] = arn;

        var answer = await emulator.Kms.Call(operation, body);

        answer.ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::000000000000:root is not authorized to perform: kms:{operation} on resource: {arn} because no resource-based policy allows the kms:{operation} action");
    }

    [TestCase("DisableKey", "{}")]
    [TestCase("EnableKey", "{}")]
    [TestCase("ScheduleKeyDeletion", "{}")]
    [TestCase("TagResource", """{"Tags":[]}""")]
    [TestCase("UntagResource", """{"TagKeys":[]}""")]
    [TestCase("PutKeyPolicy", """{"Policy":"{}"}""")]
    [TestCase("UpdateKeyDescription", """{"Description":"mine"}""")]
    [TestCase("EnableKeyRotation", "{}")]
    [TestCase("DisableKeyRotation", "{}")]
    [TestCase("RotateKeyOnDemand", "{}")]
    [TestCase("CreateAlias", """{"AliasName":"alias/mine"}""")]
    public async Task Nobody_changes_it_where_access_is_only_logged(string operation, string members)
    {
        await using var emulator = await Emulator.Start(options: new() { Access = AccessMode.Log });
        var arn = (await emulator.Kms.Metadata(Alias)).GetProperty("Arn").GetString()!;
        var body = JsonNode.Parse(members)!.AsObject();
        body[operation == "CreateAlias" ? "TargetKeyId" : "KeyId"] = arn;

        var answer = await emulator.Kms.Call(operation, body);

        answer.ShouldBeError("AccessDeniedException", $"{arn} is an AWS managed key: it cannot be changed.");
    }

    [Test]
    public async Task Its_policy_and_tags_can_be_read()
    {
        await using var emulator = await Emulator.Start();
        var id = (await emulator.Kms.Metadata(Alias)).GetProperty("KeyId").GetString()!;

        JsonNode.Parse((await emulator.Kms.Call("GetKeyPolicy", ("KeyId", id))).Text("Policy"))!["Id"]!.GetValue<string>().ShouldBe("auto-secretsmanager-2");
        (await emulator.Kms.Call("ListResourceTags", ("KeyId", id))).Body.ShouldBe("""{"Tags":[],"Truncated":false}""");
    }

    [Test]
    public async Task Who_may_not_describe_it_is_told_its_alias_and_makes_no_key()
    {
        await using var emulator = await Emulator.Start();
        var ci = emulator.Kms.As(accessKey: KeyPrincipalTests.UserKey);
        await KeyPrincipalTests.Describe(emulator, KeyPrincipalTests.Allow("kms:ListKeys", "*"));

        (await ci.Call("DescribeKey", ("KeyId", Alias))).ShouldBeError(
            "AccessDeniedException", KeyPrincipalTests.Denied("kms:DescribeKey", $"arn:aws:kms:us-east-1:000000000000:{Alias}"));
        (await ci.Call("ListKeys")).Body.ShouldBe("""{"Keys":[],"Truncated":false}""");

        await KeyPrincipalTests.Describe(emulator, KeyPrincipalTests.Allow("kms:DescribeKey", "arn:aws:kms:us-east-1:000000000000:key/*"));
        (await ci.Metadata(Alias)).GetProperty("KeyManager").GetString().ShouldBe("AWS");
    }

    [Test]
    public async Task Another_service_s_alias_makes_no_key()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Kms.Call("DescribeKey", ("KeyId", "alias/aws/s3"));

        answer.ShouldBeKmsError("NotFoundException", "Alias arn:aws:kms:us-east-1:000000000000:alias/aws/s3 is not found.");
    }
}
