using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>What each state of a key allows, as one table (kms-iam-sts.md 2.4), and the operations that change the state.</summary>
public sealed class KeyStateTests
{
    private const string Ok = "ok";
    private const string Disabled = "DisabledException {arn} is disabled.";
    private const string PendingDeletion = "KMSInvalidStateException {arn} is pending deletion.";
    private const string PendingImport = "KMSInvalidStateException {arn} is pending import.";
    private const string NotPending = "KMSInvalidStateException {arn} is not pending deletion.";
    private const string External = "UnsupportedOperationException {arn} origin is EXTERNAL which is not valid for this operation.";

    // Types and constraints

    [TestCase("EnableKey")]
    [TestCase("DisableKey")]
    public async Task The_key_is_required_and_a_text(string operation)
    {
        var kms = TableEmulator.Running.Kms;

        (await kms.Call(operation)).ShouldBeValidationError(
            "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null");
        (await kms.Send(operation, """{"KeyId":1}""")).ShouldBeKmsError("SerializationException", "NUMBER_VALUE cannot be converted to String");
    }

    [Test]
    public async Task A_description_is_required_and_has_at_most_8192_characters()
    {
        var kms = TableEmulator.Running.Kms;

        (await kms.Call("UpdateKeyDescription", ("KeyId", KeyCalls.MissingId))).ShouldBeValidationError(
            "1 validation error detected: Value null at 'description' failed to satisfy constraint: Member must not be null");
        (await kms.Call("UpdateKeyDescription", ("KeyId", KeyCalls.MissingId), ("Description", new string('d', 8193)))).ShouldBeValidationError(
            $"1 validation error detected: Value '{new string('d', 8193)}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 8192");
    }

    // Behaviour

    [TestCase("Encrypt", """ "Plaintext":"AAEC" """, Disabled, PendingDeletion, PendingImport)]
    [TestCase("GenerateDataKey", """ "KeySpec":"AES_256" """, Disabled, PendingDeletion, PendingImport)]
    [TestCase("GenerateDataKeyWithoutPlaintext", """ "KeySpec":"AES_256" """, Disabled, PendingDeletion, PendingImport)]
    [TestCase("CreateGrant", """ "GranteePrincipal":"arn:aws:iam::000000000000:role/app","Operations":["Decrypt"] """, Disabled, PendingDeletion, PendingImport)]
    [TestCase("EnableKeyRotation", "", Disabled, PendingDeletion, External)]
    [TestCase("DisableKeyRotation", "", Disabled, PendingDeletion, External)]
    [TestCase("RotateKeyOnDemand", "", Disabled, PendingDeletion, External)]
    [TestCase("CreateAlias", """ "AliasName":"alias/new","TargetKeyId":"{key}" """, Ok, PendingDeletion, Ok)]
    [TestCase("EnableKey", "", Ok, PendingDeletion, PendingImport)]
    [TestCase("DisableKey", "", Ok, PendingDeletion, PendingImport)]
    [TestCase("ScheduleKeyDeletion", "", Ok, PendingDeletion, Ok)]
    [TestCase("TagResource", """ "Tags":[] """, Ok, PendingDeletion, Ok)]
    [TestCase("UntagResource", """ "TagKeys":[] """, Ok, PendingDeletion, Ok)]
    [TestCase("UpdateKeyDescription", """ "Description":"d" """, Ok, PendingDeletion, Ok)]
    [TestCase("CancelKeyDeletion", "", NotPending, Ok, NotPending)]
    [TestCase("DescribeKey", "", Ok, Ok, Ok)]
    [TestCase("GetKeyPolicy", "", Ok, Ok, Ok)]
    [TestCase("PutKeyPolicy", """ "Policy":"{policy}" """, Ok, Ok, Ok)]
    [TestCase("ListKeyPolicies", "", Ok, Ok, Ok)]
    [TestCase("ListGrants", "", Ok, Ok, Ok)]
    [TestCase("ListAliases", "", Ok, Ok, Ok)]
    [TestCase("ListResourceTags", "", Ok, Ok, Ok)]
    [TestCase("ListKeyRotations", "", Ok, Ok, Ok)]
    [TestCase("GetKeyRotationStatus", "", Ok, Ok, Ok)]
    public async Task A_state_allows_or_refuses(string operation, string members, string whenDisabled, string whenPendingDeletion, string whenPendingImport)
    {
        await using var emulator = await Emulator.Start();
        var (disabled, leaving, empty) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey(("Origin", "EXTERNAL")));
        await emulator.Kms.Do("DisableKey", ("KeyId", disabled));
        await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", leaving));

        (await Outcome(emulator, operation, members, disabled)).ShouldBe(whenDisabled.Replace("{arn}", KeyCalls.ArnOf(disabled), StringComparison.Ordinal));
        (await Outcome(emulator, operation, members, leaving)).ShouldBe(whenPendingDeletion.Replace("{arn}", KeyCalls.ArnOf(leaving), StringComparison.Ordinal));
        (await Outcome(emulator, operation, members.Replace("alias/new", "alias/newer", StringComparison.Ordinal), empty)).ShouldBe(
            whenPendingImport.Replace("{arn}", KeyCalls.ArnOf(empty), StringComparison.Ordinal));
    }

    [Test]
    public async Task A_disabled_key_is_not_enabled_until_it_is_enabled()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        await emulator.Kms.Do("DisableKey", ("KeyId", id));
        ((await emulator.Kms.Metadata(id)).GetProperty("Enabled").GetBoolean(), await emulator.Kms.State(id)).ShouldBe((false, "Disabled"));

        await emulator.Kms.Do("EnableKey", ("KeyId", id));
        ((await emulator.Kms.Metadata(id)).GetProperty("Enabled").GetBoolean(), await emulator.Kms.State(id)).ShouldBe((true, "Enabled"));
    }

    [Test]
    public async Task A_description_is_replaced_also_by_none()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("Description", "one"));

        await emulator.Kms.Do("UpdateKeyDescription", ("KeyId", id), ("Description", "two"));
        (await emulator.Kms.Metadata(id)).GetProperty("Description").GetString().ShouldBe("two");

        await emulator.Kms.Do("UpdateKeyDescription", ("KeyId", id), ("Description", ""));
        (await emulator.Kms.Metadata(id)).GetProperty("Description").GetString().ShouldBe("");
    }

    [Test]
    public async Task A_missing_key_is_missing_for_every_operation()
    {
        foreach (var operation in new[] { "DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "GetKeyRotationStatus", "RotateKeyOnDemand", "ListKeyRotations", "ListGrants" })
        {
            (await TableEmulator.Running.Kms.Call(operation, ("KeyId", KeyCalls.MissingId))).ShouldBeKmsError(
                "NotFoundException", $"Key '{KeyCalls.MissingArn}' does not exist");
        }
    }

    private static async Task<string> Outcome(Emulator emulator, string operation, string members, string key)
    {
        var policy = JsonValue.Create(KeyPolicyTests.Letting("arn:aws:iam::111122223333:root", "kms:Decrypt")).ToJsonString()[1..^1];
        var rest = members.Trim().Replace("{key}", key, StringComparison.Ordinal).Replace("{policy}", policy, StringComparison.Ordinal);
        var keyId = operation == "CreateAlias" ? "" : $"\"KeyId\":\"{key}\"";
        var answer = await emulator.Kms.Send(operation, $"{{{keyId}{(keyId.Length > 0 && rest.Length > 0 ? "," : "")}{rest}}}");
        return answer.Status == 200 ? Ok : $"{answer.Text("__type")} {(answer.Has("message") ? answer.Text("message") : "")}";
    }
}
