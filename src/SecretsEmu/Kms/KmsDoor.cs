using SecretsEmu.Calls;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>A fresh 256-bit key in clear, for one use, and the same key as KMS encrypted it.</summary>
/// <param name="KeyArn">The key that encrypted it.</param>
internal readonly record struct DataKey(byte[] Plaintext, byte[] CiphertextBlob, string KeyArn)
{
    public override string ToString() => "***";
}

/// <summary>What a service says of itself when it makes its own key.</summary>
/// <param name="SigningName">Such as <c>secretsmanager</c>: its key's alias is <c>alias/aws/secretsmanager</c>.</param>
/// <param name="Name">As the policy of its key says it: <c>AWS Secrets Manager</c>.</param>
/// <param name="KeyDescription">The description of its key.</param>
internal sealed record KmsClientService(string SigningName, string Name, string KeyDescription)
{
    public string DefaultAlias => $"alias/aws/{SigningName}";
}

/// <summary>
/// The only way into KMS for other services: finds the key, decides access for caller and via-service, checks state and
/// usage, then does the cryptography. Nobody else holds key material. What KMS refuses comes as its own
/// <see cref="AwsErrorException"/>; the service answers in its own words.
/// </summary>
internal sealed class KmsDoor(KeyRing ring, IRandom random)
{
    private const int DataKeyBytes = 32;

    private readonly SymmetricCipher _cipher = new(ring, random);

    /// <summary>
    /// The service's own key in an account and region, made on first use: always in the unit that needs it, so that the
    /// key comes to be in the same commit. Source: KMS developer guide, AWS managed keys (kms-iam-sts.md 2.7).
    /// </summary>
    public KmsKey DefaultKey(KmsClientService service, UnitOfWork unit, Scope scope, DateTimeOffset now)
    {
        if (unit.State.Find(KmsTables.Aliases, scope, service.DefaultAlias) is { } alias)
        {
            return unit.State.Find(KmsTables.Keys, scope, alias.TargetKeyId)!;
        }

        var id = random.Uuid();
        var arn = KeyArn.Of(scope.Region, scope.Account, id);
        var key = UnmadeDefaultKey(service, scope, now) with { KeyId = id, Arn = arn, Materials = [ring.Generate(arn) with { CreationDate = now }] };
        unit.Put(KmsTables.Keys, scope, key);
        unit.Put(KmsTables.Aliases, scope, new KmsAlias(service.DefaultAlias, key.KeyId) { CreationDate = now, LastUpdatedDate = now });
        unit.Schedule(KmsDue.RotationOf(key));
        return key;
    }

    /// <summary>What is known of the key that <see cref="DefaultKey"/> would make, for a decision before it is made: all but its id, which is <c>*</c>, and its material.</summary>
    public static KmsKey UnmadeDefaultKey(KmsClientService service, Scope scope, DateTimeOffset now) => new()
    {
        KeyId = "*",
        Arn = KeyArn.Of(scope.Region, scope.Account, "*"),
        Description = service.KeyDescription,
        CreationDate = now,
        IsAwsManaged = true,
        Policy = KeyPolicies.OfService(service.SigningName, service.Name, scope.Account, scope.Region),
        RotationPeriodInDays = KeyRotation.DefaultPeriodInDays,
        NextRotationDate = now.AddDays(KeyRotation.DefaultPeriodInDays),
        Materials = [],
    };

    /// <summary>As kms:GenerateDataKey with AES_256, for the caller, through the service of the context.</summary>
    /// <param name="keyId">A key id, alias or ARN.</param>
    /// <param name="encryption">Bound into the ciphertext.</param>
    /// <param name="state">Where the key is.</param>
    /// <param name="context">The caller's, through the service.</param>
    /// <exception cref="AwsErrorException">As KMS refuses.</exception>
    public DataKey GenerateDataKey(string keyId, EncryptionContext encryption, Snapshot state, RequestContext context)
    {
        var plan = KmsPlan.Find(keyId, KmsActions.GenerateDataKey, KeyIdUse.KeyOrAlias, state, context, encryption);
        context.Require(plan.Targets);
        return new DataKeys(_cipher, random).Generate(plan.Found.OrThrow(), DataKeyBytes, encryption, "GenerateDataKey");
    }

    /// <summary>As kms:Encrypt. Parameters and refusals as <see cref="GenerateDataKey"/>.</summary>
    public byte[] Encrypt(string keyId, ReadOnlySpan<byte> plaintext, EncryptionContext encryption, Snapshot state, RequestContext context)
    {
        var plan = KmsPlan.Find(keyId, KmsActions.Encrypt, KeyIdUse.KeyOrAlias, state, context, encryption);
        context.Require(plan.Targets);
        return _cipher.Encrypt(plan.Found.OrThrow(), plaintext, encryption, "Encrypt");
    }

    /// <summary>As kms:Decrypt: the blob names its key. A key that is gone is said to be so, which KMS itself words as a denial. Parameters and refusals as <see cref="GenerateDataKey"/>.</summary>
    public byte[] Decrypt(ReadOnlySpan<byte> ciphertextBlob, EncryptionContext encryption, Snapshot state, RequestContext context)
    {
        if (!CiphertextBlob.TryParse(ciphertextBlob, out var blob))
        {
            throw KmsErrors.InvalidCiphertext.AsException();
        }

        var plan = CiphertextKey.NamedIn(blob, KmsActions.Decrypt, state, context, encryption);
        context.Require(plan.Targets);
        return plan.Found.Key is null && CiphertextKey.Look(blob, state, context) is null
            ? throw KmsErrors.KeyNotFound(KeyArn.Of(context.Region, blob.Account, blob.KeyId)).AsException()
            : _cipher.Decrypt(plan.Found.OrThrow(), blob, encryption, "Decrypt");
    }
}
