using System.Text;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>Encrypt and Decrypt over the wire (kms-iam-sts.md 2.5, 2.6).</summary>
public sealed class EncryptDecryptTests
{
    private const string NoAccess =
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.";

    private static readonly byte[] Plaintext = Encoding.UTF8.GetBytes("hello");
    private static readonly JsonObject Context = new() { ["app"] = "pay", ["stage"] = "test" };

    [Test]
    public async Task A_symmetric_key_gives_back_what_it_encrypted_and_the_blob_names_the_key()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var material = (await emulator.Kms.Call("DescribeKey", ("KeyId", id))).Json.GetProperty("KeyMetadata").GetProperty("CurrentKeyMaterialId").GetString();

        var encrypted = await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext), ("EncryptionContext", Context));
        var decrypted = await emulator.Kms.Call("Decrypt", ("CiphertextBlob", encrypted.Bytes("CiphertextBlob")), ("EncryptionContext", Context));

        encrypted.Members().ShouldBe(["CiphertextBlob", "EncryptionAlgorithm", "KeyId"]);
        encrypted.Text("KeyId").ShouldBe($"arn:aws:kms:us-east-1:000000000000:key/{id}");
        encrypted.Text("EncryptionAlgorithm").ShouldBe("SYMMETRIC_DEFAULT");
        encrypted.Text("CiphertextBlob").ShouldStartWith("AQICAH");
        decrypted.Members().ShouldBe(["EncryptionAlgorithm", "KeyId", "KeyMaterialId", "Plaintext"]);
        decrypted.Bytes("Plaintext").ShouldBe(Plaintext);
        decrypted.Text("KeyId").ShouldBe($"arn:aws:kms:us-east-1:000000000000:key/{id}");
        decrypted.Text("EncryptionAlgorithm").ShouldBe("SYMMETRIC_DEFAULT");
        decrypted.Text("KeyMaterialId").ShouldBe(material);
    }

    [Test]
    public async Task The_key_may_be_named_by_any_of_its_names()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");

        foreach (var name in new[] { id, $"arn:aws:kms:us-east-1:000000000000:key/{id}" })
        {
            (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", name))).Bytes("Plaintext").ShouldBe(Plaintext);
        }
    }

    [Test]
    public async Task The_encryption_context_must_be_exactly_the_same()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext), ("EncryptionContext", Context))).Bytes("CiphertextBlob");

        (await Decrypt("""{"stage":"test","app":"pay"}""")).Bytes("Plaintext").ShouldBe(Plaintext);
        foreach (var other in new[] { "{}", """{"app":"pay"}""", """{"app":"pay","stage":"prod"}""", """{"App":"pay","stage":"test"}""", """{"app":"pay","stage":"test","x":""}""", """{"app":"paystage","":"test"}""" })
        {
            (await Decrypt(other)).ShouldBeBareError("InvalidCiphertextException");
        }

        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob))).ShouldBeBareError("InvalidCiphertextException");

        Task<WireAnswer> Decrypt(string context) => emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("EncryptionContext", JsonNode.Parse(context)));
    }

    [Test]
    public async Task A_damaged_blob_or_one_of_somebody_else_is_invalid()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");

        foreach (var damaged in new[] { blob[..^1], [.. blob, 0], [.. blob[..^1], (byte)(blob[^1] ^ 1)], [1, 2, 3], [1] })
        {
            (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", damaged))).ShouldBeBareError("InvalidCiphertextException");
            (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", damaged), ("KeyId", id))).ShouldBeBareError("InvalidCiphertextException");
        }
    }

    [Test]
    public async Task Another_key_than_the_blob_s_is_incorrect_even_one_that_could_not_decrypt()
    {
        await using var emulator = await Emulator.Start();
        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", await emulator.Kms.CreateKey()), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");

        foreach (var other in new[] { await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey("HMAC_256", "GENERATE_VERIFY_MAC") })
        {
            (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", other))).ShouldBeKmsError(
                "IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.");
        }
    }

    [Test]
    public async Task A_blob_of_a_key_that_is_not_here_says_no_more_than_that()
    {
        await using var emulator = await Emulator.Start();
        await using var other = await Emulator.Start(seed: 8);
        var elsewhere = (await other.Kms.Call("Encrypt", ("KeyId", await other.Kms.CreateKey()), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");
        var here = (await emulator.Kms.Call("Encrypt", ("KeyId", await emulator.Kms.CreateKey()), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");

        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", elsewhere))).ShouldBeError("AccessDeniedException", NoAccess);
        (await emulator.Kms.As(region: "eu-west-1").Call("Decrypt", ("CiphertextBlob", here))).ShouldBeError("AccessDeniedException", NoAccess);
    }

    [Test]
    public async Task RSA_encrypts_with_either_padding_and_decrypts_when_key_and_algorithm_are_named()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("RSA_2048", "ENCRYPT_DECRYPT");

        foreach (var (algorithm, largest) in new[] { ("RSAES_OAEP_SHA_1", 214), ("RSAES_OAEP_SHA_256", 190) })
        {
            var encrypted = await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", new byte[largest]), ("EncryptionAlgorithm", algorithm));
            encrypted.Bytes("CiphertextBlob").Length.ShouldBe(256);
            encrypted.Text("EncryptionAlgorithm").ShouldBe(algorithm);

            var blob = encrypted.Bytes("CiphertextBlob");
            var decrypted = await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", id), ("EncryptionAlgorithm", algorithm));
            decrypted.Members().ShouldBe(["EncryptionAlgorithm", "KeyId", "Plaintext"]);
            decrypted.Bytes("Plaintext").ShouldBe(new byte[largest]);

            (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("EncryptionAlgorithm", algorithm))).ShouldBeBareError("InvalidCiphertextException");
            (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", id))).ShouldBeKmsError(
                "InvalidKeyUsageException", "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
            (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", new byte[largest + 1]), ("EncryptionAlgorithm", algorithm))).ShouldBeValidationError(
                $"Algorithm {algorithm} and key spec RSA_2048 cannot encrypt data larger than {largest} bytes.");
        }
    }

    [Test]
    public async Task The_ciphertext_of_another_padding_or_key_is_invalid()
    {
        await using var emulator = await Emulator.Start();
        var (id, other) = (await emulator.Kms.CreateKey("RSA_2048", "ENCRYPT_DECRYPT"), await emulator.Kms.CreateKey("RSA_2048", "ENCRYPT_DECRYPT"));
        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext), ("EncryptionAlgorithm", "RSAES_OAEP_SHA_256"))).Bytes("CiphertextBlob");

        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", id), ("EncryptionAlgorithm", "RSAES_OAEP_SHA_1"))).ShouldBeBareError("InvalidCiphertextException");
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("KeyId", other), ("EncryptionAlgorithm", "RSAES_OAEP_SHA_256"))).ShouldBeBareError("InvalidCiphertextException");
    }

    [Test]
    public async Task An_algorithm_must_be_one_of_the_key_s()
    {
        await using var emulator = await Emulator.Start();
        var (rsa, symmetric) = (await emulator.Kms.CreateKey("RSA_2048", "ENCRYPT_DECRYPT"), await emulator.Kms.CreateKey());

        (await emulator.Kms.Call("Encrypt", ("KeyId", rsa), ("Plaintext", Plaintext))).ShouldBeKmsError(
            "InvalidKeyUsageException", "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
        (await emulator.Kms.Call("Encrypt", ("KeyId", symmetric), ("Plaintext", Plaintext), ("EncryptionAlgorithm", "RSAES_OAEP_SHA_1"))).ShouldBeKmsError(
            "InvalidKeyUsageException", "Algorithm RSAES_OAEP_SHA_1 is incompatible with key spec SYMMETRIC_DEFAULT.");
    }

    [Test]
    public async Task A_key_for_something_else_does_not_encrypt()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("RSA_2048", "SIGN_VERIFY");

        (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext), ("EncryptionAlgorithm", "RSAES_OAEP_SHA_1"))).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{id} key usage is SIGN_VERIFY which is not valid for Encrypt.");
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", new byte[256]), ("KeyId", id), ("EncryptionAlgorithm", "RSAES_OAEP_SHA_1"))).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{id} key usage is SIGN_VERIFY which is not valid for Decrypt.");
    }

    [Test]
    public async Task Asymmetric_keys_bind_no_encryption_context()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("RSA_2048", "ENCRYPT_DECRYPT");

        (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext), ("EncryptionAlgorithm", "RSAES_OAEP_SHA_1"), ("EncryptionContext", Context)))
            .ShouldBeValidationError("An encryption context cannot be used with an asymmetric KMS key.");
    }

    [Test]
    public async Task A_plaintext_has_1_to_4096_bytes()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", new byte[4096]))).Status.ShouldBe(200);
        (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", new byte[4097]))).ShouldBeValidationError(
            "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096");
        (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Array.Empty<byte>()))).ShouldBeValidationError(
            "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    [Test]
    public async Task A_missing_key_is_not_found()
    {
        await using var emulator = await Emulator.Start();
        const string Missing = "11111111-2222-3333-4444-555555555555";

        (await emulator.Kms.Call("Encrypt", ("KeyId", Missing), ("Plaintext", Plaintext))).ShouldBeKmsError(
            "NotFoundException", $"Key 'arn:aws:kms:us-east-1:000000000000:key/{Missing}' does not exist");
        (await emulator.Kms.Call("Encrypt", ("KeyId", "alias/none"), ("Plaintext", Plaintext))).ShouldBeKmsError(
            "NotFoundException", "Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found.");
        (await emulator.Kms.Call("Decrypt", ("KeyId", "fake-key-id"), ("CiphertextBlob", new byte[200]))).ShouldBeKmsError(
            "NotFoundException", "Invalid keyId 'fake-key-id'");
    }

    [Test]
    public async Task A_dry_run_checks_everything_and_does_nothing()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext))).Bytes("CiphertextBlob");

        (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext), ("DryRun", true))).ShouldBeKmsError(
            "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob), ("DryRun", true))).ShouldBeKmsError(
            "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob[..^1]), ("DryRun", true))).ShouldBeBareError("InvalidCiphertextException");
        (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Plaintext), ("DryRun", false))).Status.ShouldBe(200);
    }

    [Test]
    public async Task What_an_enclave_would_get_is_not_emulated()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var recipient = new JsonObject { ["KeyEncryptionAlgorithm"] = "RSAES_OAEP_SHA_256", ["AttestationDocument"] = "AAAA" };

        (await emulator.Kms.Call("GenerateDataKey", ("KeyId", id), ("KeySpec", "AES_256"), ("Recipient", recipient))).ShouldBeKmsError(
            "UnsupportedOperationException", "secrets-emu does not emulate Nitro enclaves as recipients yet.");
    }

    [Test]
    public async Task An_encryption_context_is_a_map_of_strings()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        (await Encrypt("""{"a":1}""")).ShouldBeKmsError("SerializationException", "NUMBER_VALUE cannot be converted to String");
        (await Encrypt("""["a"]""")).ShouldBeKmsError("SerializationException", "Start of list found where not expected");
        (await Encrypt("\"a\"")).ShouldBeKmsError("SerializationException", "Unexpected field type");
        (await Encrypt("""{"a":null}""")).ShouldBeValidationError(
            "1 validation error detected: Value '{a=null}' at 'encryptionContext' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]");

        Task<WireAnswer> Encrypt(string context) => emulator.Kms.Send("Encrypt", $$"""{"KeyId":"{{id}}","Plaintext":"AAAA","EncryptionContext":{{context}}}""");
    }
}
