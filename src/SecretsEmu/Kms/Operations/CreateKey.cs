using System.Security.Cryptography;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Randomness;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The key that CreateKey would make.</summary>
/// <param name="KeyId">A UUID, an id of a multi-Region key, or what the tag <c>_custom_id_</c> says.</param>
internal sealed record NewKey(string KeyId, string Arn);

/// <summary>Makes a KMS key with its own material, or one that waits for material.</summary>
/// <remarks>
/// Source: API reference, CreateKey (kms-iam-sts.md 2.5). The tag <c>_custom_id_</c> fixes the key id, as in other
/// emulators: fixtures can then name the key before it exists.
/// </remarks>
internal sealed class CreateKey(KeyRing ring, IRandom random)
    : IPreparedChange<CreateKeyRequest, byte[]?, NewKey, CreateKeyResponse>, IValidate<CreateKeyRequest>
{
    public void Validate(CreateKeyRequest request)
    {
        if (request is { KeySpec: not null, CustomerMasterKeySpec: not null })
        {
            throw KmsErrors.BothKeySpecs.AsException();
        }

        KeyTags.RequireUsable(request.Tags ?? []);
        if (SpecOf(request).UsageOf(request.KeyUsage) == KeyUsages.KeyAgreement)
        {
            throw FrontEndErrors.NotEmulated($"KMS keys for {KeyUsages.KeyAgreement}").AsException();
        }

        if (request.Origin is not (null or KeyOrigins.AwsKms or KeyOrigins.External))
        {
            throw FrontEndErrors.NotEmulated($"KMS keys of origin {request.Origin}").AsException();
        }
    }

    public Plan<NewKey> Plan(CreateKeyRequest request, Snapshot state, RequestContext context)
    {
        var id = KeyTags.CustomIdOf(request.Tags ?? []) ?? (request.MultiRegion is true ? random.MultiRegionKeyId() : random.Uuid());
        var key = new NewKey(id, KeyArn.Of(context.Region, context.Caller.Account, id));
        var create = KmsTarget.WithoutKey(KmsActions.CreateKey, context, KeysOf(request));
        return request.Tags is { Count: > 0 }
            ? new(key, create, create with { Action = KmsActions.TagResource, Arn = key.Arn, Shown = key.Arn })
            : new(key, create);
    }

    public byte[]? Prepare(CreateKeyRequest request) => request.Origin == KeyOrigins.External ? null : KeyMaterials.Generate(SpecOf(request), random);

    public CreateKeyResponse Apply(byte[]? material, NewKey found, CreateKeyRequest request, UnitOfWork unit, RequestContext context)
    {
        if (unit.State.Find(KmsTables.Keys, context.Scope, found.KeyId) is not null)
        {
            throw KmsErrors.CustomIdTaken(found.Arn).AsException();
        }

        var key = new KmsKey
        {
            KeyId = found.KeyId,
            Arn = found.Arn,
            Description = request.Description ?? "",
            CreationDate = context.Now,
            KeySpec = SpecOf(request).Name,
            KeyUsage = SpecOf(request).UsageOf(request.KeyUsage),
            Origin = request.Origin ?? KeyOrigins.AwsKms,
            State = material is null ? KeyState.PendingImport : KeyState.Enabled,
            Policy = KeyPolicies.Default(context.Caller.Account, context.Region),
            Tags = KeyTags.Merge([], request.Tags ?? []),
            PrimaryRegion = request.MultiRegion is true ? context.Region : null,
            Materials = material is null ? [] : [ring.Wrap(found.Arn, material) with { CreationDate = context.Now }],
        };
        CryptographicOperations.ZeroMemory(material);
        if (request.Policy is { } policy)
        {
            key = key.WithPolicy(policy, request.BypassPolicyLockoutSafetyCheck, unit.State, context);
        }

        unit.Put(KmsTables.Keys, key.Scope, key);
        return new() { KeyMetadata = KeyMetadata.Of(key, unit.State) };
    }

    private static RequestKeys KeysOf(CreateKeyRequest request) => new RequestKeys()
        .Add("kms:BypassPolicyLockoutSafetyCheck", request.BypassPolicyLockoutSafetyCheck ?? false)
        .Add("kms:KeyOrigin", request.Origin ?? KeyOrigins.AwsKms)
        .Add("kms:KeySpec", SpecOf(request).Name)
        .Add("kms:KeyUsage", SpecOf(request).UsageOf(request.KeyUsage))
        .Add("kms:MultiRegion", request.MultiRegion ?? false)
        .Add("kms:MultiRegionKeyType", request.MultiRegion is true ? "PRIMARY" : null)
        .AddTags(request.Tags);

    private static KeySpecFacts SpecOf(CreateKeyRequest request)
    {
        var name = request.KeySpec ?? request.CustomerMasterKeySpec ?? KeySpecs.SymmetricDefault;
        return KeySpecs.Find(name) ?? throw FrontEndErrors.NotEmulated($"KMS keys of spec {name}").AsException();
    }
}

internal sealed class CreateKeyRequest
{
    /// <summary>A key policy of 1 to 131072 characters, in fact at most 32768 bytes; the default policy when absent.</summary>
    [Length(1, 131072), Pattern(@"[\u0009\u000A\u000D\u0020-\u00FF]+")] public string? Policy { get; init; }

    /// <summary>At most 8192 characters.</summary>
    [Length(0, 8192)] public string? Description { get; init; }

    // Verified: the order of the first three is recorded (kms-iam-sts.md 2.2).
    [OneOf("ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT")] public string? KeyUsage { get; init; }

    /// <summary>The older name of <see cref="KeySpec"/>.</summary>
    [OneOf(
        "RSA_2048", "ECC_NIST_P384", "ECC_NIST_P256", "ECC_NIST_P521", "HMAC_384", "RSA_3072", "ECC_SECG_P256K1", "RSA_4096",
        "SYMMETRIC_DEFAULT", "HMAC_256", "HMAC_224", "HMAC_512", "SM2")]
    public string? CustomerMasterKeySpec { get; init; }

    // Verified: the order of the first twelve is recorded (kms-iam-sts.md 2.2); the newer ones stand behind them.
    [OneOf(
        "RSA_2048", "ECC_NIST_P384", "ECC_NIST_P256", "ECC_NIST_P521", "HMAC_384", "RSA_3072", "ECC_SECG_P256K1", "RSA_4096",
        "SYMMETRIC_DEFAULT", "HMAC_256", "HMAC_224", "HMAC_512", "SM2", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ECC_NIST_EDWARDS25519")]
    public string? KeySpec { get; init; }

    [OneOf("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE")] public string? Origin { get; init; }

    /// <summary>1 to 64 characters.</summary>
    [Length(1, 64), NotEmulated("custom key stores")] public string? CustomKeyStoreId { get; init; }

    /// <summary>Whether the caller may lock itself out with the policy; false when absent.</summary>
    public bool? BypassPolicyLockoutSafetyCheck { get; init; }

    /// <summary>At most 50; the key <c>_custom_id_</c> fixes the key id.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }

    /// <summary>Whether the key can be replicated to other regions; false when absent.</summary>
    public bool? MultiRegion { get; init; }

    /// <summary>1 to 128 characters.</summary>
    [Length(1, 128), Pattern(@"^[a-zA-Z0-9-_.]+$"), NotEmulated("custom key stores")] public string? XksKeyId { get; init; }
}

internal sealed class CreateKeyResponse
{
    public required KeyMetadata KeyMetadata { get; init; }
}
