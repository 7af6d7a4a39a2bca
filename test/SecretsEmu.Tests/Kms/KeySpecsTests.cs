using System.Security.Cryptography;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;

namespace SecretsEmu.Tests.Kms;

/// <summary>What each KeySpec is made of and made for (kms-iam-sts.md 2.5).</summary>
public sealed class KeySpecsTests
{
    [TestCase("SYMMETRIC_DEFAULT", 32)]
    [TestCase("HMAC_224", 28)]
    [TestCase("HMAC_256", 32)]
    [TestCase("HMAC_384", 48)]
    [TestCase("HMAC_512", 64)]
    public void Secret_keys_are_as_long_as_their_name_says(string spec, int bytes)
    {
        var random = new SeededRandom(1);

        var (one, other) = (KeyMaterials.Generate(KeySpecs.Find(spec)!, random), KeyMaterials.Generate(KeySpecs.Find(spec)!, random));

        one.Length.ShouldBe(bytes);
        other.ShouldNotBe(one);
    }

    [TestCase("RSA_2048", 2048)]
    [TestCase("RSA_3072", 3072)]
    public void RSA_keys_have_the_modulus_of_their_name(string spec, int bits)
    {
        using var rsa = AsymmetricKeys.Rsa(KeyMaterials.Generate(KeySpecs.Find(spec)!, new SeededRandom(1)));

        rsa.KeySize.ShouldBe(bits);
    }

    [TestCase("ECC_NIST_P256", "1.2.840.10045.3.1.7", 256)]
    [TestCase("ECC_NIST_P384", "1.3.132.0.34", 384)]
    [TestCase("ECC_NIST_P521", "1.3.132.0.35", 521)]
    [TestCase("ECC_SECG_P256K1", "1.3.132.0.10", 256)]
    public void Curve_keys_are_on_the_curve_of_their_name(string spec, string curve, int bits)
    {
        var facts = KeySpecs.Find(spec)!;
        var material = KeyMaterials.Generate(facts, new SeededRandom(1));

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(AsymmetricKeys.PublicKey(facts, material), out _);

        key.KeySize.ShouldBe(bits);
        key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value.ShouldBe(curve);
    }

    [Test]
    public void Only_the_symmetric_spec_has_a_default_usage()
    {
        KeySpecs.Find("SYMMETRIC_DEFAULT")!.UsageOf(null).ShouldBe("ENCRYPT_DECRYPT");
        foreach (var facts in KeySpecs.All.Where(facts => facts.Name != "SYMMETRIC_DEFAULT"))
        {
            Should.Throw<AwsErrorException>(() => facts.UsageOf(null)).Error.ShouldBe(KmsErrors.KeyUsageRequired);
        }
    }

    [TestCase("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT")]
    [TestCase("RSA_2048", "ENCRYPT_DECRYPT SIGN_VERIFY")]
    [TestCase("RSA_3072", "ENCRYPT_DECRYPT SIGN_VERIFY")]
    [TestCase("RSA_4096", "ENCRYPT_DECRYPT SIGN_VERIFY")]
    [TestCase("ECC_NIST_P256", "SIGN_VERIFY KEY_AGREEMENT")]
    [TestCase("ECC_NIST_P384", "SIGN_VERIFY KEY_AGREEMENT")]
    [TestCase("ECC_NIST_P521", "SIGN_VERIFY KEY_AGREEMENT")]
    [TestCase("ECC_SECG_P256K1", "SIGN_VERIFY")]
    [TestCase("HMAC_224", "GENERATE_VERIFY_MAC")]
    [TestCase("HMAC_512", "GENERATE_VERIFY_MAC")]
    public void A_usage_fits_its_specs_and_no_others(string spec, string fitting)
    {
        foreach (var usage in new[] { "ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT" })
        {
            if (fitting.Split(' ').Contains(usage))
            {
                KeySpecs.Find(spec)!.UsageOf(usage).ShouldBe(usage);
            }
            else
            {
                Should.Throw<AwsErrorException>(() => KeySpecs.Find(spec)!.UsageOf(usage)).Message
                    .ShouldBe($"KeyUsage {usage} is not compatible with KeySpec {spec}");
            }
        }
    }

    [Test]
    public void A_key_lists_the_algorithms_of_its_usage_only()
    {
        var rsa = KeySpecs.Find("RSA_2048")!;

        rsa.EncryptionAlgorithmsFor("ENCRYPT_DECRYPT").ShouldBe(["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"]);
        rsa.EncryptionAlgorithmsFor("SIGN_VERIFY").ShouldBeNull();
        rsa.SigningAlgorithmsFor("ENCRYPT_DECRYPT").ShouldBeNull();
        rsa.SigningAlgorithmsFor("SIGN_VERIFY").ShouldBe(
        [
            "RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512",
            "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512",
        ]);
        rsa.MacAlgorithmsFor("SIGN_VERIFY").ShouldBeNull();
        KeySpecs.Find("HMAC_384")!.MacAlgorithmsFor("GENERATE_VERIFY_MAC").ShouldBe(["HMAC_SHA_384"]);
    }

    [TestCase("SM2")]
    [TestCase("ML_DSA_44")]
    [TestCase("ECC_NIST_EDWARDS25519")]
    [TestCase("rsa_2048")]
    public void Other_specs_are_not_emulated(string spec) => KeySpecs.Find(spec).ShouldBeNull();
}
