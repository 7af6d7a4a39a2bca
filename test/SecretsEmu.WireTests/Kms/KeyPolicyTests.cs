using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>GetKeyPolicy, PutKeyPolicy and ListKeyPolicies (kms-iam-sts.md 2.5).</summary>
public sealed class KeyPolicyTests
{
    /// <summary>The default policy, and a statement that lets somebody in.</summary>
    public static string Letting(string principal, params string[] actions) => Policy(
        Allow("arn:aws:iam::000000000000:root", "kms:*"), Allow(principal, actions));

    // Types and constraints

    [TestCase("GetKeyPolicy", """{"KeyId":true}""", "TRUE_VALUE cannot be converted to String")]
    [TestCase("PutKeyPolicy", """{"KeyId":"k","Policy":{}}""", "Start of structure or map found where not expected.")]
    [TestCase("ListKeyPolicies", """{"Limit":true}""", "TRUE_VALUE cannot be converted to Integer")]
    public async Task Members_of_another_type_cannot_be_read(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Send(operation, body);

        answer.ShouldBeKmsError("SerializationException", sentence);
    }

    [Test]
    public async Task Key_and_policy_are_required_and_a_name_is_one_word()
    {
        var kms = TableEmulator.Running.Kms;

        (await kms.Call("PutKeyPolicy")).ShouldBeValidationError(
            "2 validation errors detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null; "
            + "Value null at 'policy' failed to satisfy constraint: Member must not be null");
        (await kms.Call("GetKeyPolicy", ("KeyId", KeyCalls.MissingId), ("PolicyName", "a b"))).ShouldBeValidationError(
            @"1 validation error detected: Value 'a b' at 'policyName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w]+");
    }

    // Behaviour

    [Test]
    public async Task A_key_made_without_a_policy_has_the_default_one()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        var answer = await emulator.Kms.Call("GetKeyPolicy", ("KeyId", id));

        answer.Text("PolicyName").ShouldBe("default");
        JsonNode.DeepEquals(
            JsonNode.Parse(answer.Text("Policy")),
            JsonNode.Parse("""
                {"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions",
                 "Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:*","Resource":"*"}]}
                """)).ShouldBeTrue();
        (await emulator.Kms.Call("ListKeyPolicies", ("KeyId", id))).Body.ShouldBe("""{"PolicyNames":["default"],"Truncated":false}""");
    }

    [Test]
    public async Task A_policy_comes_back_to_the_letter()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var policy = $" {Letting("arn:aws:iam::111122223333:root", "kms:Decrypt").Replace(",", " ,\n\t", StringComparison.Ordinal)} ";

        await emulator.Kms.Do("PutKeyPolicy", ("KeyId", id), ("Policy", policy), ("PolicyName", "default"));

        (await emulator.Kms.Call("GetKeyPolicy", ("KeyId", id), ("PolicyName", "default"))).Text("Policy").ShouldBe(policy);
    }

    [Test]
    public async Task There_is_one_policy_called_default()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        (await emulator.Kms.Call("GetKeyPolicy", ("KeyId", id), ("PolicyName", "other"))).ShouldBeKmsError("NotFoundException", "No such policy exists");
        (await emulator.Kms.Call("PutKeyPolicy", ("KeyId", id), ("PolicyName", "other"), ("Policy", Letting("*", "kms:Decrypt"))))
            .ShouldBeKmsError("NotFoundException", "No such policy exists");
    }

    [TestCase("{", "This key policy contains a syntax error.")]
    [TestCase("{}", "This key policy contains a syntax error.")]
    [TestCase("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"app"},"Action":"kms:*","Resource":"*"}]}""",
        "Policy contains a statement with one or more invalid principals.")]
    [TestCase("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:role/app"},"Action":"kms:*","Resource":"*"}]}""",
        "The new key policy will not allow you to update the key policy in the future.")]
    [TestCase("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"kms:Decrypt","Resource":"*"}]}""",
        "The new key policy will not allow you to update the key policy in the future.")]
    public async Task A_policy_that_is_refused_is_not_stored(string policy, string sentence)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var before = (await emulator.Kms.Call("GetKeyPolicy", ("KeyId", id))).Text("Policy");

        var answer = await emulator.Kms.Call("PutKeyPolicy", ("KeyId", id), ("Policy", policy));

        answer.ShouldBeKmsError("MalformedPolicyDocumentException", sentence);
        (await emulator.Kms.Call("GetKeyPolicy", ("KeyId", id))).Text("Policy").ShouldBe(before);
    }

    [Test]
    public async Task A_policy_has_at_most_32768_bytes()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        var answer = await emulator.Kms.Call("PutKeyPolicy", ("KeyId", id), ("Policy", new string(' ', 32769)));

        answer.ShouldBeKmsError("LimitExceededException", "A key policy has at most 32768 bytes.");
    }

    [Test]
    public async Task Who_locks_itself_out_on_purpose_is_out()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var policy = Policy(Allow("arn:aws:iam::000000000000:role/app", "kms:*"));

        await emulator.Kms.Do("PutKeyPolicy", ("KeyId", id), ("Policy", policy), ("BypassPolicyLockoutSafetyCheck", true));

        (await emulator.Kms.Call("GetKeyPolicy", ("KeyId", id))).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::000000000000:root is not authorized to perform: kms:GetKeyPolicy on resource: {KeyCalls.ArnOf(id)} because no resource-based policy allows the kms:GetKeyPolicy action");
    }

    private static string Policy(params JsonObject[] statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements]) }.ToJsonString();

    private static JsonObject Allow(string principal, params string[] actions) => new()
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["AWS"] = principal },
        ["Action"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
        ["Resource"] = "*",
    };
}
