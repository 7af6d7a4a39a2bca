using System.Text.Json.Serialization;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>A key as the API describes it. Verified: the member set of each kind of key is recorded (kms-iam-sts.md 2.5).</summary>
internal sealed class KeyMetadata
{
    [JsonPropertyName("AWSAccountId")] public required string AwsAccountId { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    /// <summary>Of symmetric encryption keys that have material, but not while they are created.</summary>
    public string? CurrentKeyMaterialId { get; init; }

    /// <summary>The older name of <see cref="KeySpec"/>.</summary>
    public required string CustomerMasterKeySpec { get; init; }

    /// <summary>While the key waits for its deletion.</summary>
    public DateTimeOffset? DeletionDate { get; init; }

    public required string Description { get; init; }

    /// <summary>Only in the state Enabled.</summary>
    public required bool Enabled { get; init; }

    public IReadOnlyList<string>? EncryptionAlgorithms { get; init; }

    public required string KeyId { get; init; }

    /// <summary><c>AWS</c> or <c>CUSTOMER</c>.</summary>
    public required string KeyManager { get; init; }

    public required string KeySpec { get; init; }

    public required string KeyState { get; init; }

    public required string KeyUsage { get; init; }

    public IReadOnlyList<string>? MacAlgorithms { get; init; }

    public required bool MultiRegion { get; init; }

    public MultiRegionConfiguration? MultiRegionConfiguration { get; init; }

    public required string Origin { get; init; }

    /// <summary>Of a primary that waits for its replicas to be deleted.</summary>
    public int? PendingDeletionWindowInDays { get; init; }

    public IReadOnlyList<string>? SigningAlgorithms { get; init; }

    public static KeyMetadata Of(KmsKey key, Snapshot state) => new()
    {
        Arn = key.Arn,
        AwsAccountId = key.Scope.Account,
        CreationDate = key.CreationDate,
        CurrentKeyMaterialId = key.KeySpec == KeySpecs.SymmetricDefault && key.State != Kms.KeyState.Creating ? key.CurrentMaterial?.Id : null,
        CustomerMasterKeySpec = key.KeySpec,
        DeletionDate = key.State == Kms.KeyState.PendingDeletion ? key.DeletionDate : null,
        Description = key.Description,
        Enabled = key.State == Kms.KeyState.Enabled,
        EncryptionAlgorithms = key.Facts.EncryptionAlgorithmsFor(key.KeyUsage),
        KeyId = key.KeyId,
        KeyManager = key.IsAwsManaged ? "AWS" : "CUSTOMER",
        KeySpec = key.KeySpec,
        KeyState = key.State.ToString(),
        KeyUsage = key.KeyUsage,
        MacAlgorithms = key.Facts.MacAlgorithmsFor(key.KeyUsage),
        MultiRegion = key.PrimaryRegion is not null,
        MultiRegionConfiguration = MultiRegionConfiguration.Of(key, state),
        Origin = key.Origin,
        PendingDeletionWindowInDays = key.State == Kms.KeyState.PendingReplicaDeletion ? key.PendingWindowInDays : null,
        SigningAlgorithms = key.Facts.SigningAlgorithmsFor(key.KeyUsage),
    };
}

/// <summary>Where a multi-Region key is. Verified: recorded, kms-iam-sts.md 2.5.</summary>
internal sealed class MultiRegionConfiguration
{
    /// <summary><c>PRIMARY</c> or <c>REPLICA</c>.</summary>
    public required string MultiRegionKeyType { get; init; }

    public required MultiRegionKey PrimaryKey { get; init; }

    public required IReadOnlyList<MultiRegionKey> ReplicaKeys { get; init; }

    /// <summary>Null for a key of one region.</summary>
    public static MultiRegionConfiguration? Of(KmsKey key, Snapshot state)
    {
        if (key.PrimaryRegion is not { } primary)
        {
            return null;
        }

        return new()
        {
            MultiRegionKeyType = key.IsPrimary ? "PRIMARY" : "REPLICA",
            PrimaryKey = new() { Arn = KeyArn.Of(primary, key.Scope.Account, key.KeyId), Region = primary },
            ReplicaKeys =
            [
                .. state.ScopesOf(KmsTables.Keys)
                    .Where(scope => scope.Account == key.Scope.Account && scope.Region != primary && state.Find(KmsTables.Keys, scope, key.KeyId) is not null)
                    .Select(scope => new MultiRegionKey { Arn = KeyArn.Of(scope.Region, scope.Account, key.KeyId), Region = scope.Region }),
            ],
        };
    }
}

/// <summary>One of the related keys of a multi-Region key.</summary>
internal sealed class MultiRegionKey
{
    public required string Arn { get; init; }

    public required string Region { get; init; }
}
