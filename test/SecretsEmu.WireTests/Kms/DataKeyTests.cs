using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>GenerateDataKey, GenerateDataKeyPair, both without plaintext, and GenerateRandom over the wire (kms-iam-sts.md 2.5).</summary>
public sealed class DataKeyTests
{
    private const string DryRun = "The request would have succeeded, but the DryRun option is set.";

    private static readonly JsonObject Context = new() { ["app"] = "pay" };

    [Test]
    public async Task A_data_key_is_the_one_in_its_blob()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        foreach (var (member, value, length) in new (string, object, int)[] { ("KeySpec", "AES_256", 32), ("KeySpec", "AES_128", 16), ("NumberOfBytes", 1024, 1024), ("NumberOfBytes", 1, 1) })
        {
            var made = await emulator.Kms.Call("GenerateDataKey", ("KeyId", id), (member, value), ("EncryptionContext", Context));
            var opened = await emulator.Kms.Call("Decrypt", ("CiphertextBlob", made.Bytes("CiphertextBlob")), ("EncryptionContext", Context));

            made.Members().ShouldBe(["CiphertextBlob", "KeyId", "KeyMaterialId", "Plaintext"]);
            made.Text("KeyId").ShouldBe($"arn:aws:kms:us-east-1:000000000000:key/{id}");
            made.Bytes("Plaintext").Length.ShouldBe(length);
            opened.Bytes("Plaintext").ShouldBe(made.Bytes("Plaintext"));
            opened.Text("KeyMaterialId").ShouldBe(made.Text("KeyMaterialId"));
        }
    }

    [Test]
    public async Task Without_plaintext_the_blob_holds_a_key_all_the_same()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        var made = await emulator.Kms.Call("GenerateDataKeyWithoutPlaintext", ("KeyId", id), ("KeySpec", "AES_256"));

        made.Members().ShouldBe(["CiphertextBlob", "KeyId", "KeyMaterialId"]);
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", made.Bytes("CiphertextBlob")))).Bytes("Plaintext").Length.ShouldBe(32);
    }

    [TestCase("GenerateDataKey")]
    [TestCase("GenerateDataKeyWithoutPlaintext")]
    public async Task Either_a_length_or_a_spec_says_how_long_it_is(string operation)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        (await emulator.Kms.Call(operation, ("KeyId", id))).ShouldBeValidationError("Please specify either number of bytes or key spec.");
        (await emulator.Kms.Call(operation, ("KeyId", id), ("KeySpec", "AES_256"), ("NumberOfBytes", 32))).ShouldBeValidationError(
            "Please specify either number of bytes or key spec.");
        (await emulator.Kms.Call(operation, ("KeyId", id), ("NumberOfBytes", 1025))).ShouldBeValidationError(
            "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024");
    }

    [TestCase("GenerateDataKey")]
    [TestCase("GenerateDataKeyWithoutPlaintext")]
    [TestCase("GenerateDataKeyPair")]
    [TestCase("GenerateDataKeyPairWithoutPlaintext")]
    public async Task Only_a_symmetric_key_encrypts_data_keys(string operation)
    {
        await using var emulator = await Emulator.Start();
        var (rsa, hmac) = (await emulator.Kms.CreateKey("RSA_2048", "ENCRYPT_DECRYPT"), await emulator.Kms.CreateKey("HMAC_256", "GENERATE_VERIFY_MAC"));
        (string, object) what = operation.Contains("Pair", StringComparison.Ordinal) ? ("KeyPairSpec", "ECC_NIST_P256") : ("KeySpec", "AES_256");

        (await emulator.Kms.Call(operation, ("KeyId", rsa), what)).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{rsa} key usage is ENCRYPT_DECRYPT which is not valid for {operation}.");
        (await emulator.Kms.Call(operation, ("KeyId", hmac), what)).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{hmac} key usage is GENERATE_VERIFY_MAC which is not valid for {operation}.");
    }

    [TestCase("GenerateDataKey")]
    [TestCase("GenerateDataKeyWithoutPlaintext")]
    [TestCase("GenerateDataKeyPair")]
    [TestCase("GenerateDataKeyPairWithoutPlaintext")]
    public async Task A_dry_run_generates_nothing(string operation)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        (string, object) what = operation.Contains("Pair", StringComparison.Ordinal) ? ("KeyPairSpec", "ECC_NIST_P256") : ("KeySpec", "AES_256");

        (await emulator.Kms.Call(operation, ("KeyId", id), what, ("DryRun", true))).ShouldBeKmsError("DryRunOperationException", DryRun);
    }

    [TestCase("RSA_2048")]
    [TestCase("ECC_NIST_P256")]
    [TestCase("ECC_NIST_P384")]
    [TestCase("ECC_NIST_P521")]
    [TestCase("ECC_SECG_P256K1")]
    public async Task A_data_key_pair_belongs_together(string spec)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        var made = await emulator.Kms.Call("GenerateDataKeyPair", ("KeyId", id), ("KeyPairSpec", spec), ("EncryptionContext", Context));
        var opened = await emulator.Kms.Call("Decrypt", ("CiphertextBlob", made.Bytes("PrivateKeyCiphertextBlob")), ("EncryptionContext", Context));

        made.Members().ShouldBe(["KeyId", "KeyMaterialId", "KeyPairSpec", "PrivateKeyCiphertextBlob", "PrivateKeyPlaintext", "PublicKey"]);
        made.Text("KeyPairSpec").ShouldBe(spec);
        opened.Bytes("Plaintext").ShouldBe(made.Bytes("PrivateKeyPlaintext"));
        PublicKeyOf(spec, made.Bytes("PrivateKeyPlaintext")).ShouldBe(made.Bytes("PublicKey"));
    }

    [Test]
    public async Task Without_plaintext_the_private_key_is_only_in_the_blob()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        var made = await emulator.Kms.Call("GenerateDataKeyPairWithoutPlaintext", ("KeyId", id), ("KeyPairSpec", "ECC_NIST_P256"));
        var opened = await emulator.Kms.Call("Decrypt", ("CiphertextBlob", made.Bytes("PrivateKeyCiphertextBlob")));

        made.Members().ShouldBe(["KeyId", "KeyMaterialId", "KeyPairSpec", "PrivateKeyCiphertextBlob", "PublicKey"]);
        PublicKeyOf("ECC_NIST_P256", opened.Bytes("Plaintext")).ShouldBe(made.Bytes("PublicKey"));
    }

    [TestCase("GenerateDataKeyPair", "SM2")]
    [TestCase("GenerateDataKeyPairWithoutPlaintext", "ECC_NIST_EDWARDS25519")]
    public async Task Pairs_of_other_specs_are_not_emulated(string operation, string spec)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        (await emulator.Kms.Call(operation, ("KeyId", id), ("KeyPairSpec", spec))).ShouldBeKmsError(
            "UnsupportedOperationException", "secrets-emu does not emulate data key pairs of SM2 or ECC_NIST_EDWARDS25519 yet.");
    }

    [Test]
    public async Task Random_bytes_come_in_the_number_asked_for()
    {
        await using var emulator = await Emulator.Start();

        var (one, other) = (await emulator.Kms.Call("GenerateRandom", ("NumberOfBytes", 32)), await emulator.Kms.Call("GenerateRandom", ("NumberOfBytes", 32)));

        one.Members().ShouldBe(["Plaintext"]);
        one.Bytes("Plaintext").Length.ShouldBe(32);
        other.Bytes("Plaintext").ShouldNotBe(one.Bytes("Plaintext"));
        (await emulator.Kms.Call("GenerateRandom")).ShouldBeValidationError("NumberOfBytes is required.");
        (await emulator.Kms.Call("GenerateRandom", ("NumberOfBytes", 0))).ShouldBeValidationError(
            "1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1");
        (await emulator.Kms.Call("GenerateRandom", ("NumberOfBytes", 1025))).ShouldBeValidationError(
            "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024");
        (await emulator.Kms.Call("GenerateRandom", ("NumberOfBytes", 32), ("CustomKeyStoreId", "cks-1"))).ShouldBeKmsError(
            "UnsupportedOperationException", "secrets-emu does not emulate custom key stores yet.");
    }

    private static byte[] PublicKeyOf(string spec, byte[] privateKey)
    {
        if (spec.StartsWith("RSA", StringComparison.Ordinal))
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(privateKey, out _);
            return rsa.ExportSubjectPublicKeyInfo();
        }

        using var curve = ECDsa.Create();
        curve.ImportPkcs8PrivateKey(privateKey, out _);
        return curve.ExportSubjectPublicKeyInfo();
    }
}
