using System.Security.Cryptography;
using SecretsEmu.Calls;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>Encryption under a symmetric key: state and usage first, then the cryptography (kms-iam-sts.md 2.4, 2.6).</summary>
internal sealed class SymmetricCipher(KeyRing ring, IRandom random)
{
    /// <param name="operation">The API name, as the sentence about a wrong usage says it.</param>
    /// <exception cref="AwsErrorException">The key's state or usage forbids it.</exception>
    public byte[] Encrypt(KmsKey key, ReadOnlySpan<byte> plaintext, EncryptionContext context, string operation)
    {
        key.RequireEnabled().RequireSymmetric(operation);
        var material = key.CurrentMaterial!;
        return CiphertextBlob.Encrypt(key, material, ring.Open(key, material), plaintext, context, random);
    }

    /// <exception cref="AwsErrorException">The key's state or usage forbids it, or the ciphertext is another's, damaged or of another context.</exception>
    public byte[] Decrypt(KmsKey key, CiphertextBlob blob, EncryptionContext context, string operation)
    {
        key.RequireEnabled().RequireSymmetric(operation);
        foreach (var material in key.Materials)
        {
            if (material.Id == blob.MaterialId)
            {
                try
                {
                    return blob.Decrypt(ring.Open(key, material), context);
                }
                catch (CryptographicException)
                {
                    break;
                }
            }
        }

        throw KmsErrors.InvalidCiphertext.AsException();
    }
}
