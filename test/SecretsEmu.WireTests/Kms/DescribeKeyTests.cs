namespace SecretsEmu.WireTests.Kms;

/// <summary>DescribeKey, and how a KeyId finds its key (kms-iam-sts.md 2.3).</summary>
public sealed class DescribeKeyTests
{
    // Types and constraints

    [Test]
    public async Task A_key_id_is_a_text_of_1_to_2048_characters()
    {
        var kms = TableEmulator.Running.Kms;

        (await kms.Send("DescribeKey", """{"KeyId":1}""")).ShouldBeKmsError("SerializationException", "NUMBER_VALUE cannot be converted to String");
        (await kms.Call("DescribeKey")).ShouldBeValidationError(
            "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null");
        (await kms.Call("DescribeKey", ("KeyId", ""))).ShouldBeValidationError(
            "1 validation error detected: Value '' at 'keyId' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    // Behaviour

    [Test]
    public async Task A_key_is_found_by_each_of_its_names()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await emulator.Kms.Do("CreateAlias", ("AliasName", "alias/app"), ("TargetKeyId", id));

        foreach (var name in new[] { id, KeyCalls.ArnOf(id), "alias/app", "arn:aws:kms:us-east-1:000000000000:alias/app" })
        {
            (await emulator.Kms.Metadata(name)).GetProperty("KeyId").GetString().ShouldBe(id);
        }
    }

    [TestCase("fake-key-id", "Invalid keyId 'fake-key-id'")]
    [TestCase("12345678123412341234123456789012", "Invalid keyId '12345678123412341234123456789012'")]
    [TestCase("mrk-fake-key-id", "Invalid keyId 'mrk-fake-key-id'")]
    [TestCase("arn:aws:kms:us-east-1::key/12345678-1234-1234-1234-123456789012", "Invalid keyId 'arn:aws:kms:us-east-1::key/12345678-1234-1234-1234-123456789012'")]
    [TestCase("arn:aws:kms:us-east-1:12:alias/app", "Invalid keyId 'arn:aws:kms:us-east-1:12:alias/app'")]
    [TestCase(KeyCalls.MissingId, $"Key '{KeyCalls.MissingArn}' does not exist")]
    [TestCase(KeyCalls.MissingArn, $"Key '{KeyCalls.MissingArn}' does not exist")]
    [TestCase("mrk-12345678123412341234123456789012", "Key 'arn:aws:kms:us-east-1:000000000000:key/mrk-12345678123412341234123456789012' does not exist")]
    [TestCase("arn:aws:kms:eu-west-1:000000000000:key/12345678-1234-1234-1234-123456789012", "Invalid arn eu-west-1")]
    [TestCase("alias/none", "Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found.")]
    [TestCase("arn:aws:kms:us-east-1:000000000000:alias/none", "Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found.")]
    public async Task A_key_that_is_missing_is_said_to_be(string keyId, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Call("DescribeKey", ("KeyId", keyId));

        answer.ShouldBeKmsError("NotFoundException", sentence);
    }

    [Test]
    public async Task A_key_of_another_region_is_not_found()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        var answer = await emulator.Kms.As(region: "eu-west-1").Call("DescribeKey", ("KeyId", id));

        answer.ShouldBeKmsError("NotFoundException", $"Key 'arn:aws:kms:eu-west-1:000000000000:key/{id}' does not exist");
    }

    [Test]
    public async Task Another_account_sees_a_key_by_its_ARN_when_the_policy_lets_it()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("Policy", KeyPolicyTests.Letting("arn:aws:iam::111122223333:root", "kms:DescribeKey")));
        var closed = await emulator.Kms.CreateKey();
        var other = emulator.Kms.As(accessKey: "111122223333");

        (await other.Metadata(KeyCalls.ArnOf(id))).GetProperty("AWSAccountId").GetString().ShouldBe("000000000000");
        (await other.Call("DescribeKey", ("KeyId", id))).ShouldBeKmsError(
            "NotFoundException", $"Key 'arn:aws:kms:us-east-1:111122223333:key/{id}' does not exist");
        (await other.Call("DescribeKey", ("KeyId", KeyCalls.ArnOf(closed)))).ShouldBeError(
            "AccessDeniedException",
            $"User: arn:aws:iam::111122223333:root is not authorized to perform: kms:DescribeKey on resource: {KeyCalls.ArnOf(closed)} because no resource-based policy allows the kms:DescribeKey action");
    }

    [Test]
    public async Task A_grant_token_must_exist()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        var answer = await emulator.Kms.Call("DescribeKey", ("KeyId", id), ("GrantTokens", new System.Text.Json.Nodes.JsonArray("none")));

        answer.ShouldBeKmsError("InvalidGrantTokenException", "The grant token is invalid.");
    }
}
