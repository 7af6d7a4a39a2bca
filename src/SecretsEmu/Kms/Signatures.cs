using System.Security.Cryptography;

namespace SecretsEmu.Kms;

/// <summary>Signatures of RSA and elliptic curve keys: PKCS #1 v1.5, PSS with a salt as long as the digest, ECDSA in DER (kms-iam-sts.md 2.5).</summary>
internal static class Signatures
{
    /// <summary>What is signed: the message's digest.</summary>
    /// <param name="message">The message, or already its digest.</param>
    /// <param name="isDigest">Which of the two.</param>
    /// <param name="algorithm">One of the key's signing algorithms.</param>
    /// <exception cref="Calls.AwsErrorException">ValidationException: a digest of another length than the algorithm's.</exception>
    public static byte[] Digest(byte[] message, bool isDigest, string algorithm)
    {
        if (!isDigest)
        {
            return CryptographicOperations.HashData(HashOf(algorithm), message);
        }

        return message.Length == DigestBytes(algorithm) ? message : throw KmsErrors.DigestLength(algorithm).AsException();
    }

    public static byte[] Sign(KeySpecFacts spec, ReadOnlySpan<byte> privateKey, string algorithm, byte[] digest)
    {
        if (spec.Kind == KeyKind.Rsa)
        {
            using var rsa = AsymmetricKeys.Rsa(privateKey);
            return rsa.SignHash(digest, HashOf(algorithm), PaddingOf(algorithm));
        }

        using var curve = AsymmetricKeys.EllipticCurve(privateKey);
        return curve.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);
    }

    public static bool Verify(KeySpecFacts spec, ReadOnlySpan<byte> privateKey, string algorithm, byte[] digest, byte[] signature)
    {
        if (spec.Kind == KeyKind.Rsa)
        {
            using var rsa = AsymmetricKeys.Rsa(privateKey);
            return rsa.VerifyHash(digest, signature, HashOf(algorithm), PaddingOf(algorithm));
        }

        using var curve = AsymmetricKeys.EllipticCurve(privateKey);
        return curve.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static HashAlgorithmName HashOf(string algorithm) => DigestBytes(algorithm) switch
    {
        SHA256.HashSizeInBytes => HashAlgorithmName.SHA256,
        SHA384.HashSizeInBytes => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };

    // The names end with the bits of the digest.
    private static int DigestBytes(string algorithm) => algorithm[^3..] switch
    {
        "256" => SHA256.HashSizeInBytes,
        "384" => SHA384.HashSizeInBytes,
        _ => SHA512.HashSizeInBytes,
    };

    private static RSASignaturePadding PaddingOf(string algorithm) =>
        algorithm.StartsWith("RSASSA_PSS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
}
