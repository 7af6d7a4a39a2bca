using System.Security.Cryptography;

namespace SecretsEmu.Kms;

/// <summary>RSA and elliptic curve key pairs. The platform draws their randomness itself: it cannot be told another source.</summary>
internal static class AsymmetricKeys
{
    /// <summary>A new private key, PKCS#8. RSA_4096 takes about a second.</summary>
    public static byte[] Generate(KeySpecFacts spec)
    {
        if (spec.Kind == KeyKind.Rsa)
        {
            using var rsa = RSA.Create(spec.Bits);
            return rsa.ExportPkcs8PrivateKey();
        }

        using var curve = ECDsa.Create(ECCurve.CreateFromValue(spec.Curve!));
        return curve.ExportPkcs8PrivateKey();
    }

    /// <summary>The public half as a DER SubjectPublicKeyInfo.</summary>
    public static byte[] PublicKey(KeySpecFacts spec, ReadOnlySpan<byte> privateKey)
    {
        if (spec.Kind == KeyKind.Rsa)
        {
            using var rsa = Rsa(privateKey);
            return rsa.ExportSubjectPublicKeyInfo();
        }

        using var curve = EllipticCurve(privateKey);
        return curve.ExportSubjectPublicKeyInfo();
    }

    public static RSA Rsa(ReadOnlySpan<byte> privateKey)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(privateKey, out _);
        return rsa;
    }

    public static ECDsa EllipticCurve(ReadOnlySpan<byte> privateKey)
    {
        var curve = ECDsa.Create();
        curve.ImportPkcs8PrivateKey(privateKey, out _);
        return curve;
    }
}
