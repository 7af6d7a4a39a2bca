using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>What may be done with a key right now (kms-iam-sts.md 2.4).</summary>
internal enum KeyState
{
    Enabled = 0,
    Disabled = 1,
    PendingDeletion = 2,

    /// <summary>Its material is to be imported, which is not emulated: it stays so.</summary>
    PendingImport = 3,

    /// <summary>A multi-Region primary that waits for its replicas to be deleted.</summary>
    PendingReplicaDeletion = 4,

    /// <summary>A replica in the answer that makes it; nothing keeps it.</summary>
    Creating = 5,
}

/// <summary>A KMS key: what it is for, who may use it, and its key material wrapped by the root key.</summary>
internal sealed record KmsKey
{
    /// <summary>A UUID, or <c>mrk-</c> and 32 hex digits for a multi-Region key.</summary>
    public required string KeyId { get; init; }

    public required string Arn
    {
        get;
        init
        {
            field = value;
            Scope = value.Split(':') is [_, _, _, var region, var account, _] ? new Scope(account, region) : throw new ArgumentException($"{value} is no ARN.");
        }
    }

    /// <summary>At most 8192 characters; empty when none was given.</summary>
    public required string Description { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    /// <summary>As the model writes it: <c>SYMMETRIC_DEFAULT</c>, <c>RSA_2048</c>, <c>ECC_SECG_P256K1</c>, <c>HMAC_256</c>…</summary>
    public string KeySpec { get; init; } = KeySpecs.SymmetricDefault;

    /// <summary>What its spec says of it.</summary>
    public KeySpecFacts Facts => KeySpecs.Find(KeySpec)!;

    /// <summary>As the model writes it: <c>ENCRYPT_DECRYPT</c>, <c>SIGN_VERIFY</c>, <c>GENERATE_VERIFY_MAC</c>.</summary>
    public string KeyUsage { get; init; } = KeyUsages.EncryptDecrypt;

    /// <summary><c>AWS_KMS</c>, or <c>EXTERNAL</c> for material to be imported.</summary>
    public string Origin { get; init; } = KeyOrigins.AwsKms;

    /// <summary>True for a service's own key, such as <c>alias/aws/secretsmanager</c>.</summary>
    public bool IsAwsManaged { get; init; }

    public KeyState State { get; init; }

    /// <summary>When the waiting key is deleted.</summary>
    public DateTimeOffset? DeletionDate { get; init; }

    /// <summary>The window in days that was asked for with the deletion.</summary>
    public int? PendingWindowInDays { get; init; }

    /// <summary>The key policy as it was given, read once.</summary>
    public required PolicyText Policy { get; init; }

    /// <summary>In the order of attachment.</summary>
    public ImmutableArray<KeyTag> Tags { get; init; } = [];

    /// <summary>The region of the primary of a multi-Region key; null for a key of one region.</summary>
    public string? PrimaryRegion { get; init; }

    /// <summary>Whether it is the primary of a multi-Region key.</summary>
    public bool IsPrimary => PrimaryRegion == Scope.Region;

    /// <summary>The replicas of a multi-Region primary; none for any other key.</summary>
    public IEnumerable<KmsKey> ReplicasIn(Snapshot state) => !IsPrimary ? [] :
        state.ScopesOf(KmsTables.Keys)
            .Where(scope => scope.Account == Scope.Account && scope.Region != PrimaryRegion)
            .Select(scope => state.Find(KmsTables.Keys, scope, KeyId))
            .OfType<KmsKey>();

    /// <summary>The period of automatic rotation in days; null while it is off.</summary>
    public int? RotationPeriodInDays { get; init; }

    public DateTimeOffset? NextRotationDate { get; init; }

    /// <summary>Newest last; empty only while the material is to be imported.</summary>
    public required ImmutableArray<KeyMaterial> Materials { get; init; }

    /// <summary>What new ciphertext is made with; null while the material is to be imported.</summary>
    public KeyMaterial? CurrentMaterial => Materials.IsEmpty ? null : Materials[^1];

    /// <summary>Whether it waits for its deletion, or for that of its replicas.</summary>
    public bool IsPendingDeletion => State is KeyState.PendingDeletion or KeyState.PendingReplicaDeletion;

    /// <summary>The account and region of its ARN.</summary>
    public Scope Scope { get; private init; } = null!;
}

/// <summary>How a material came to be.</summary>
internal enum RotationType
{
    /// <summary>The first one.</summary>
    None = 0,
    Automatic = 1,
    OnDemand = 2,
}

/// <summary>One key material: its id (32 random bytes as lower-case hex) and itself under the root key. Newest last; none is ever removed, since old ciphertext names it.</summary>
internal sealed record KeyMaterial(string Id, ImmutableArray<byte> Wrapped)
{
    /// <summary>When it became the current one.</summary>
    public DateTimeOffset CreationDate { get; init; }

    public RotationType Rotation { get; init; }
}

/// <summary>A tag of a key.</summary>
internal sealed record KeyTag(string TagKey, string TagValue);

/// <summary>A friendly name that points at a key of the same account and region.</summary>
/// <param name="AliasName">With its prefix: <c>alias/aws/secretsmanager</c>.</param>
/// <param name="TargetKeyId">The bare id of the key, never an ARN.</param>
internal sealed record KmsAlias(string AliasName, string TargetKeyId)
{
    public DateTimeOffset CreationDate { get; init; }

    public DateTimeOffset LastUpdatedDate { get; init; }
}

/// <summary>Lets one principal use one key for some operations, under an encryption context where one is asked for (kms-iam-sts.md 2.5, 4.6).</summary>
internal sealed record KmsGrant
{
    /// <summary>64 hex digits.</summary>
    public required string GrantId { get; init; }

    public required string KeyId { get; init; }

    public required string KeyArn { get; init; }

    public string? Name { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    /// <summary>An ARN or a service principal.</summary>
    public required string GranteePrincipal { get; init; }

    public string? RetiringPrincipal { get; init; }

    /// <summary>The account that made it, as <c>arn:aws:iam::{acct}:root</c>.</summary>
    public required string IssuingAccount { get; init; }

    public required ImmutableArray<string> Operations { get; init; }

    /// <summary>Pairs that the request's context must contain; null without the constraint.</summary>
    public ImmutableDictionary<string, string>? EncryptionContextSubset { get; init; }

    /// <summary>Pairs that the request's context must equal; null without the constraint.</summary>
    public ImmutableDictionary<string, string>? EncryptionContextEquals { get; init; }

    /// <summary>Of the latest calls that made or repeated it, newest last.</summary>
    public required ImmutableArray<string> GrantTokens { get; init; }
}

/// <summary>What KMS keeps.</summary>
internal static class KmsTables
{
    /// <summary>The key with this ARN; null when there is none, and for the ARN of anything else.</summary>
    public static KmsKey? Key(this Snapshot state, string keyArn) =>
        KeyId.Parse(keyArn) is { Kind: KeyIdKind.Key, Region: { } region, Account: { } account } id ? state.Find(Keys, new Scope(account, region), id.Name) : null;

    public static Table<KmsKey> Keys { get; } =
        new("keys", key => key.KeyId, Comparer<KmsKey>.Create((one, other) => string.CompareOrdinal(one.KeyId, other.KeyId)));

    public static Table<KmsAlias> Aliases { get; } =
        new("aliases", alias => alias.AliasName, Comparer<KmsAlias>.Create((one, other) => string.CompareOrdinal(one.AliasName, other.AliasName)));

    /// <summary>By key, then id, so that the grants of one key stand together: <c>{keyId} {grantId}</c>.</summary>
    public static Table<KmsGrant> Grants { get; } = new(
        "grants", grant => $"{grant.KeyId} {grant.GrantId}",
        Comparer<KmsGrant>.Create((one, other) => string.CompareOrdinal(one.KeyId, other.KeyId) is var byKey && byKey != 0 ? byKey : string.CompareOrdinal(one.GrantId, other.GrantId)));
}
