using System.Text;

namespace SecretsEmu.WireTests.Kms;

/// <summary>GenerateMac and VerifyMac over the wire (kms-iam-sts.md 2.5).</summary>
public sealed class MacTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("to be authenticated");

    [TestCase("HMAC_224", "HMAC_SHA_224", 28)]
    [TestCase("HMAC_256", "HMAC_SHA_256", 32)]
    [TestCase("HMAC_384", "HMAC_SHA_384", 48)]
    [TestCase("HMAC_512", "HMAC_SHA_512", 64)]
    public async Task A_code_is_verified_by_its_key_and_no_other_message(string spec, string algorithm, int bytes)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(spec, "GENERATE_VERIFY_MAC");

        var made = await emulator.Kms.Call("GenerateMac", ("KeyId", id), ("Message", Message), ("MacAlgorithm", algorithm));
        var mac = made.Bytes("Mac");
        var verified = await emulator.Kms.Call("VerifyMac", ("KeyId", id), ("Message", Message), ("MacAlgorithm", algorithm), ("Mac", mac));

        made.Members().ShouldBe(["KeyId", "Mac", "MacAlgorithm"]);
        made.Text("KeyId").ShouldBe($"arn:aws:kms:us-east-1:000000000000:key/{id}");
        mac.Length.ShouldBe(bytes);
        verified.Members().ShouldBe(["KeyId", "MacAlgorithm", "MacValid"]);
        verified.Json.GetProperty("MacValid").GetBoolean().ShouldBeTrue();
        foreach (var (message, wrong) in new[] { ([1], mac), (Message, mac[..^1]), (Message, [.. mac[..^1], (byte)(mac[^1] ^ 1)]) })
        {
            (await emulator.Kms.Call("VerifyMac", ("KeyId", id), ("Message", message), ("MacAlgorithm", algorithm), ("Mac", wrong)))
                .ShouldBeBareError("KMSInvalidMacException");
        }
    }

    [Test]
    public async Task A_key_for_encryption_makes_no_codes()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey();

        (await emulator.Kms.Call("GenerateMac", ("KeyId", id), ("Message", Message), ("MacAlgorithm", "HMAC_SHA_256"))).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{id} key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.");
        (await emulator.Kms.Call("VerifyMac", ("KeyId", id), ("Message", Message), ("MacAlgorithm", "HMAC_SHA_256"), ("Mac", new byte[32]))).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{id} key usage is ENCRYPT_DECRYPT which is not valid for VerifyMac.");
    }

    [Test]
    public async Task An_algorithm_must_be_the_key_s()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("HMAC_256", "GENERATE_VERIFY_MAC");

        (await emulator.Kms.Call("GenerateMac", ("KeyId", id), ("Message", Message), ("MacAlgorithm", "HMAC_SHA_512"))).ShouldBeKmsError(
            "InvalidKeyUsageException", "Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.");
        (await emulator.Kms.Call("GenerateMac", ("KeyId", id), ("Message", Message), ("MacAlgorithm", "HMAC_SHA_1"))).ShouldBeValidationError(
            "1 validation error detected: Value 'HMAC_SHA_1' at 'macAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: "
            + "[HMAC_SHA_384, HMAC_SHA_256, HMAC_SHA_224, HMAC_SHA_512]");
    }

    [Test]
    public async Task A_dry_run_makes_no_code()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("HMAC_256", "GENERATE_VERIFY_MAC");
        var mac = (await emulator.Kms.Call("GenerateMac", ("KeyId", id), ("Message", Message), ("MacAlgorithm", "HMAC_SHA_256"))).Bytes("Mac");

        (await emulator.Kms.Call("GenerateMac", ("KeyId", id), ("Message", Message), ("MacAlgorithm", "HMAC_SHA_256"), ("DryRun", true))).ShouldBeKmsError(
            "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        (await emulator.Kms.Call("VerifyMac", ("KeyId", id), ("Message", Message), ("MacAlgorithm", "HMAC_SHA_256"), ("Mac", mac), ("DryRun", true))).ShouldBeKmsError(
            "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
    }
}
