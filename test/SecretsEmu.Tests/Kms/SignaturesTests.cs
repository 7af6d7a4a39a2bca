using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;

namespace SecretsEmu.Tests.Kms;

/// <summary>Signatures that any other program can verify with the public key (kms-iam-sts.md 2.5).</summary>
public sealed class SignaturesTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("to be signed");
    private static readonly Dictionary<string, byte[]> Keys = [];

    [TestCaseSource(nameof(SpecsAndAlgorithms))]
    public void A_signature_is_verified_by_its_key_and_no_other_message(string spec, string algorithm)
    {
        var (facts, key) = (KeySpecs.Find(spec)!, KeyOf(spec));
        var digest = Signatures.Digest(Message, isDigest: false, algorithm);

        var signature = Signatures.Sign(facts, key, algorithm, digest);

        Signatures.Verify(facts, key, algorithm, digest, signature).ShouldBeTrue();
        Signatures.Verify(facts, key, algorithm, Signatures.Digest([1], isDigest: false, algorithm), signature).ShouldBeFalse();
        Signatures.Verify(facts, key, algorithm, digest, [.. signature[..^1], (byte)(signature[^1] ^ 1)]).ShouldBeFalse();
        Signatures.Verify(facts, key, algorithm, digest, [.. signature, 0]).ShouldBeFalse();
        Signatures.Verify(facts, key, algorithm, digest, [1, 2, 3]).ShouldBeFalse();
        VerifiesElsewhere(facts, algorithm, signature).ShouldBeTrue();
    }

    [TestCase("RSASSA_PSS_SHA_256", 32)]
    [TestCase("RSASSA_PKCS1_V1_5_SHA_384", 48)]
    [TestCase("ECDSA_SHA_512", 64)]
    public void A_digest_must_have_the_length_of_its_algorithm(string algorithm, int bytes)
    {
        Signatures.Digest(new byte[bytes], isDigest: true, algorithm).Length.ShouldBe(bytes);
        Should.Throw<AwsErrorException>(() => Signatures.Digest(new byte[bytes - 1], isDigest: true, algorithm)).Message
            .ShouldBe($"Digest is invalid length for algorithm {algorithm}.");
    }

    private static IEnumerable<TestCaseData> SpecsAndAlgorithms() =>
        from spec in KeySpecs.All
        where spec.IsAsymmetric && spec.Bits < 3000
        from algorithm in spec.SigningAlgorithms
        select new TestCaseData(spec.Name, algorithm);

    private static bool VerifiesElsewhere(KeySpecFacts spec, string algorithm, byte[] signature)
    {
        var publicKey = AsymmetricKeys.PublicKey(spec, KeyOf(spec.Name));
        var hash = new HashAlgorithmName($"SHA{algorithm[^3..]}");
        if (spec.Kind == KeyKind.EllipticCurve)
        {
            using var curve = ECDsa.Create();
            curve.ImportSubjectPublicKeyInfo(publicKey, out _);
            return curve.VerifyData(Message, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
        }

        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.VerifyData(Message, signature, hash, algorithm.Contains("PSS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static byte[] KeyOf(string spec)
    {
        lock (Keys)
        {
            return Keys.TryGetValue(spec, out var key) ? key : Keys[spec] = KeyMaterials.Generate(KeySpecs.Find(spec)!, new SeededRandom(1));
        }
    }
}
