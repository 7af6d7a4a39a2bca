using System.Security.Cryptography;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>A fresh 256-bit key in clear, for one use, and the same key as KMS encrypted it.</summary>
internal readonly record struct DataKey(byte[] Plaintext, byte[] CiphertextBlob)
{
    public override string ToString() => "***";
}

/// <summary>The only way into KMS for other services: finds the key, then does the cryptography. Nobody else holds key material.</summary>
internal sealed class KmsDoor(KeyRing ring, IRandom random)
{
    /// <summary>The alias of the key that a service uses when a customer names none.</summary>
    public static string DefaultAlias(string service) => $"alias/aws/{service}";

    /// <summary>
    /// The service's own key in an account and region, made on first use: always in the unit that needs it, so that the
    /// key comes to be in the same commit. Source: KMS developer guide, AWS managed keys (kms-iam-sts.md 2.7).
    /// </summary>
    public KmsKey DefaultKey(string service, string description, string keyArnPrefix, UnitOfWork unit, Scope scope, DateTimeOffset now)
    {
        if (unit.State.Find(KmsTables.Aliases, scope, DefaultAlias(service)) is { } alias)
        {
            return unit.State.Find(KmsTables.Keys, scope, alias.TargetKeyId)!;
        }

        var id = random.Uuid();
        var arn = keyArnPrefix + id;
        var key = new KmsKey
        {
            KeyId = id, Arn = arn, Description = description, CreationDate = now, Materials = [ring.Generate(arn)],
        };
        unit.Put(KmsTables.Keys, scope, key);
        unit.Put(KmsTables.Aliases, scope, new KmsAlias(DefaultAlias(service), id));
        return key;
    }

    public DataKey GenerateDataKey(KmsKey key, EncryptionContext context)
    {
        var plaintext = new byte[32];
        random.Fill(plaintext);
        var material = key.Materials[^1];
        return new(plaintext, CiphertextBlob.Encrypt(key, material, ring.Open(key, material), plaintext, context, random));
    }

    /// <exception cref="CryptographicException">No such key here, another context, or a changed byte.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> ciphertextBlob, EncryptionContext context, Snapshot state, Scope scope)
    {
        var blob = CiphertextBlob.Parse(ciphertextBlob);
        var key = state.Find(KmsTables.Keys, scope, blob.KeyId) ?? throw new CryptographicException("The key does not exist.");
        foreach (var material in key.Materials)
        {
            if (material.Id == blob.MaterialId)
            {
                return blob.Decrypt(ring.Open(key, material), context);
            }
        }

        throw new CryptographicException("The key material does not exist.");
    }
}
