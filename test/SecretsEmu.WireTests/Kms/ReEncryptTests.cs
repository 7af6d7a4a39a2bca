using System.Text;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>ReEncrypt over the wire (kms-iam-sts.md 2.5).</summary>
public sealed class ReEncryptTests
{
    private static readonly byte[] Plaintext = Encoding.UTF8.GetBytes("hello");
    private static readonly JsonObject OldContext = new() { ["stage"] = "old" };
    private static readonly JsonObject NewContext = new() { ["stage"] = "new" };

    [Test]
    public async Task A_ciphertext_moves_to_another_key_and_context()
    {
        await using var emulator = await Emulator.Start();
        var (source, destination) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey());
        var blob = await Encrypt(emulator, source, OldContext);

        var moved = await emulator.Kms.Call(
            "ReEncrypt", ("CiphertextBlob", blob), ("SourceEncryptionContext", OldContext), ("DestinationKeyId", destination), ("DestinationEncryptionContext", NewContext));
        var decrypted = await emulator.Kms.Call("Decrypt", ("CiphertextBlob", moved.Bytes("CiphertextBlob")), ("EncryptionContext", NewContext));

        moved.Members().ShouldBe(
        [
            "CiphertextBlob", "DestinationEncryptionAlgorithm", "DestinationKeyMaterialId", "KeyId", "SourceEncryptionAlgorithm", "SourceKeyId", "SourceKeyMaterialId",
        ]);
        moved.Text("SourceKeyId").ShouldBe($"arn:aws:kms:us-east-1:000000000000:key/{source}");
        moved.Text("KeyId").ShouldBe($"arn:aws:kms:us-east-1:000000000000:key/{destination}");
        moved.Text("SourceEncryptionAlgorithm").ShouldBe("SYMMETRIC_DEFAULT");
        moved.Text("DestinationEncryptionAlgorithm").ShouldBe("SYMMETRIC_DEFAULT");
        decrypted.Bytes("Plaintext").ShouldBe(Plaintext);
        decrypted.Text("KeyMaterialId").ShouldBe(moved.Text("DestinationKeyMaterialId"));
    }

    [Test]
    public async Task Symmetric_and_asymmetric_keys_mix()
    {
        await using var emulator = await Emulator.Start();
        var (symmetric, rsa) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey("RSA_2048", "ENCRYPT_DECRYPT"));
        var blob = await Encrypt(emulator, symmetric, null);

        var there = await emulator.Kms.Call(
            "ReEncrypt", ("CiphertextBlob", blob), ("DestinationKeyId", rsa), ("DestinationEncryptionAlgorithm", "RSAES_OAEP_SHA_256"));
        var back = await emulator.Kms.Call(
            "ReEncrypt", ("CiphertextBlob", there.Bytes("CiphertextBlob")), ("SourceKeyId", rsa), ("SourceEncryptionAlgorithm", "RSAES_OAEP_SHA_256"), ("DestinationKeyId", symmetric));

        there.Has("DestinationKeyMaterialId").ShouldBeFalse();
        back.Has("SourceKeyMaterialId").ShouldBeFalse();
        (await emulator.Kms.Call("Decrypt", ("CiphertextBlob", back.Bytes("CiphertextBlob")))).Bytes("Plaintext").ShouldBe(Plaintext);
    }

    [Test]
    public async Task The_source_must_be_the_one_of_the_ciphertext()
    {
        await using var emulator = await Emulator.Start();
        var (source, other) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey());
        var blob = await Encrypt(emulator, source, OldContext);

        (await emulator.Kms.Call("ReEncrypt", ("CiphertextBlob", blob), ("SourceKeyId", other), ("SourceEncryptionContext", OldContext), ("DestinationKeyId", other)))
            .ShouldBeKmsError("IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.");
        (await emulator.Kms.Call("ReEncrypt", ("CiphertextBlob", blob), ("DestinationKeyId", other))).ShouldBeBareError("InvalidCiphertextException");
        (await emulator.Kms.Call("ReEncrypt", ("CiphertextBlob", blob), ("SourceEncryptionContext", OldContext), ("DestinationKeyId", other), ("DryRun", true)))
            .ShouldBeKmsError("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
    }

    [Test]
    public async Task Each_key_must_be_for_encryption()
    {
        await using var emulator = await Emulator.Start();
        var (source, signing) = (await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey("ECC_NIST_P256", "SIGN_VERIFY"));
        var blob = await Encrypt(emulator, source, null);

        (await emulator.Kms.Call("ReEncrypt", ("CiphertextBlob", blob), ("DestinationKeyId", signing))).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{signing} key usage is SIGN_VERIFY which is not valid for ReEncryptTo.");
        (await emulator.Kms.Call("ReEncrypt", ("CiphertextBlob", new byte[256]), ("SourceKeyId", signing), ("DestinationKeyId", source))).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{signing} key usage is SIGN_VERIFY which is not valid for ReEncryptFrom.");
    }

    private static async Task<byte[]> Encrypt(Emulator emulator, string key, JsonObject? context) =>
        (await emulator.Kms.Call("Encrypt", ("KeyId", key), ("Plaintext", Plaintext), ("EncryptionContext", context))).Bytes("CiphertextBlob");
}
