using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>Keys as described users see them: identity policies, aliases, tags and grants (kms-iam-sts.md 4.6).</summary>
public sealed class KeyPrincipalTests
{
    private const string User = "arn:aws:iam::000000000000:user/ci";
    internal const string UserKey = "AKIACI0000000000000A";

    [Test]
    public async Task An_alias_is_asked_on_itself_and_on_its_key()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var ci = emulator.Kms.As(accessKey: UserKey);
        var alias = "arn:aws:kms:us-east-1:000000000000:alias/app";

        await Describe(emulator, Allow("kms:CreateAlias", KeyCalls.ArnOf(id)));
        (await ci.Call("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id))).ShouldBeError("AccessDeniedException", Denied("kms:CreateAlias", alias));

        await Describe(emulator, Allow("kms:CreateAlias", alias));
        (await ci.Call("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id))).ShouldBeError("AccessDeniedException", Denied("kms:CreateAlias", KeyCalls.ArnOf(id)));

        await Describe(emulator, Allow("kms:*Alias", alias, KeyCalls.ArnOf(id)));
        await ci.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id));
        var other = await emulator.Kms.CreateKey();
        (await ci.Call("UpdateAlias", ("AliasName", "alias/app"), ("TargetKeyId", other))).ShouldBeError("AccessDeniedException", Denied("kms:UpdateAlias", KeyCalls.ArnOf(other)));
        await ci.Do("DeleteAlias", ("AliasName", "alias/app"));
    }

    [Test]
    public async Task A_key_made_with_tags_needs_the_permission_to_tag()
    {
        await using var emulator = await Emulator.Start();
        var ci = emulator.Kms.As(accessKey: UserKey);
        var tags = KeyCalls.Tags(("_custom_id_", KeyCalls.MissingId));

        await Describe(emulator, Allow("kms:CreateKey", "*"));
        (await ci.Call("CreateKey")).Status.ShouldBe(200);
        (await ci.Call("CreateKey", ("Tags", tags))).ShouldBeError("AccessDeniedException", Denied("kms:TagResource", KeyCalls.MissingArn));

        await Describe(emulator, Allow("kms:CreateKey", "*"), Allow("kms:TagResource", "arn:aws:kms:*:000000000000:key/*"));
        (await ci.CreateKey(("Tags", tags))).ShouldBe(KeyCalls.MissingId);
    }

    [TestCase("aws:RequestedRegion", "eu-west-1", "us-east-1")]
    [TestCase("kms:KeySpec", "SYMMETRIC_DEFAULT", "RSA_2048")]
    [TestCase("kms:KeyUsage", "ENCRYPT_DECRYPT", "SIGN_VERIFY")]
    [TestCase("kms:KeyOrigin", "AWS_KMS", "EXTERNAL")]
    [TestCase("kms:MultiRegion", "true", "false")]
    [TestCase("kms:MultiRegionKeyType", "REPLICA", "PRIMARY")]
    [TestCase("kms:BypassPolicyLockoutSafetyCheck", "false", "true")]
    [TestCase("kms:CallerAccount", "000000000000", "111122223333")]
    public async Task A_replica_is_a_key_that_is_made_in_its_own_region(string key, string value, string other)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        var ci = emulator.Kms.As(accessKey: UserKey);

        await Describe(emulator, Allow("kms:ReplicateKey", "*"), When(key, other, Allow("kms:CreateKey", "*")));
        (await ci.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"))).ShouldBeError(
            "AccessDeniedException", $"User: {User} is not authorized to perform: kms:CreateKey because no identity-based policy allows the kms:CreateKey action");

        await Describe(emulator, Allow("kms:ReplicateKey", "*"), When(key, value, Allow("kms:CreateKey", "*")));
        (await ci.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"))).Status.ShouldBe(200);
    }

    [Test]
    public async Task The_next_primary_is_asked_for_in_its_own_region()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));
        var ci = emulator.Kms.As(accessKey: UserKey);
        var here = When("aws:RequestedRegion", "us-east-1", Allow("kms:UpdatePrimaryRegion", "*"));

        await Describe(emulator, here);
        (await ci.Call("UpdatePrimaryRegion", ("KeyId", id), ("PrimaryRegion", "eu-west-1"))).ShouldBeError(
            "AccessDeniedException", Denied("kms:UpdatePrimaryRegion", $"arn:aws:kms:eu-west-1:000000000000:key/{id}"));

        await Describe(emulator, here.DeepClone().AsObject(), When("aws:RequestedRegion", "eu-west-1", Allow("kms:UpdatePrimaryRegion", "*")));
        await ci.Do("UpdatePrimaryRegion", ("KeyId", id), ("PrimaryRegion", "eu-west-1"));
    }

    [Test]
    public async Task Random_bytes_are_asked_on_no_key_but_by_an_account()
    {
        await using var emulator = await Emulator.Start();

        await Describe(emulator, When("kms:CallerAccount", "000000000000", Allow("kms:GenerateRandom", "*")));

        (await emulator.Kms.As(accessKey: UserKey).Call("GenerateRandom", ("NumberOfBytes", 1))).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_list_is_asked_on_no_key()
    {
        await using var emulator = await Emulator.Start();
        var ci = emulator.Kms.As(accessKey: UserKey);

        await Describe(emulator, Allow("kms:ListKeys", "*"));

        (await ci.Call("ListKeys")).Status.ShouldBe(200);
        (await ci.Call("ListAliases")).ShouldBeError(
            "AccessDeniedException", $"User: {User} is not authorized to perform: kms:ListAliases because no identity-based policy allows the kms:ListAliases action");
    }

    [Test]
    public async Task A_key_that_is_missing_is_denied_to_who_may_not_see_it()
    {
        await using var emulator = await Emulator.Start();
        var ci = emulator.Kms.As(accessKey: UserKey);

        await Describe(emulator, Allow("kms:ListKeys", "*"));

        (await ci.Call("DescribeKey", ("KeyId", KeyCalls.MissingId))).ShouldBeError("AccessDeniedException", Denied("kms:DescribeKey", KeyCalls.MissingArn));
    }

    [Test]
    public async Task A_grant_lets_a_user_without_a_policy_in()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var ci = emulator.Kms.As(accessKey: UserKey);
        await Describe(emulator, Allow("kms:ListKeys", "*"));
        (await ci.Call("DescribeKey", ("KeyId", id))).Status.ShouldBe(400);

        await emulator.Kms.Call("CreateGrant", ("KeyId", id), ("GranteePrincipal", User), ("Operations", new JsonArray("DescribeKey")));

        (await ci.Metadata(id)).GetProperty("KeyId").GetString().ShouldBe(id);
    }

    [Test]
    public async Task The_role_of_a_session_is_its_grantee()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("Policy", KeyPolicyTests.Letting(User, "kms:DescribeKey")));
        await emulator.Kms.Call(
            "CreateGrant", ("KeyId", id), ("GranteePrincipal", "arn:aws:iam::000000000000:role/app"), ("Operations", new JsonArray("Encrypt")));
        await emulator.Server.SetPrincipalsAsync(
            """
            {"accounts":[{"id":"000000000000","roles":[{"name":"app","trust":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"sts:AssumeRole"}]}}]}]}
            """);
        var assumed = await emulator.Client.Send(
            "sts", "Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::000000000000:role/app&RoleSessionName=one",
            ("Content-Type", "application/x-www-form-urlencoded"));
        assumed.Status.ShouldBe(200, assumed.Body);
        var session = emulator.Kms.As(accessKey: System.Text.RegularExpressions.Regex.Match(assumed.Body, "<AccessKeyId>(.+?)<").Groups[1].Value);

        (await session.Call("Encrypt", ("KeyId", id), ("Plaintext", new byte[] { 1 }))).Status.ShouldBe(200);
        (await session.Call("DescribeKey", ("KeyId", id))).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:sts::000000000000:assumed-role/app/one is not authorized to perform: kms:DescribeKey on resource: {KeyCalls.ArnOf(id)} because no identity-based policy allows the kms:DescribeKey action");
    }

    [TestCase("arn:aws:iam::000000000000:role/none", false)]
    [TestCase("arn:aws:iam::000000000000:user/none", false)]
    [TestCase("arn:aws:iam::000000000000:user/path/ci", false)]
    [TestCase("arn:aws:iam::000000000000:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS", true)]
    [TestCase(User, true)]
    [TestCase("arn:aws:iam::111122223333:role/none", true)]
    public async Task A_policy_names_only_principals_that_a_described_account_has(string principal, bool isTaken)
    {
        await using var emulator = await Emulator.Start();
        await Describe(emulator, Allow("kms:ListKeys", "*"));

        var answer = await emulator.Kms.Call("CreateKey", ("Policy", KeyPolicyTests.Letting(principal, "kms:Decrypt")));

        if (isTaken)
        {
            answer.Status.ShouldBe(200);
        }
        else
        {
            answer.ShouldBeKmsError("MalformedPolicyDocumentException", "Policy contains a statement with one or more invalid principals.");
        }
    }

    [Test]
    public async Task A_policy_leaves_its_writer_in_when_its_own_policies_do()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var ci = emulator.Kms.As(accessKey: UserKey);
        await Describe(emulator, Allow("kms:PutKeyPolicy", "*"));

        await ci.Do("PutKeyPolicy", ("KeyId", id), ("Policy", KeyPolicyTests.Letting(User, "kms:Decrypt")));

        var closed = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:user/ci"},"Action":"kms:Decrypt","Resource":"*"}]}""";
        (await ci.Call("PutKeyPolicy", ("KeyId", id), ("Policy", closed))).ShouldBeKmsError(
            "MalformedPolicyDocumentException", "The new key policy will not allow you to update the key policy in the future.");
    }

    internal static string Denied(string action, string arn) =>
        $"User: {User} is not authorized to perform: {action} on resource: {arn} because no identity-based policy allows the {action} action";

    internal static JsonObject Allow(string action, params string[] resources) => new()
    {
        ["Effect"] = "Allow", ["Action"] = action, ["Resource"] = new JsonArray([.. resources.Select(resource => JsonValue.Create(resource))]),
    };

    private static JsonObject When(string key, string value, JsonObject statement)
    {
        statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { [key] = value } };
        return statement;
    }

    /// <summary>The default account has one user, with a policy of these statements.</summary>
    internal static Task Describe(Emulator emulator, params JsonObject[] statements) =>
        emulator.Server.SetPrincipalsAsync(new JsonObject
        {
            ["accounts"] = new JsonArray(new JsonObject
            {
                ["id"] = "000000000000",
                ["users"] = new JsonArray(new JsonObject
                {
                    ["name"] = "ci", ["accessKeyId"] = UserKey, ["secretAccessKey"] = "test",
                    ["policies"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "p", ["document"] = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) },
                    }),
                }),
            }),
        }.ToJsonString());
}
