using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>Fresh keys for encryption elsewhere, each with its copy under a KMS key (kms-iam-sts.md 2.5).</summary>
internal sealed class DataKeys(SymmetricCipher cipher, IRandom random)
{
    /// <param name="key">A symmetric key in use.</param>
    /// <param name="bytes">1 to 1024.</param>
    /// <param name="context">Bound into the copy.</param>
    /// <param name="operation">As the sentence about a wrong usage says it.</param>
    /// <exception cref="Calls.AwsErrorException">The key's state or usage forbids it.</exception>
    public DataKey Generate(KmsKey key, int bytes, EncryptionContext context, string operation)
    {
        var plaintext = random.Bytes(bytes);
        return new(plaintext, cipher.Encrypt(key, plaintext, context, operation), key.Arn);
    }

    /// <summary>A private key, PKCS#8, under the KMS key, and its public half as a DER SubjectPublicKeyInfo.</summary>
    /// <exception cref="Calls.AwsErrorException">The key's state or usage forbids it.</exception>
    public (DataKey PrivateKey, byte[] PublicKey) GeneratePair(KmsKey key, KeySpecFacts spec, EncryptionContext context, string operation)
    {
        key.RequireEnabled().RequireSymmetric(operation);
        var privateKey = KeyMaterials.Generate(spec, random);
        return (new(privateKey, cipher.Encrypt(key, privateKey, context, operation), key.Arn), AsymmetricKeys.PublicKey(spec, privateKey));
    }
}
