using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>How the material of a key of each spec is made, as it is kept under the root key.</summary>
internal static class KeyMaterials
{
    private const int SymmetricBytes = 32;

    /// <summary>Whether keys of a spec can be made here.</summary>
    public static bool CanGenerate(string keySpec) => keySpec == KeySpecs.SymmetricDefault;

    /// <summary>New material in clear, for <see cref="KeyRing.Wrap"/>.</summary>
    public static byte[] Generate(string keySpec, IRandom random)
    {
        if (keySpec != KeySpecs.SymmetricDefault)
        {
            throw new ArgumentException($"Keys of spec {keySpec} are not made here.", nameof(keySpec));
        }

        var material = new byte[SymmetricBytes];
        random.Fill(material);
        return material;
    }
}
