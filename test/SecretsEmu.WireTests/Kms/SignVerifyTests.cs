using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.WireTests.Kms;

/// <summary>Sign, Verify and GetPublicKey over the wire; the signatures are verified by .NET with the public key alone (kms-iam-sts.md 2.5).</summary>
public sealed class SignVerifyTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("to be signed");

    [TestCase("RSA_2048", "RSASSA_PSS_SHA_256")]
    [TestCase("RSA_2048", "RSASSA_PSS_SHA_384")]
    [TestCase("RSA_2048", "RSASSA_PSS_SHA_512")]
    [TestCase("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256")]
    [TestCase("RSA_3072", "RSASSA_PKCS1_V1_5_SHA_384")]
    [TestCase("RSA_4096", "RSASSA_PKCS1_V1_5_SHA_512")]
    [TestCase("ECC_NIST_P256", "ECDSA_SHA_256")]
    [TestCase("ECC_NIST_P384", "ECDSA_SHA_384")]
    [TestCase("ECC_NIST_P521", "ECDSA_SHA_512")]
    [TestCase("ECC_SECG_P256K1", "ECDSA_SHA_256")]
    public async Task Anybody_with_the_public_key_can_verify_a_signature(string spec, string algorithm)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(spec, "SIGN_VERIFY");
        var digest = Digest(Message, algorithm);

        var ofMessage = await emulator.Kms.Call("Sign", ("KeyId", id), ("Message", Message), ("SigningAlgorithm", algorithm));
        var ofDigest = await emulator.Kms.Call("Sign", ("KeyId", id), ("Message", digest), ("MessageType", "DIGEST"), ("SigningAlgorithm", algorithm));
        var publicKey = await emulator.Kms.Call("GetPublicKey", ("KeyId", id));

        ofMessage.Members().ShouldBe(["KeyId", "Signature", "SigningAlgorithm"]);
        ofMessage.Text("KeyId").ShouldBe($"arn:aws:kms:us-east-1:000000000000:key/{id}");
        ofMessage.Text("SigningAlgorithm").ShouldBe(algorithm);
        publicKey.Members().ShouldBe(["CustomerMasterKeySpec", "KeyId", "KeySpec", "KeyUsage", "PublicKey", "SigningAlgorithms"]);
        publicKey.Text("KeySpec").ShouldBe(spec);
        publicKey.Text("CustomerMasterKeySpec").ShouldBe(spec);
        publicKey.Text("KeyUsage").ShouldBe("SIGN_VERIFY");
        foreach (var signature in new[] { ofMessage.Bytes("Signature"), ofDigest.Bytes("Signature") })
        {
            Verifies(publicKey.Bytes("PublicKey"), spec, algorithm, signature).ShouldBeTrue();

            var verified = await emulator.Kms.Call("Verify", ("KeyId", id), ("Message", Message), ("Signature", signature), ("SigningAlgorithm", algorithm));
            verified.Members().ShouldBe(["KeyId", "SignatureValid", "SigningAlgorithm"]);
            verified.Json.GetProperty("SignatureValid").GetBoolean().ShouldBeTrue();
            (await emulator.Kms.Call("Verify", ("KeyId", id), ("Message", digest), ("MessageType", "DIGEST"), ("Signature", signature), ("SigningAlgorithm", algorithm)))
                .Status.ShouldBe(200);
        }
    }

    [TestCase("RSA_2048", "RSASSA_PSS_SHA_256")]
    [TestCase("ECC_NIST_P256", "ECDSA_SHA_256")]
    public async Task A_wrong_signature_is_an_error_without_words(string spec, string algorithm)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey(spec, "SIGN_VERIFY");
        var signature = (await emulator.Kms.Call("Sign", ("KeyId", id), ("Message", Message), ("SigningAlgorithm", algorithm))).Bytes("Signature");

        foreach (var (message, wrong) in new[] { ([1, 2], signature), (Message, [.. signature[..^1], (byte)(signature[^1] ^ 1)]), (Message, new byte[] { 1, 2, 3 }) })
        {
            (await emulator.Kms.Call("Verify", ("KeyId", id), ("Message", message), ("Signature", wrong), ("SigningAlgorithm", algorithm)))
                .ShouldBeBareError("KMSInvalidSignatureException");
        }
    }

    [Test]
    public async Task A_digest_has_the_length_of_its_algorithm()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("RSA_2048", "SIGN_VERIFY");

        (await emulator.Kms.Call("Sign", ("KeyId", id), ("Message", new byte[31]), ("MessageType", "DIGEST"), ("SigningAlgorithm", "RSASSA_PSS_SHA_256")))
            .ShouldBeValidationError("Digest is invalid length for algorithm RSASSA_PSS_SHA_256.");
        (await emulator.Kms.Call("Verify", ("KeyId", id), ("Message", new byte[32]), ("MessageType", "DIGEST"), ("Signature", new byte[256]), ("SigningAlgorithm", "RSASSA_PKCS1_V1_5_SHA_512")))
            .ShouldBeValidationError("Digest is invalid length for algorithm RSASSA_PKCS1_V1_5_SHA_512.");
    }

    [Test]
    public async Task An_algorithm_must_be_one_of_the_key_s()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("ECC_NIST_P256", "SIGN_VERIFY");

        (await emulator.Kms.Call("Sign", ("KeyId", id), ("Message", Message), ("SigningAlgorithm", "ECDSA_SHA_384"))).ShouldBeKmsError(
            "InvalidKeyUsageException", "Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.");
        (await emulator.Kms.Call("Verify", ("KeyId", id), ("Message", Message), ("Signature", new byte[64]), ("SigningAlgorithm", "RSASSA_PSS_SHA_256"))).ShouldBeKmsError(
            "InvalidKeyUsageException", "Algorithm RSASSA_PSS_SHA_256 is incompatible with key spec ECC_NIST_P256.");
    }

    [Test]
    public async Task A_key_for_encryption_does_not_sign()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("RSA_2048", "ENCRYPT_DECRYPT");

        (await emulator.Kms.Call("Sign", ("KeyId", id), ("Message", Message), ("SigningAlgorithm", "RSASSA_PSS_SHA_256"))).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{id} key usage is ENCRYPT_DECRYPT which is not valid for Sign.");
        (await emulator.Kms.Call("Verify", ("KeyId", id), ("Message", Message), ("Signature", new byte[256]), ("SigningAlgorithm", "RSASSA_PSS_SHA_256"))).ShouldBeKmsError(
            "InvalidKeyUsageException", $"arn:aws:kms:us-east-1:000000000000:key/{id} key usage is ENCRYPT_DECRYPT which is not valid for Verify.");
    }

    [Test]
    public async Task A_dry_run_signs_nothing()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("ECC_NIST_P256", "SIGN_VERIFY");
        var signature = (await emulator.Kms.Call("Sign", ("KeyId", id), ("Message", Message), ("SigningAlgorithm", "ECDSA_SHA_256"))).Bytes("Signature");

        (await emulator.Kms.Call("Sign", ("KeyId", id), ("Message", Message), ("SigningAlgorithm", "ECDSA_SHA_256"), ("DryRun", true))).ShouldBeKmsError(
            "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
        (await emulator.Kms.Call("Verify", ("KeyId", id), ("Message", Message), ("Signature", signature), ("SigningAlgorithm", "ECDSA_SHA_256"), ("DryRun", true))).ShouldBeKmsError(
            "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
    }

    [Test]
    public async Task The_public_key_of_an_encryption_key_encrypts_outside_of_KMS()
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("RSA_2048", "ENCRYPT_DECRYPT");
        var publicKey = await emulator.Kms.Call("GetPublicKey", ("KeyId", id));
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey.Bytes("PublicKey"), out _);

        var decrypted = await emulator.Kms.Call(
            "Decrypt", ("KeyId", id), ("CiphertextBlob", rsa.Encrypt(Message, RSAEncryptionPadding.OaepSHA256)), ("EncryptionAlgorithm", "RSAES_OAEP_SHA_256"));

        publicKey.Members().ShouldBe(["CustomerMasterKeySpec", "EncryptionAlgorithms", "KeyId", "KeySpec", "KeyUsage", "PublicKey"]);
        publicKey.Json.GetProperty("EncryptionAlgorithms").ToString().ShouldBe("""["RSAES_OAEP_SHA_1","RSAES_OAEP_SHA_256"]""");
        decrypted.Bytes("Plaintext").ShouldBe(Message);
    }

    [Test]
    public async Task A_secret_key_has_no_public_half()
    {
        await using var emulator = await Emulator.Start();

        foreach (var id in new[] { await emulator.Kms.CreateKey(), await emulator.Kms.CreateKey("HMAC_256", "GENERATE_VERIFY_MAC") })
        {
            (await emulator.Kms.Call("GetPublicKey", ("KeyId", id))).ShouldBeBareError("UnsupportedOperationException");
        }
    }

    [TestCase("Sign")]
    [TestCase("Verify")]
    public async Task Messages_for_ML_DSA_are_not_emulated(string operation)
    {
        await using var emulator = await Emulator.Start();
        var id = await emulator.Kms.CreateKey("ECC_NIST_P256", "SIGN_VERIFY");

        (await emulator.Kms.Call(operation, ("KeyId", id), ("Message", Message), ("MessageType", "EXTERNAL_MU"), ("Signature", new byte[1]), ("SigningAlgorithm", "ECDSA_SHA_256")))
            .ShouldBeKmsError("UnsupportedOperationException", "secrets-emu does not emulate the MessageType EXTERNAL_MU yet.");
    }

    private static byte[] Digest(byte[] message, string algorithm) => CryptographicOperations.HashData(HashOf(algorithm), message);

    private static HashAlgorithmName HashOf(string algorithm) => new($"SHA{algorithm[^3..]}");

    private static bool Verifies(byte[] publicKey, string spec, string algorithm, byte[] signature)
    {
        if (spec.StartsWith("ECC", StringComparison.Ordinal))
        {
            using var curve = ECDsa.Create();
            curve.ImportSubjectPublicKeyInfo(publicKey, out _);
            return curve.VerifyData(Message, signature, HashOf(algorithm), DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.VerifyData(Message, signature, HashOf(algorithm), algorithm.Contains("PSS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }
}
