using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>
/// The inner side of KMS, for the user's own files only: seeds bring key material in, exports take it out in clear. No
/// decision is asked for and no state of a key forbids it.
/// </summary>
internal sealed class KeySeeds(KeyRing ring, IRandom random)
{
    /// <summary>New random material of a key spec.</summary>
    public KeyMaterial Generate(string keyArn, KeySpecFacts spec)
    {
        var material = KeyMaterials.Generate(spec, random);
        var wrapped = ring.Wrap(keyArn, material);
        CryptographicOperations.ZeroMemory(material);
        return wrapped;
    }

    /// <summary>Material that was given.</summary>
    /// <param name="materialId">64 hex digits; null for one that follows from key id and material, so that ciphertext made under the same seed elsewhere names the same material.</param>
    public KeyMaterial Import(string keyArn, string? materialId, ReadOnlySpan<byte> material) =>
        ring.WrapAs(materialId ?? IdOf(material, keyArn[(keyArn.LastIndexOf('/') + 1)..]), keyArn, material);

    /// <summary>The same materials for a replica of a multi-Region key.</summary>
    public IEnumerable<KeyMaterial> Replicate(KmsKey primary, string replicaArn) =>
        primary.Materials.Select(material => ring.CopyFor(replicaArn, primary, material));

    /// <summary>The material in clear, in the form in which <see cref="Import"/> takes it.</summary>
    public ReadOnlySpan<byte> Export(KmsKey key, KeyMaterial material) => ring.Open(key, material);

    private static string IdOf(ReadOnlySpan<byte> material, string keyId) => Convert.ToHexStringLower(HMACSHA256.HashData(material, Encoding.UTF8.GetBytes(keyId)));
}
