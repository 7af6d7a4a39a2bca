using System.Security.Cryptography;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;

namespace SecretsEmu.Tests.Kms;

/// <summary>RSAES-OAEP under the keys of the service (kms-iam-sts.md 2.5).</summary>
public sealed class AsymmetricCipherTests
{
    private static readonly KeySpecFacts Spec = KeySpecs.Find("RSA_2048")!;
    private static readonly byte[] Key = KeyMaterials.Generate(Spec, new SeededRandom(1));

    [TestCase("RSAES_OAEP_SHA_1", 214)]
    [TestCase("RSAES_OAEP_SHA_256", 190)]
    public void What_fits_comes_back_and_a_byte_more_is_refused(string algorithm, int largest)
    {
        var plaintext = new byte[largest];

        var ciphertext = AsymmetricCipher.Encrypt(Spec, Key, algorithm, plaintext);

        ciphertext.Length.ShouldBe(256);
        AsymmetricCipher.Decrypt(Key, algorithm, ciphertext).ShouldBe(plaintext);
        Should.Throw<AwsErrorException>(() => AsymmetricCipher.Encrypt(Spec, Key, algorithm, new byte[largest + 1])).Message
            .ShouldBe($"Algorithm {algorithm} and key spec RSA_2048 cannot encrypt data larger than {largest} bytes.");
    }

    [Test]
    public void What_was_encrypted_elsewhere_under_the_public_key_is_decrypted()
    {
        using var elsewhere = RSA.Create();
        elsewhere.ImportSubjectPublicKeyInfo(AsymmetricKeys.PublicKey(Spec, Key), out _);

        AsymmetricCipher.Decrypt(Key, "RSAES_OAEP_SHA_256", elsewhere.Encrypt([1, 2, 3], RSAEncryptionPadding.OaepSHA256)).ShouldBe([1, 2, 3]);
    }

    [Test]
    public void Another_algorithm_or_a_changed_byte_is_an_invalid_ciphertext()
    {
        var ciphertext = AsymmetricCipher.Encrypt(Spec, Key, "RSAES_OAEP_SHA_256", [1, 2, 3]);

        Decrypting("RSAES_OAEP_SHA_1", ciphertext);
        Decrypting("RSAES_OAEP_SHA_256", [.. ciphertext[..^1], (byte)(ciphertext[^1] ^ 1)]);
        Decrypting("RSAES_OAEP_SHA_256", [1]);

        static void Decrypting(string algorithm, byte[] ciphertext) =>
            Should.Throw<AwsErrorException>(() => AsymmetricCipher.Decrypt(Key, algorithm, ciphertext)).Error.ShouldBe(KmsErrors.InvalidCiphertext);
    }
}
