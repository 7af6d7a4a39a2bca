using System.Text;

namespace SecretsEmu.WireTests.Kms;

/// <summary>EnableKeyRotation, DisableKeyRotation, GetKeyRotationStatus, RotateKeyOnDemand and ListKeyRotations (kms-iam-sts.md 2.5).</summary>
public sealed class KeyRotationTests
{
    private static readonly byte[] Plaintext = Encoding.UTF8.GetBytes("hello");

    // Types and constraints

    [TestCase(89, "Member must have value greater than or equal to 90")]
    [TestCase(2561, "Member must have value less than or equal to 2560")]
    public async Task A_period_has_90_to_2560_days(int days, string demand)
    {
        var answer = await TableEmulator.Running.Kms.Call("EnableKeyRotation", ("KeyId", KeyCalls.MissingId), ("RotationPeriodInDays", days));

        answer.ShouldBeValidationError($"1 validation error detected: Value '{days}' at 'rotationPeriodInDays' failed to satisfy constraint: {demand}");
    }

    [TestCase("EnableKeyRotation", """{"KeyId":"k","RotationPeriodInDays":"90"}""", "STRING_VALUE cannot be converted to Integer")]
    [TestCase("DisableKeyRotation", """{"KeyId":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("RotateKeyOnDemand", """{"KeyId":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("GetKeyRotationStatus", """{"KeyId":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("ListKeyRotations", """{"KeyId":"k","Limit":1.5}""", "NUMBER_VALUE cannot be converted to Integer")]
    public async Task Members_of_another_type_cannot_be_read(string operation, string body, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Send(operation, body);

        answer.ShouldBeKmsError("SerializationException", sentence);
    }

    [Test]
    public async Task Which_materials_are_listed_is_one_of_two()
    {
        var answer = await TableEmulator.Running.Kms.Call("ListKeyRotations", ("KeyId", KeyCalls.MissingId), ("IncludeKeyMaterial", "SOME"));

        answer.ShouldBeValidationError(
            "1 validation error detected: Value 'SOME' at 'includeKeyMaterial' failed to satisfy constraint: Member must satisfy enum value set: [ALL_KEY_MATERIAL, ROTATIONS_ONLY]");
    }

    // Behaviour

    [Test]
    public async Task Rotation_reads_back_as_it_was_set()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        (await Status(emulator, id)).ShouldBe($$"""{"KeyId":"{{id}}","KeyRotationEnabled":false}""");

        await emulator.Kms.Do("EnableKeyRotation", ("KeyId", id));
        (await Status(emulator, id)).ShouldBe($$"""{"KeyId":"{{id}}","KeyRotationEnabled":true,"NextRotationDate":1.8013824E9,"RotationPeriodInDays":365}""");

        await emulator.Kms.Do("EnableKeyRotation", ("KeyId", id), ("RotationPeriodInDays", 90));
        (await Status(emulator, id)).ShouldBe($$"""{"KeyId":"{{id}}","KeyRotationEnabled":true,"NextRotationDate":1.7776224E9,"RotationPeriodInDays":90}""");

        await emulator.Kms.Do("DisableKeyRotation", ("KeyId", id));
        (await Status(emulator, id)).ShouldBe($$"""{"KeyId":"{{id}}","KeyRotationEnabled":false}""");
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(400))).ShouldBeEmpty();
    }

    [Test]
    public async Task A_key_that_waits_for_its_deletion_says_that_it_is_not_rotated_until_that_is_cancelled()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await emulator.Kms.Do("EnableKeyRotation", ("KeyId", id));
        var before = await Status(emulator, id);
        await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", id));

        (await Status(emulator, id)).ShouldBe($$"""{"KeyId":"{{id}}","KeyRotationEnabled":false}""");

        await emulator.Kms.Call("CancelKeyDeletion", ("KeyId", id));
        (await Status(emulator, id)).ShouldBe(before);
    }

    [Test]
    public async Task A_key_rotates_when_its_date_comes_again_and_again_and_old_ciphertext_still_decrypts()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var first = await Material(emulator, id);
        var old = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");
        await emulator.Kms.Do("EnableKeyRotation", ("KeyId", id), ("RotationPeriodInDays", 100));

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(250));

        fired.Select(item => (item.Kind, item.Outcome)).ShouldBe([("key-rotation", "rotated"), ("key-rotation", "rotated")]);
        var current = await Material(emulator, id);
        var decrypted = await emulator.Kms.Call("Decrypt", ("CiphertextBlob", old));
        decrypted.Bytes("Plaintext").ShouldBe(Plaintext);
        decrypted.Text("KeyMaterialId").ShouldBe(first);
        (await emulator.Kms.Call("GenerateDataKey", ("KeyId", id), ("KeySpec", "AES_256"))).Text("KeyMaterialId").ShouldBe(current);
        var rotations = (await emulator.Kms.Call("ListKeyRotations", ("KeyId", id))).Json.GetProperty("Rotations");
        rotations.GetArrayLength().ShouldBe(2);
        rotations[1].GetRawText().ShouldBe(
            $$"""{"KeyId":"{{id}}","KeyMaterialId":"{{current}}","KeyMaterialState":"CURRENT","RotationDate":1.7871264E9,"RotationType":"AUTOMATIC"}""");
        (await Status(emulator, id)).ShouldContain("\"NextRotationDate\":1.7957664E9");
    }

    [Test]
    public async Task A_disabled_key_makes_up_for_its_rotation_when_it_is_enabled()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var first = await Material(emulator, id);
        await emulator.Kms.Do("EnableKeyRotation", ("KeyId", id), ("RotationPeriodInDays", 100));
        await emulator.Kms.Do("DisableKey", ("KeyId", id));

        var fired = await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(150));
        fired.Select(item => item.Outcome).ShouldBe(["not rotated while it is not enabled"]);
        (await Material(emulator, id)).ShouldBe(first);

        await emulator.Kms.Do("EnableKey", ("KeyId", id));
        (await Material(emulator, id)).ShouldNotBe(first);
        (await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(100))).Select(item => item.Outcome).ShouldBe(["rotated"]);
    }

    [Test]
    public async Task A_rotation_on_demand_is_done_at_once_and_leaves_the_schedule_alone()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        await emulator.Kms.Do("EnableKeyRotation", ("KeyId", id));
        var (status, first) = (await Status(emulator, id), await Material(emulator, id));
        var old = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");
        emulator.Wall.Advance(TimeSpan.FromHours(1));

        (await emulator.Kms.Call("RotateKeyOnDemand", ("KeyId", id))).Body.ShouldBe($$"""{"KeyId":"{{KeyCalls.ArnOf(id)}}"}""");

        var second = await Material(emulator, id);
        second.ShouldNotBe(first);
        (await Status(emulator, id)).ShouldBe(status);
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", old))).Bytes("Plaintext").ShouldBe(Plaintext);
        (await emulator.Kms.Call("ListKeyRotations", ("KeyId", id))).Body.ShouldBe(
            $$"""{"Rotations":[{"KeyId":"{{id}}","KeyMaterialId":"{{second}}","KeyMaterialState":"CURRENT","RotationDate":1.76985E9,"RotationType":"ON_DEMAND"}],"Truncated":false}""");
        (await emulator.Kms.Call("ListKeyRotations", ("KeyId", id), ("IncludeKeyMaterial", "ALL_KEY_MATERIAL"))).Texts("Rotations", "KeyMaterialId").ShouldBe([first, second]);
    }

    [Test]
    public async Task Twenty_five_rotations_on_demand_are_the_limit()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        for (var i = 0; i < 25; i++)
        {
            (await emulator.Kms.Call("RotateKeyOnDemand", ("KeyId", id))).Status.ShouldBe(200);
        }

        (await emulator.Kms.Call("RotateKeyOnDemand", ("KeyId", id))).ShouldBeKmsError(
            "LimitExceededException",
            $"The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: {KeyCalls.ArnOf(id)}");
        var first = await emulator.Kms.Call("ListKeyRotations", ("KeyId", id), ("Limit", 20));
        var second = await emulator.Kms.Call("ListKeyRotations", ("KeyId", id), ("Limit", 20), ("Marker", first.Text("NextMarker")));
        first.Texts("Rotations", "KeyMaterialId").Concat(second.Texts("Rotations", "KeyMaterialId")).Distinct().Count().ShouldBe(25);
    }

    [TestCase("EnableKeyRotation")]
    [TestCase("DisableKeyRotation")]
    [TestCase("RotateKeyOnDemand")]
    [TestCase("ListKeyRotations")]
    public async Task Only_symmetric_keys_rotate(string operation)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("HMAC_256", "GENERATE_VERIFY_MAC");

        (await emulator.Kms.Call(operation, ("KeyId", id))).ShouldBeBareError("UnsupportedOperationException");
        (await Status(emulator, id)).ShouldBe($$"""{"KeyId":"{{id}}","KeyRotationEnabled":false}""");
    }

    [Test]
    public async Task A_disabled_key_says_so_before_it_says_that_it_never_rotates()
    {
        // Verified: recorded, kms-iam-sts.md 2.4
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("RSA_2048", "SIGN_VERIFY");
        await emulator.Kms.Do("DisableKey", ("KeyId", id));

        (await emulator.Kms.Call("RotateKeyOnDemand", ("KeyId", id))).ShouldBeKmsError("DisabledException", $"{KeyCalls.ArnOf(id)} is disabled.");
    }

    [Test]
    public async Task A_primary_gives_its_replicas_its_new_material_and_they_cannot_give_it_theirs()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(("MultiRegion", true));
        var there = emulator.Kms.As(region: "eu-west-1");
        await emulator.Kms.Call("ReplicateKey", ("KeyId", id), ("ReplicaRegion", "eu-west-1"));
        await emulator.Kms.Do("EnableKeyRotation", ("KeyId", id), ("RotationPeriodInDays", 90));

        (await there.Call("GetKeyRotationStatus", ("KeyId", id))).Body.ShouldBe(await Status(emulator, id));
        await emulator.Server.Clock.AdvanceAsync(TimeSpan.FromDays(90));

        var replica = await there.Metadata(id);
        replica.GetProperty("CurrentKeyMaterialId").GetString().ShouldBe(await Material(emulator, id));
        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");
        (await there.Call("Decrypt", ("CiphertextBlob", blob))).Bytes("Plaintext").ShouldBe(Plaintext);
        (await there.Call("RotateKeyOnDemand", ("KeyId", id))).ShouldBeKmsError(
            "UnsupportedOperationException", $"arn:aws:kms:eu-west-1:000000000000:key/{id} is not a multi-region primary key.");
    }

    private static async Task<string> Status(Emulator emulator, string id) => (await emulator.Kms.Call("GetKeyRotationStatus", ("KeyId", id))).Body;

    private static async Task<string> Material(Emulator emulator, string id) => (await emulator.Kms.Metadata(id)).GetProperty("CurrentKeyMaterialId").GetString()!;
}
