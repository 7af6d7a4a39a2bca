using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>Key material in clear, in memory only. Nothing outside this folder sees it.</summary>
internal sealed class KeyRing(RootKey root, IRandom random)
{
    private readonly ConditionalWeakTable<KeyMaterial, byte[]> _unwrapped = [];

    /// <summary>New 256-bit material, wrapped by the root key and bound to the key it belongs to.</summary>
    public KeyMaterial Generate(string keyArn)
    {
        Span<byte> material = stackalloc byte[32];
        random.Fill(material);
        var wrapped = Wrap(keyArn, material);
        CryptographicOperations.ZeroMemory(material);
        return wrapped;
    }

    /// <summary>Material of whatever kind, under an id of its own, wrapped by the root key and bound to the key it belongs to.</summary>
    public KeyMaterial Wrap(string keyArn, ReadOnlySpan<byte> material) => WrapAs(random.HexId(), keyArn, material);

    /// <summary>The same for material that has its id already.</summary>
    public KeyMaterial WrapAs(string materialId, string keyArn, ReadOnlySpan<byte> material) =>
        new(materialId, Seal(keyArn, materialId, material));

    /// <summary>The same material, id and dates included, for a related key in another region.</summary>
    public KeyMaterial CopyFor(string keyArn, KmsKey key, KeyMaterial material) =>
        material with { Wrapped = Seal(keyArn, material.Id, Open(key, material)) };

    // By the record, not by its id: a seed may give the same id to another material after a reset.
    public ReadOnlySpan<byte> Open(KmsKey key, KeyMaterial material) =>
        _unwrapped.GetOrAdd(
            material,
            static (of, with) => SealedBytes.Open(with.Root.Key, of.Wrapped.AsSpan(), Binding(with.Arn, of.Id)),
            (Root: root, key.Arn));

    private ImmutableArray<byte> Seal(string keyArn, string materialId, ReadOnlySpan<byte> material)
    {
        var wrapped = new byte[material.Length + SealedBytes.Overhead];
        SealedBytes.Seal(root.Key, material, Binding(keyArn, materialId), random, wrapped);
        return ImmutableCollectionsMarshal.AsImmutableArray(wrapped);
    }

    private static byte[] Binding(string keyArn, string materialId) => Encoding.UTF8.GetBytes($"{keyArn} {materialId}");
}
