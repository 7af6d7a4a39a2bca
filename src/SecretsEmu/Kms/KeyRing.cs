using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>Key material in clear, in memory only. Nothing outside this folder sees it.</summary>
internal sealed class KeyRing(RootKey root, IRandom random)
{
    private readonly ConcurrentDictionary<string, byte[]> _unwrapped = new(StringComparer.Ordinal);

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
    public KeyMaterial Wrap(string keyArn, ReadOnlySpan<byte> material)
    {
        Span<byte> id = stackalloc byte[32];
        random.Fill(id);
        var name = Convert.ToHexStringLower(id);
        return new KeyMaterial(name, Seal(keyArn, name, material));
    }

    /// <summary>The same material, id and dates included, for a related key in another region.</summary>
    public KeyMaterial CopyFor(string keyArn, KmsKey key, KeyMaterial material) =>
        material with { Wrapped = Seal(keyArn, material.Id, Open(key, material)) };

    public ReadOnlySpan<byte> Open(KmsKey key, KeyMaterial material) =>
        _unwrapped.GetOrAdd(
            material.Id,
            static (_, of) => SealedBytes.Open(of.Root.Key, of.Material.Wrapped.AsSpan(), Binding(of.Key.Arn, of.Material.Id)),
            (Root: root, Key: key, Material: material));

    private ImmutableArray<byte> Seal(string keyArn, string materialId, ReadOnlySpan<byte> material)
    {
        var wrapped = new byte[material.Length + SealedBytes.Overhead];
        SealedBytes.Seal(root.Key, material, Binding(keyArn, materialId), random, wrapped);
        return ImmutableCollectionsMarshal.AsImmutableArray(wrapped);
    }

    private static byte[] Binding(string keyArn, string materialId) => Encoding.UTF8.GetBytes($"{keyArn} {materialId}");
}
