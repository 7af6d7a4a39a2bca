using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>What key policies can ask about, over the wire (kms-iam-sts.md 4.6): the default account denies itself under a condition.</summary>
public sealed class KeyAccessTests
{
    [TestCase("app")]
    [TestCase("nowhere")]
    public async Task Another_account_does_not_learn_whether_an_alias_exists(string name)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id));

        var answer = await emulator.Kms.As("222222222222").Call("Encrypt", ("KeyId", $"arn:aws:kms:us-east-1:000000000000:alias/{name}"), ("Plaintext", "AAEC"));

        answer.ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::222222222222:root is not authorized to perform: kms:Encrypt on resource: arn:aws:kms:us-east-1:000000000000:alias/{name} because no resource-based policy allows the kms:Encrypt action");
    }

    [TestCase("kms:KeySpec", "SYMMETRIC_DEFAULT", "DescribeKey", "{}")]
    [TestCase("kms:KeyUsage", "ENCRYPT_DECRYPT", "DescribeKey", "{}")]
    [TestCase("kms:KeyOrigin", "AWS_KMS", "DescribeKey", "{}")]
    [TestCase("kms:MultiRegion", "false", "DescribeKey", "{}")]
    [TestCase("kms:CallerAccount", "000000000000", "DescribeKey", "{}")]
    [TestCase("kms:RequestAlias", "alias/app", "DescribeKey", """{"KeyId":"alias/app"}""")]
    [TestCase("aws:ResourceTag/team", "pay", "DescribeKey", "{}")]
    [TestCase("aws:RequestTag/stage", "test", "TagResource", """{"Tags":[{"TagKey":"stage","TagValue":"test"}]}""")]
    [TestCase("aws:TagKeys", "stage", "UntagResource", """{"TagKeys":["stage"]}""")]
    [TestCase("kms:EncryptionContext:App", "pay", "Encrypt", """{"Plaintext":"AAEC","EncryptionContext":{"App":"pay"}}""")]
    [TestCase("kms:EncryptionContextKeys", "App", "Encrypt", """{"Plaintext":"AAEC","EncryptionContext":{"App":"pay"}}""")]
    [TestCase("kms:GranteePrincipal", "arn:aws:iam::000000000000:role/app", "CreateGrant", """{"GranteePrincipal":"arn:aws:iam::000000000000:role/app","Operations":["Decrypt"]}""")]
    [TestCase("kms:GrantOperations", "Decrypt", "CreateGrant", """{"GranteePrincipal":"arn:aws:iam::000000000000:role/app","Operations":["Decrypt"]}""")]
    [TestCase("kms:GrantIsForAWSResource", "false", "CreateGrant", """{"GranteePrincipal":"arn:aws:iam::000000000000:role/app","Operations":["Decrypt"]}""")]
    [TestCase("kms:ScheduleKeyDeletionPendingWindowInDays", "7", "ScheduleKeyDeletion", """{"PendingWindowInDays":7}""")]
    [TestCase("kms:RotationPeriodInDays", "90", "EnableKeyRotation", """{"RotationPeriodInDays":90}""")]
    [TestCase("kms:BypassPolicyLockoutSafetyCheck", "true", "PutKeyPolicy", """{"Policy":"{}","BypassPolicyLockoutSafetyCheck":true}""")]
    public async Task A_policy_can_deny_by(string key, string value, string operation, string members)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("Policy", Denying(operation, key, value)), ("Tags", KeyCalls.Tags(("team", "pay"))));
        var other = await emulator.Kms.CreateKey(("Policy", Denying(operation, key, "another")), ("Tags", KeyCalls.Tags(("team", "pay"))));
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id));

        (await Call(emulator, operation, members, id)).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::000000000000:root is not authorized to perform: kms:{operation} on resource: {KeyCalls.ArnOf(id)} with an explicit deny in a resource-based policy");
        var allowed = await Call(emulator, operation, members.Replace("alias/app", other, StringComparison.Ordinal), other);
        allowed.Body.ShouldNotContain("AccessDeniedException");
    }

    [Test]
    public async Task A_key_for_secrets_alone_is_closed_to_direct_use()
    {
        await using var emulator = await Emulator.Start();
        var policy = Policy(
            new JsonObject { ["Effect"] = "Allow", ["Principal"] = Root, ["Action"] = new JsonArray("kms:DescribeKey", "kms:PutKeyPolicy"), ["Resource"] = "*" },
            new JsonObject
            {
                ["Effect"] = "Allow", ["Principal"] = Root, ["Action"] = new JsonArray("kms:GenerateDataKey", "kms:Decrypt"), ["Resource"] = "*",
                ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["kms:ViaService"] = "secretsmanager.us-east-1.amazonaws.com" } },
            });
        var id = await emulator.Kms.CreateKey(("Policy", policy));

        var answer = await emulator.Kms.Call("GenerateDataKey", ("KeyId", id), ("KeySpec", "AES_256"));

        answer.ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::000000000000:root is not authorized to perform: kms:GenerateDataKey on resource: {KeyCalls.ArnOf(id)} because no resource-based policy allows the kms:GenerateDataKey action");
    }

    [TestCase("DisableKey")]
    [TestCase("GetKeyPolicy")]
    [TestCase("ListKeyRotations")]
    public async Task Another_account_never_manages_a_key_whatever_its_policy_says(string operation)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("Policy", KeyPolicyTests.Letting("arn:aws:iam::111122223333:root", "kms:*")));

        var answer = await emulator.Kms.As(accessKey: "111122223333").Call(operation, ("KeyId", KeyCalls.ArnOf(id)));

        answer.ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::111122223333:root is not authorized to perform: kms:{operation} on resource: {KeyCalls.ArnOf(id)} because no resource-based policy allows the kms:{operation} action");
    }

    [TestCase("GetKeyRotationStatus")]
    [TestCase("ListGrants")]
    [TestCase("DescribeKey")]
    public async Task Another_account_may_ask_this_when_the_policy_says_so(string operation)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("Policy", KeyPolicyTests.Letting("arn:aws:iam::111122223333:root", "kms:*")));

        (await emulator.Kms.As(accessKey: "111122223333").Call(operation, ("KeyId", KeyCalls.ArnOf(id)))).Status.ShouldBe(200);
    }

    private static JsonObject Root => new() { ["AWS"] = "arn:aws:iam::000000000000:root" };

    private static string Denying(string operation, string key, string value) => Policy(
        new JsonObject { ["Effect"] = "Allow", ["Principal"] = Root, ["Action"] = "kms:*", ["Resource"] = "*" },
        new JsonObject
        {
            ["Effect"] = "Deny", ["Principal"] = Root, ["Action"] = $"kms:{operation}", ["Resource"] = "*",
            ["Condition"] = new JsonObject { ["ForAnyValue:StringEquals"] = new JsonObject { [key] = value } },
        });

    private static string Policy(params JsonObject[] statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) }.ToJsonString();

    private static Task<WireAnswer> Call(Emulator emulator, string operation, string members, string key)
    {
        var body = JsonNode.Parse(members)!.AsObject();
        body.TryAdd("KeyId", key);
        return emulator.Kms.Call(operation, body);
    }
}
