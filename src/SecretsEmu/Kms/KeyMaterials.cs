using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>How the material of a key of each spec is made, as it is kept under the root key.</summary>
internal static class KeyMaterials
{
    /// <summary>New material in clear, for <see cref="KeyRing.Wrap"/>: random bytes for symmetric and HMAC keys, a PKCS#8 private key for the others.</summary>
    public static byte[] Generate(KeySpecFacts spec, IRandom random)
    {
        if (spec.IsAsymmetric)
        {
            return AsymmetricKeys.Generate(spec);
        }

        var material = new byte[spec.Bits / 8];
        random.Fill(material);
        return material;
    }
}
