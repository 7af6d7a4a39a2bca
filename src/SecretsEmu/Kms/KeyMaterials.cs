using System.Security.Cryptography;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>How the material of a key of each spec is made, as it is kept under the root key.</summary>
internal static class KeyMaterials
{
    /// <summary>New material in clear, for <see cref="KeyRing.Wrap"/>: random bytes for symmetric and HMAC keys, a PKCS#8 private key for the others.</summary>
    public static byte[] Generate(KeySpecFacts spec, IRandom random) => spec.IsAsymmetric ? AsymmetricKeys.Generate(spec) : random.Bytes(spec.Bits / 8);

    /// <summary>Whether this is material of a spec, in the form in which <see cref="Generate"/> makes it.</summary>
    public static bool Fits(KeySpecFacts spec, ReadOnlySpan<byte> material)
    {
        try
        {
            return spec.Kind switch
            {
                KeyKind.Rsa => IsRsa(spec, material),
                KeyKind.EllipticCurve => IsOfCurve(spec, material),
                _ => material.Length == spec.Bits / 8,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsRsa(KeySpecFacts spec, ReadOnlySpan<byte> material)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(material, out var read);
        return read == material.Length && rsa.KeySize == spec.Bits;
    }

    private static bool IsOfCurve(KeySpecFacts spec, ReadOnlySpan<byte> material)
    {
        using var curve = ECDsa.Create();
        curve.ImportPkcs8PrivateKey(material, out var read);
        return read == material.Length && curve.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == spec.Curve;
    }
}
