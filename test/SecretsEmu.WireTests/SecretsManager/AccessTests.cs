using System.Text.Json.Nodes;
using static SecretsEmu.WireTests.SecretsClient;
using static SecretsEmu.WireTests.SecretsManager.AccessWorld;

namespace SecretsEmu.WireTests.SecretsManager;

/// <summary>Policies decide on secrets: conditions on the members of a request, tags, explicit denies, and the key behind the secret (kms-iam-sts.md 4.8, 5).</summary>
public sealed class AccessTests
{
    private const string NoIdentity = "because no identity-based policy allows the";

    [Test]
    public async Task A_condition_on_the_stage_fails_when_the_caller_names_none()
    {
        await using var world = await Start();
        await world.Secret("db");
        await world.Describe(Owner, Allow("secretsmanager:GetSecretValue", condition: """{"StringEquals":{"secretsmanager:VersionStage":"AWSCURRENT"}}"""));

        (await world.App.GetValue("db")).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:GetSecretValue", "db", $"{NoIdentity} secretsmanager:GetSecretValue action"));
        (await world.App.GetValue("db", stage: "AWSCURRENT")).Text("SecretString").ShouldBe("one");
        (await world.App.GetValue("db", stage: "AWSPREVIOUS")).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:GetSecretValue", "db", $"{NoIdentity} secretsmanager:GetSecretValue action"));
    }

    [Test]
    public async Task An_explicit_deny_of_the_secrets_policy_holds_for_the_root_too()
    {
        await using var world = await Start();
        var arn = await world.Secret("db");
        await world.Root.PutPolicy("db", Policy(For("*", "secretsmanager:GetSecretValue", "Deny")));

        (await world.Root.GetValue(arn)).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::111111111111:root is not authorized to perform: secretsmanager:GetSecretValue on resource: {arn} with an explicit deny in a resource-based policy");
        (await world.Root.Call("BatchGetSecretValue", new JsonObject { ["SecretIdList"] = new JsonArray("db") })).Body.ShouldBe(
            """{"Errors":[{"ErrorCode":"AccessDeniedException","Message":"User: arn:aws:iam::111111111111:root is not authorized to perform: secretsmanager:GetSecretValue on resource: db with an explicit deny in a resource-based policy","SecretId":"db"}],"SecretValues":[]}""");
    }

    [Test]
    public async Task A_policy_of_the_secret_that_names_the_user_is_enough()
    {
        await using var world = await Start();
        await world.Secret("db");
        await world.Describe(Owner, Allow("secretsmanager:ListSecrets"));
        (await world.App.GetValue("db")).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:GetSecretValue", "db", $"{NoIdentity} secretsmanager:GetSecretValue action"));

        await world.Root.PutPolicy("db", Policy(For($"arn:aws:iam::{Owner}:user/app", "secretsmanager:GetSecretValue")));

        (await world.App.GetValue("db")).Text("SecretString").ShouldBe("one");
    }

    [Test]
    public async Task A_key_that_is_missing_is_said_to_whoever_may_use_keys_through_the_service()
    {
        await using var world = await Start();
        await world.Describe(
            Owner, Allow("secretsmanager:*"),
            Allow("kms:*", condition: """{"StringEquals":{"kms:ViaService":"secretsmanager.us-east-1.amazonaws.com","kms:CallerAccount":"111111111111"}}"""));

        (await world.App.Create("db", "one", more: new JsonObject { ["KmsKeyId"] = "alias/mistyped" })).ShouldBeError(
            "InvalidParameterException",
            "The operation failed because of an invalid KMS key: Alias arn:aws:kms:us-east-1:111111111111:alias/mistyped is not found.");
    }

    [Test]
    public async Task A_key_that_was_deleted_is_a_failure_to_decrypt_and_no_denial()
    {
        await using var world = await Start();
        var key = await world.Key();
        await world.Secret("db", key);
        await world.Describe(
            Owner, Allow("secretsmanager:*"),
            Allow("kms:*", condition: """{"StringEquals":{"kms:ViaService":"secretsmanager.us-east-1.amazonaws.com"},"Null":{"kms:EncryptionContext:SecretARN":"false"}}"""));
        await world.Kms("ScheduleKeyDeletion", new JsonObject { ["KeyId"] = key, ["PendingWindowInDays"] = 7 });
        await world.Pass(TimeSpan.FromDays(8));

        const string DecryptionFailure = "Secrets Manager can't decrypt the protected secret text using the provided KMS key.";
        (await world.App.GetValue("db")).ShouldBeError("DecryptionFailure", DecryptionFailure);
        (await world.Root.GetValue("db")).ShouldBeError("DecryptionFailure", DecryptionFailure);
        await world.Describe(Owner, Allow("secretsmanager:*"));
        (await world.App.GetValue("db")).ShouldBeError("AccessDeniedException", KmsDenied);
    }

    [Test]
    public async Task Tags_of_the_secret_decide()
    {
        await using var world = await Start();
        await world.Root.Create("mine", "one", more: new JsonObject { ["Tags"] = Tags(("team", "pay")) });
        await world.Root.Create("theirs", "two", more: new JsonObject { ["Tags"] = Tags(("team", "web")) });
        await world.Describe(Owner, Allow("secretsmanager:GetSecretValue", condition: """{"StringEquals":{"aws:ResourceTag/Team":"pay"}}"""));

        (await world.App.GetValue("mine")).Text("SecretString").ShouldBe("one");
        (await world.App.GetValue("theirs")).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:GetSecretValue", "theirs", $"{NoIdentity} secretsmanager:GetSecretValue action"));
    }

    [Test]
    public async Task A_new_secret_needs_the_tags_that_the_policy_asks_for_and_the_permission_to_tag()
    {
        await using var world = await Start();
        const string Condition = """{"StringEquals":{"aws:RequestTag/team":"pay"},"ForAllValues:StringEquals":{"aws:TagKeys":["team"]}}""";
        await world.Describe(Owner, Allow("secretsmanager:CreateSecret", condition: Condition));

        var untagged = await world.App.Create("db", "one");
        var tagged = await world.App.Create("db", "one", more: new JsonObject { ["Tags"] = Tags(("team", "pay")) });
        await world.Describe(Owner, Allow("secretsmanager:CreateSecret", condition: Condition), Allow("secretsmanager:TagResource"));
        var more = await world.App.Create("db", "one", more: new JsonObject { ["Tags"] = Tags(("team", "pay"), ("env", "prod")) });
        var right = await world.App.Create("db", "one", more: new JsonObject { ["Tags"] = Tags(("team", "pay")) });

        untagged.ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:CreateSecret", "db", $"{NoIdentity} secretsmanager:CreateSecret action"));
        tagged.ShouldBeError("AccessDeniedException", Denied(Owner, "secretsmanager:TagResource", "db", $"{NoIdentity} secretsmanager:TagResource action"));
        more.ShouldBeError("AccessDeniedException", Denied(Owner, "secretsmanager:CreateSecret", "db", $"{NoIdentity} secretsmanager:CreateSecret action"));
        right.Status.ShouldBe(200, right.Body);
    }

    [Test]
    public async Task A_pattern_with_a_suffix_lets_a_secret_be_made()
    {
        await using var world = await Start();
        await world.Describe(Owner, Allow("secretsmanager:*", "arn:aws:secretsmanager:us-east-1:111111111111:secret:app/db-??????"));

        (await world.App.Create("app/db", "one")).Status.ShouldBe(200);
        (await world.App.GetValue("app/db")).Text("SecretString").ShouldBe("one");
        (await world.App.Create("app/other", "one")).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:CreateSecret", "app/other", $"{NoIdentity} secretsmanager:CreateSecret action"));
    }

    [Test]
    public async Task A_batch_answers_what_may_be_read_and_names_the_rest()
    {
        await using var world = await Start();
        await world.Secret("mine");
        await world.Secret("theirs");
        var theirs = (await world.Root.Describe("theirs")).Text("ARN");
        var readsMine = Allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:111111111111:secret:mine-??????");
        await world.Describe(Owner, Allow("secretsmanager:BatchGetSecretValue"), readsMine);

        var listed = await world.App.Call("BatchGetSecretValue", new JsonObject { ["SecretIdList"] = new JsonArray("mine", "theirs", "none") });
        var filters = new JsonObject { ["Filters"] = new JsonArray(new JsonObject { ["Key"] = "name", ["Values"] = new JsonArray("theirs") }) };
        var unfiltered = await world.App.Call("BatchGetSecretValue", filters);
        await world.Describe(Owner, Allow("secretsmanager:BatchGetSecretValue"), Allow("secretsmanager:ListSecrets"), readsMine);
        var filtered = await world.App.Call("BatchGetSecretValue", filters);

        listed.Json.GetProperty("SecretValues").EnumerateArray().ShouldHaveSingleItem().GetProperty("SecretString").GetString().ShouldBe("one");
        listed.Json.GetProperty("Errors").GetRawText().ShouldBe($"[{Error("theirs")},{Error("none")}]");
        unfiltered.ShouldBeError("AccessDeniedException", Denied(Owner, "secretsmanager:ListSecrets", null, $"{NoIdentity} secretsmanager:ListSecrets action"));
        filtered.Body.ShouldBe($$"""{"Errors":[{{Error(theirs)}}],"SecretValues":[]}""");

        static string Error(string id) =>
            $$"""{"ErrorCode":"AccessDeniedException","Message":"{{Denied(Owner, "secretsmanager:GetSecretValue", id, $"{NoIdentity} secretsmanager:GetSecretValue action")}}","SecretId":"{{id}}"}""";
    }

    [Test]
    public async Task Conditions_on_deletion_and_on_public_policies()
    {
        await using var world = await Start();
        await world.Secret("db");
        await world.Describe(
            Owner,
            Allow("secretsmanager:DeleteSecret", condition: """{"NumericGreaterThanEquals":{"secretsmanager:RecoveryWindowInDays":"14"}}"""),
            Allow("secretsmanager:PutResourcePolicy", condition: """{"Bool":{"secretsmanager:BlockPublicPolicy":"true"}}"""));

        (await world.App.Delete("db", new JsonObject { ["ForceDeleteWithoutRecovery"] = true })).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:DeleteSecret", "db", $"{NoIdentity} secretsmanager:DeleteSecret action"));
        (await world.App.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 7 })).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:DeleteSecret", "db", $"{NoIdentity} secretsmanager:DeleteSecret action"));
        (await world.App.LetIn("db", Other)).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:PutResourcePolicy", "db", $"{NoIdentity} secretsmanager:PutResourcePolicy action"));
        (await world.App.Call("PutResourcePolicy", new JsonObject
        {
            ["SecretId"] = "db", ["ResourcePolicy"] = Policy(For(Other, "secretsmanager:GetSecretValue")), ["BlockPublicPolicy"] = true,
        })).Status.ShouldBe(200);
        (await world.App.Delete("db", new JsonObject { ["RecoveryWindowInDays"] = 14 })).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_key_must_be_named_as_its_ARN_wherever_the_request_has_its_id()
    {
        await using var world = await Start();
        var (right, wrong) = (await world.Key(), await world.Key());
        await world.Describe(
            Owner, Allow("kms:*"), Allow("secretsmanager:CreateSecret", condition: $$$"""{"StringEquals":{"secretsmanager:KmsKeyArn":"{{{right}}}"}}"""));

        (await world.App.Create("db", "one", more: new JsonObject { ["KmsKeyId"] = right.Split('/')[1] })).Status.ShouldBe(200);
        foreach (var key in new[] { wrong, null })
        {
            (await world.App.Create("other", "one", more: new JsonObject { ["KmsKeyId"] = key })).ShouldBeError("AccessDeniedException", Denied(
                Owner, "secretsmanager:CreateSecret", "other", $"{NoIdentity} secretsmanager:CreateSecret action"));
        }
    }

    [Test]
    public async Task A_key_policy_that_names_somebody_else_closes_the_secret_for_the_root()
    {
        await using var world = await Start();
        var key = await world.Key(For($"arn:aws:iam::{Owner}:user/app", "kms:*"));
        await world.Describe(Owner, Allow("secretsmanager:*"));
        var created = await world.App.Create("db", "one", more: new JsonObject { ["KmsKeyId"] = key });

        created.Status.ShouldBe(200, created.Body);
        (await world.App.GetValue("db")).Text("SecretString").ShouldBe("one");
        (await world.Root.GetValue("db")).ShouldBeError("AccessDeniedException", KmsDenied);
        (await world.Root.Create("new", "one", more: new JsonObject { ["KmsKeyId"] = key })).ShouldBeError("AccessDeniedException", KmsDenied);
        (await world.Root.Describe("db")).Status.ShouldBe(200);
    }

    [TestCase("secretsmanager.us-east-1.amazonaws.com", true)]
    [TestCase("ssm.us-east-1.amazonaws.com", false)]
    [TestCase("secretsmanager.eu-west-1.amazonaws.com", false)]
    public async Task A_key_may_be_opened_through_the_service_only(string service, bool opens)
    {
        await using var world = await Start();
        var key = await world.Key(
            For(Owner, "kms:*"),
            For("*", "kms:Decrypt", condition: $$$"""{"StringEquals":{"kms:CallerAccount":"{{{Owner}}}","kms:ViaService":"{{{service}}}"}}"""));
        await world.Secret("db", key);
        await world.Describe(Owner, Allow("secretsmanager:GetSecretValue"));

        var answer = await world.App.GetValue("db");

        if (opens)
        {
            answer.Text("SecretString").ShouldBe("one");
        }
        else
        {
            answer.ShouldBeError("AccessDeniedException", KmsDenied);
        }
    }

    [Test]
    public async Task A_key_may_be_opened_for_one_secret_by_its_encryption_context()
    {
        await using var world = await Start();
        var key = await world.Key();
        var mine = await world.Secret("mine", key);
        await world.Secret("theirs", key);
        await world.Describe(
            Owner, Allow("secretsmanager:GetSecretValue"),
            Allow("kms:Decrypt", condition: $$$"""{"StringEquals":{"kms:EncryptionContext:SecretARN":"{{{mine}}}"}}"""));

        (await world.App.GetValue("mine")).Text("SecretString").ShouldBe("one");
        (await world.App.GetValue("theirs")).ShouldBeError("AccessDeniedException", KmsDenied);
    }

    [Test]
    public async Task The_default_key_needs_no_permission_of_the_caller()
    {
        await using var world = await Start();
        await world.Describe(Owner, Allow("secretsmanager:*"));

        (await world.App.Create("db", "one")).Status.ShouldBe(200);
        (await world.App.PutValue("db", "two")).Status.ShouldBe(200);
        (await world.App.GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task A_key_that_is_named_needs_GenerateDataKey_and_Decrypt()
    {
        await using var world = await Start();
        var key = await world.Key();

        foreach (var action in new[] { "kms:GenerateDataKey", "kms:Decrypt" })
        {
            await world.Describe(Owner, Allow("secretsmanager:*"), Allow(action));
            (await world.App.Create("db", "one", more: new JsonObject { ["KmsKeyId"] = key })).ShouldBeError("AccessDeniedException", KmsDenied);
            (await world.App.Create("db", more: new JsonObject { ["KmsKeyId"] = key })).ShouldBeError("AccessDeniedException", KmsDenied);
        }

        await world.Describe(Owner, Allow("secretsmanager:*"), Allow("kms:GenerateDataKey"), Allow("kms:Decrypt"));
        (await world.App.Create("db", "one", more: new JsonObject { ["KmsKeyId"] = key })).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_change_of_key_succeeds_without_the_permissions_that_rewrapping_needs()
    {
        await using var world = await Start();
        var (old, key) = (await world.Key(), await world.Key());
        await world.Secret("db", old, token: Version(1));
        await world.Describe(
            Owner, Allow("secretsmanager:*"), Allow("kms:GenerateDataKey", key), Allow("kms:Decrypt", key), Allow("kms:Encrypt", key));

        (await world.App.Update("db", new JsonObject { ["KmsKeyId"] = key })).Status.ShouldBe(200);

        (await world.App.GetValue("db")).ShouldBeError("AccessDeniedException", KmsDenied);
        (await world.Root.GetValue("db")).Text("SecretString").ShouldBe("one");
        (await world.App.PutValue("db", "two")).Status.ShouldBe(200);
        (await world.App.GetValue("db")).Text("SecretString").ShouldBe("two");
    }

    [Test]
    public async Task Who_lacks_both_the_secret_and_the_key_hears_of_the_secret()
    {
        await using var world = await Start();
        await world.Secret("db", await world.Key());
        await world.Describe(Owner, Allow("secretsmanager:DescribeSecret"));

        (await world.App.GetValue("db")).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:GetSecretValue", "db", $"{NoIdentity} secretsmanager:GetSecretValue action"));
        (await world.App.PutValue("db", "two")).ShouldBeError("AccessDeniedException", Denied(
            Owner, "secretsmanager:PutSecretValue", "db", $"{NoIdentity} secretsmanager:PutSecretValue action"));
    }

    [Test]
    public async Task The_secrets_own_rules_come_before_its_key()
    {
        await using var world = await Start();
        await world.Secret("db", await world.Key(), token: Version(1));
        await world.Describe(Owner, Allow("secretsmanager:*"));

        (await world.App.GetValue("db", stage: "AWSPREVIOUS")).ShouldBeError(
            "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS");
        await world.Root.Delete("db");
        (await world.App.GetValue("db")).ShouldBeError(
            "InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
    }

    private static JsonArray Tags(params (string Key, string Value)[] tags) =>
        new([.. tags.Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);
}
