using System.Text;

namespace SecretsEmu.WireTests.Kms;

/// <summary>No cryptographic operation uses a key that is not enabled (kms-iam-sts.md 2.4).</summary>
public sealed class CryptographyStateTests
{
    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes("hello");

    [TestCase("Encrypt")]
    [TestCase("Decrypt")]
    [TestCase("ReEncrypt")]
    [TestCase("GenerateDataKey")]
    [TestCase("GenerateDataKeyWithoutPlaintext")]
    [TestCase("GenerateDataKeyPair")]
    [TestCase("GenerateDataKeyPairWithoutPlaintext")]
    [TestCase("Sign")]
    [TestCase("Verify")]
    [TestCase("GetPublicKey")]
    [TestCase("GenerateMac")]
    [TestCase("VerifyMac")]
    [TestCase("ReplicateKey")]
    [TestCase("UpdatePrimaryRegion")]
    public async Task A_disabled_key_and_one_that_waits_for_its_deletion_are_of_no_use(string operation)
    {
        await using var emulator = await Emulator.Start();
        var id = operation switch
        {
            "Sign" or "Verify" or "GetPublicKey" => await emulator.Kms.CreateKey("ECC_NIST_P256", "SIGN_VERIFY"),
            "GenerateMac" or "VerifyMac" => await emulator.Kms.CreateKey("HMAC_256", "GENERATE_VERIFY_MAC"),
            "ReplicateKey" or "UpdatePrimaryRegion" => await emulator.Kms.CreateKey(("MultiRegion", true)),
            _ => await emulator.Kms.CreateKey(),
        };
        var other = await emulator.Kms.CreateKey();
        var blob = operation is "Decrypt" or "ReEncrypt" ? (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Bytes))).Bytes("CiphertextBlob") : [];

        await emulator.Kms.Call("DisableKey", ("KeyId", id));
        (await Call()).ShouldBeKmsError("DisabledException", $"arn:aws:kms:us-east-1:000000000000:key/{id} is disabled.");
        await emulator.Kms.Call("ScheduleKeyDeletion", ("KeyId", id));
        (await Call()).ShouldBeKmsError("KMSInvalidStateException", $"arn:aws:kms:us-east-1:000000000000:key/{id} is pending deletion.");

        Task<WireAnswer> Call() => operation switch
        {
            "Encrypt" => emulator.Kms.Call(operation, ("KeyId", id), ("Plaintext", Bytes)),
            "Decrypt" => emulator.Kms.Call(operation, ("CiphertextBlob", blob)),
            "ReEncrypt" => emulator.Kms.Call(operation, ("CiphertextBlob", blob), ("DestinationKeyId", other)),
            "GenerateDataKey" or "GenerateDataKeyWithoutPlaintext" => emulator.Kms.Call(operation, ("KeyId", id), ("KeySpec", "AES_256")),
            "GenerateDataKeyPair" or "GenerateDataKeyPairWithoutPlaintext" => emulator.Kms.Call(operation, ("KeyId", id), ("KeyPairSpec", "ECC_NIST_P256")),
            "Sign" => emulator.Kms.Call(operation, ("KeyId", id), ("Message", Bytes), ("SigningAlgorithm", "ECDSA_SHA_256")),
            "Verify" => emulator.Kms.Call(operation, ("KeyId", id), ("Message", Bytes), ("Signature", Bytes), ("SigningAlgorithm", "ECDSA_SHA_256")),
            "GetPublicKey" => emulator.Kms.Call(operation, ("KeyId", id)),
            "GenerateMac" => emulator.Kms.Call(operation, ("KeyId", id), ("Message", Bytes), ("MacAlgorithm", "HMAC_SHA_256")),
            "VerifyMac" => emulator.Kms.Call(operation, ("KeyId", id), ("Message", Bytes), ("Mac", Bytes), ("MacAlgorithm", "HMAC_SHA_256")),
            "ReplicateKey" => emulator.Kms.Call(operation, ("KeyId", id), ("ReplicaRegion", "eu-west-1")),
            _ => emulator.Kms.Call(operation, ("KeyId", id), ("PrimaryRegion", "eu-west-1")),
        };
    }

    [Test]
    public async Task A_key_that_is_enabled_again_decrypts_what_it_encrypted()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var blob = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Bytes))).Bytes("CiphertextBlob");

        await emulator.Kms.Call("DisableKey", ("KeyId", id));
        await emulator.Kms.Call("EnableKey", ("KeyId", id));

        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", blob))).Bytes("Plaintext").ShouldBe(Bytes);
    }

    [Test]
    public async Task What_old_material_encrypted_is_decrypted_after_a_rotation()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();
        var before = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Bytes))).Bytes("CiphertextBlob");

        await emulator.Kms.Call("RotateKeyOnDemand", ("KeyId", id));
        var after = (await emulator.Kms.Call("Encrypt", ("KeyId", id), ("Plaintext", Bytes))).Bytes("CiphertextBlob");

        var (old, current) = (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", before)), await emulator.Kms.Call("Decrypt", ("CiphertextBlob", after)));
        old.Bytes("Plaintext").ShouldBe(Bytes);
        current.Bytes("Plaintext").ShouldBe(Bytes);
        current.Text("KeyMaterialId").ShouldNotBe(old.Text("KeyMaterialId"));
    }
}
