using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

public sealed class CreateKeyTests
{
    private const string Specs =
        "[RSA_2048, ECC_NIST_P384, ECC_NIST_P256, ECC_NIST_P521, HMAC_384, RSA_3072, ECC_SECG_P256K1, RSA_4096, SYMMETRIC_DEFAULT, HMAC_256, HMAC_224, HMAC_512, "
        + "SM2, ML_DSA_44, ML_DSA_65, ML_DSA_87, ECC_NIST_EDWARDS25519]";

    // Types

    [TestCase("""{"Description":1}""", "NUMBER_VALUE cannot be converted to String")]
    [TestCase("""{"MultiRegion":"true"}""", "STRING_VALUE cannot be converted to Boolean")]
    [TestCase("""{"Tags":{}}""", "Start of structure or map found where not expected.")]
    public async Task Members_of_another_type_cannot_be_read(string body, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Send("CreateKey", body);

        answer.ShouldBeKmsError("SerializationException", sentence);
    }

    // Constraints

    [TestCase("""{"KeySpec":"AES"}""", $"Value 'AES' at 'keySpec' failed to satisfy constraint: Member must satisfy enum value set: {Specs}")]
    [TestCase("""{"KeyUsage":"SIGN"}""",
        "Value 'SIGN' at 'keyUsage' failed to satisfy constraint: Member must satisfy enum value set: [ENCRYPT_DECRYPT, SIGN_VERIFY, GENERATE_VERIFY_MAC, KEY_AGREEMENT]")]
    [TestCase("""{"Tags":[{"TagKey":"","TagValue":"v"}]}""",
        "Value '' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [TestCase("""{"Tags":[{"TagKey":"k"}]}""", "Value null at 'tags.1.member.tagValue' failed to satisfy constraint: Member must not be null")]
    [TestCase("""{"Policy":""}""",
        @"Value '' at 'policy' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+",
        2)]
    public async Task Limits_of_the_model_are_enforced(string body, string sentence, int errors = 1)
    {
        var answer = await TableEmulator.Running.Kms.Send("CreateKey", body);

        answer.ShouldBeValidationError($"{errors} validation error{(errors == 1 ? "" : "s")} detected: {sentence}");
    }

    [Test]
    public async Task A_description_has_at_most_8192_characters()
    {
        var answer = await TableEmulator.Running.Kms.Call("CreateKey", ("Description", new string('d', 8193)));

        answer.ShouldBeValidationError(
            $"1 validation error detected: Value '{new string('d', 8193)}' at 'description' failed to satisfy constraint: Member must have length less than or equal to 8192");
    }

    // Behaviour

    [Test]
    public async Task A_plain_key_has_the_recorded_members_and_no_others()
    {
        // Verified: recorded, kms-iam-sts.md 2.5
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Kms.Call("CreateKey", ("Description", "test key 123"));

        var key = answer.Json.GetProperty("KeyMetadata");
        var (id, material) = (key.GetProperty("KeyId").GetString(), key.GetProperty("CurrentKeyMaterialId").GetString());
        Guid.TryParseExact(id, "D", out _).ShouldBeTrue();
        material!.Length.ShouldBe(64);
        answer.Body.ShouldBe(
            """
            {"KeyMetadata":{"AWSAccountId":"000000000000","Arn":"arn:aws:kms:us-east-1:000000000000:key/{id}","CreationDate":1.7698464E9,
            "CurrentKeyMaterialId":"{material}","CustomerMasterKeySpec":"SYMMETRIC_DEFAULT","Description":"test key 123","Enabled":true,
            "EncryptionAlgorithms":["SYMMETRIC_DEFAULT"],"KeyId":"{id}","KeyManager":"CUSTOMER","KeySpec":"SYMMETRIC_DEFAULT","KeyState":"Enabled",
            "KeyUsage":"ENCRYPT_DECRYPT","MultiRegion":false,"Origin":"AWS_KMS"}}
            """.ReplaceLineEndings("").Replace("{id}", id, StringComparison.Ordinal).Replace("{material}", material, StringComparison.Ordinal));
    }

    [TestCase("RSA_2048", "ENCRYPT_DECRYPT", "EncryptionAlgorithms", "RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256")]
    [TestCase("ECC_NIST_P384", "SIGN_VERIFY", "SigningAlgorithms", "ECDSA_SHA_384")]
    [TestCase("HMAC_256", "GENERATE_VERIFY_MAC", "MacAlgorithms", "HMAC_SHA_256")]
    public async Task A_key_lists_the_algorithms_of_its_usage_and_only_those(string spec, string usage, string member, string algorithms)
    {
        await using var emulator = await Emulator.Start();

        var key = await emulator.Kms.Metadata(await emulator.Kms.CreateKey(spec, usage));

        key.GetProperty(member).EnumerateArray().Select(each => each.GetString()).ShouldBe(algorithms.Split(' '));
        key.EnumerateObject().Select(each => each.Name).Where(name => name.EndsWith("Algorithms", StringComparison.Ordinal)).ShouldBe([member]);
        key.TryGetProperty("CurrentKeyMaterialId", out _).ShouldBeFalse();
    }

    [Test]
    public async Task A_multi_Region_key_has_an_id_of_its_own_kind_and_says_that_it_is_primary()
    {
        await using var emulator = await Emulator.Start();

        var id = await emulator.Kms.CreateKey(("MultiRegion", true));

        id.ShouldMatch("^mrk-[0-9a-f]{32}$");
        var key = await emulator.Kms.Metadata(id);
        key.GetProperty("MultiRegion").GetBoolean().ShouldBeTrue();
        key.GetProperty("MultiRegionConfiguration").GetRawText().ShouldBe(
            $$$"""{"MultiRegionKeyType":"PRIMARY","PrimaryKey":{"Arn":"arn:aws:kms:us-east-1:000000000000:key/{{{id}}}","Region":"us-east-1"},"ReplicaKeys":[]}""");
    }

    [Test]
    public async Task A_key_for_imported_material_waits_for_it()
    {
        await using var emulator = await Emulator.Start();

        var key = await emulator.Kms.Metadata(await emulator.Kms.CreateKey(("Origin", "EXTERNAL")));

        key.GetProperty("KeyState").GetString().ShouldBe("PendingImport");
        key.GetProperty("Enabled").GetBoolean().ShouldBeFalse();
        key.GetProperty("Origin").GetString().ShouldBe("EXTERNAL");
        key.TryGetProperty("CurrentKeyMaterialId", out _).ShouldBeFalse();
    }

    [TestCase("""{"KeySpec":"RSA_2048"}""", "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.")]
    [TestCase("""{"KeySpec":"RSA_2048","KeyUsage":"KEY_AGREEMENT"}""", "KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048")]
    [TestCase("""{"KeyUsage":"SIGN_VERIFY"}""", "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT")]
    [TestCase("""{"KeySpec":"SYMMETRIC_DEFAULT","CustomerMasterKeySpec":"SYMMETRIC_DEFAULT"}""",
        "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.")]
    public async Task Spec_and_usage_must_go_together(string body, string sentence)
    {
        var answer = await TableEmulator.Running.Kms.Send("CreateKey", body);

        answer.ShouldBeValidationError(sentence);
    }

    [TestCase("""{"KeySpec":"SM2","KeyUsage":"SIGN_VERIFY"}""", "KMS keys of spec SM2")]
    [TestCase("""{"KeySpec":"ML_DSA_44","KeyUsage":"SIGN_VERIFY"}""", "KMS keys of spec ML_DSA_44")]
    [TestCase("""{"KeySpec":"ECC_NIST_EDWARDS25519","KeyUsage":"SIGN_VERIFY"}""", "KMS keys of spec ECC_NIST_EDWARDS25519")]
    [TestCase("""{"Origin":"AWS_CLOUDHSM"}""", "KMS keys of origin AWS_CLOUDHSM")]
    [TestCase("""{"Origin":"EXTERNAL_KEY_STORE"}""", "KMS keys of origin EXTERNAL_KEY_STORE")]
    [TestCase("""{"CustomKeyStoreId":"cks-1"}""", "custom key stores")]
    [TestCase("""{"KeySpec":"ECC_NIST_P256","KeyUsage":"KEY_AGREEMENT"}""", "KMS keys for KEY_AGREEMENT")]
    public async Task What_cannot_be_made_here_is_refused(string body, string what)
    {
        var answer = await TableEmulator.Running.Kms.Send("CreateKey", body);

        answer.ShouldBeKmsError("UnsupportedOperationException", $"secrets-emu does not emulate {what} yet.");
    }

    [Test]
    public async Task The_older_name_of_the_spec_is_taken_too()
    {
        await using var emulator = await Emulator.Start();

        var key = await emulator.Kms.Metadata(await emulator.Kms.CreateKey(("CustomerMasterKeySpec", "HMAC_256"), ("KeyUsage", "GENERATE_VERIFY_MAC")));

        key.GetProperty("KeySpec").GetString().ShouldBe("HMAC_256");
        key.GetProperty("CustomerMasterKeySpec").GetString().ShouldBe("HMAC_256");
    }

    [Test]
    public async Task Tags_are_unique_at_most_fifty_and_none_of_AWS()
    {
        var kms = TableEmulator.Running.Kms;

        (await kms.Call("CreateKey", ("Tags", KeyCalls.Tags(("k", "1"), ("k", "2"))))).ShouldBeKmsError("TagException", "Duplicate tag keys");
        (await kms.Call("CreateKey", ("Tags", KeyCalls.Tags([.. Enumerable.Range(0, 51).Select(number => ($"k{number}", "v"))]))))
            .ShouldBeKmsError("TagException", "Too many tags");
        (await kms.Call("CreateKey", ("Tags", KeyCalls.Tags(("AWS:k", "v"))))).ShouldBeKmsError("TagException", "Tags beginning with aws: are reserved");
    }

    [Test]
    public async Task A_tag_fixes_the_key_id()
    {
        await using var emulator = await Emulator.Start();
        var tags = KeyCalls.Tags(("_custom_id_", KeyCalls.MissingId));

        (await emulator.Kms.CreateKey(("Tags", tags))).ShouldBe(KeyCalls.MissingId);

        (await emulator.Kms.Call("CreateKey", ("Tags", tags))).ShouldBeKmsError("AlreadyExistsException", $"{KeyCalls.MissingArn} exists already.");
        (await emulator.Kms.Call("CreateKey", ("Tags", KeyCalls.Tags(("_custom_id_", "mine"))))).ShouldBeKmsError(
            "TagException", "The tag _custom_id_ must be a key id, such as 12345678-1234-1234-1234-123456789012, and not mine.");
        (await emulator.Kms.Call("ListResourceTags", ("KeyId", KeyCalls.MissingId))).Body.ShouldBe(
            $$"""{"Tags":[{"TagKey":"_custom_id_","TagValue":"{{KeyCalls.MissingId}}"}],"Truncated":false}""");
    }

    [Test]
    public async Task A_policy_is_checked_before_the_key_is_made()
    {
        await using var emulator = await Emulator.Start();

        var answer = await emulator.Kms.Call("CreateKey", ("Policy", "{}"));

        answer.ShouldBeKmsError("MalformedPolicyDocumentException", "This key policy contains a syntax error.");
        (await emulator.Kms.Call("ListKeys")).Body.ShouldBe("""{"Keys":[],"Truncated":false}""");
    }

    [Test]
    public async Task A_policy_that_locks_the_caller_out_needs_the_word_of_the_caller()
    {
        await using var emulator = await Emulator.Start();
        var policy = new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(new JsonObject
            {
                ["Effect"] = "Allow", ["Principal"] = new JsonObject { ["AWS"] = "arn:aws:iam::000000000000:role/app" }, ["Action"] = "kms:*", ["Resource"] = "*",
            }),
        }.ToJsonString();

        (await emulator.Kms.Call("CreateKey", ("Policy", policy))).ShouldBeKmsError(
            "MalformedPolicyDocumentException", "The new key policy will not allow you to update the key policy in the future.");
        var made = await emulator.Kms.Call("CreateKey", ("Policy", policy), ("BypassPolicyLockoutSafetyCheck", true));

        made.Status.ShouldBe(200);
    }
}
