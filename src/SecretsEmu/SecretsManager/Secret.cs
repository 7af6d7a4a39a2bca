using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>A secret with all its versions (secretsmanager.md 3.1).</summary>
internal sealed record Secret
{
    /// <summary>The full ARN with its suffix. Its account and region are the secret's scope.</summary>
    public required string Arn { get; init; }

    /// <summary>1 to 512 characters, unique in its scope until the secret is purged.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The customer's key as <see cref="SecretKey.Kept"/> has it; null means the service's default key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Null when the secret was never tagged; empty when all tags were removed. In the order of attachment.</summary>
    public ImmutableArray<SecretTag>? Tags { get; init; }

    /// <summary>The resource policy as it was given, read once.</summary>
    public PolicyText? ResourcePolicy { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>Moves on every change of metadata or value, not on reads.</summary>
    public required DateTimeOffset LastChangedDate { get; init; }

    /// <summary>Midnight UTC of the day on which a value was last read, as far as it was written down (<see cref="AccessNotes"/>).</summary>
    public DateTimeOffset? LastAccessedDate { get; init; }

    /// <summary>How it is rotated; null for a secret that never was.</summary>
    public SecretRotation? Rotation { get; init; }

    /// <summary>The AWS service that made the secret and manages it, such as <c>rds</c>; null for a secret of the user's own.</summary>
    public string? OwningService { get; init; }

    /// <summary>The region of the primary that this secret is a copy of; null for a secret that can be changed here.</summary>
    public string? ReplicaOf { get; init; }

    /// <summary>Where it is replicated to, in the order in which the regions were added.</summary>
    public ImmutableArray<Replica> Replicas { get; init; } = [];

    /// <summary>When DeleteSecret was called, while the secret waits for its deletion.</summary>
    public DateTimeOffset? DeletedDate { get; init; }

    /// <summary>When the waiting secret is purged.</summary>
    public DateTimeOffset? DeletionDate { get; init; }

    public StagingLabels Labels { get; init; } = StagingLabels.None;

    /// <summary>In the order in which they were made.</summary>
    public ImmutableArray<SecretVersion> Versions { get; init; } = [];

    public Scope Scope
    {
        get
        {
            var id = SecretId.Parse(Arn);
            return new Scope(id.Account.ToString(), id.Region.ToString());
        }
    }

    public bool IsReplica => ReplicaOf is not null;

    /// <summary>Where it can be changed, for a replica or a secret that has some; null for a secret of one region.</summary>
    public string? PrimaryRegion => ReplicaOf ?? (Replicas.IsEmpty ? null : Scope.Region);

    public bool IsScheduledForDeletion => DeletedDate is not null;

    public SecretVersion? FindVersion(string versionId)
    {
        foreach (var version in Versions)
        {
            if (version.VersionId == versionId)
            {
                return version;
            }
        }

        return null;
    }

    /// <summary>The version that carries a label, or null.</summary>
    public SecretVersion? FindStage(string label) => Labels.VersionOf(label) is { } id ? FindVersion(id) : null;

    /// <summary>Refuses what is done in the primary's region only (secretsmanager.md 4.17).</summary>
    public Secret RequirePrimary() => IsReplica ? throw SecretsManagerErrors.OperationOnReplica.AsException() : this;

    /// <summary>Refuses most operations on a secret that waits for its deletion (secretsmanager.md 3.4).</summary>
    public Secret RequireActive() => IsScheduledForDeletion ? throw SecretsManagerErrors.MarkedForDeletion.AsException() : this;

    /// <summary>Refuses what only the service that owns the secret may do.</summary>
    public Secret RequireUnmanaged() => OwningService is { } service ? throw SecretsManagerErrors.ManagedSecret(service).AsException() : this;

    /// <summary>The default key serves its own account only (secretsmanager.md 4.0). Beside the refusal the log gets a hint.</summary>
    public Secret RequireKeyFor(RequestContext context)
    {
        if (!SecretKey.IsDefaultOfAnotherAccount(KmsKeyId, Arn, context.Caller.Account))
        {
            return this;
        }

        context.Hint = SecretKey.DefaultKeyHint;
        throw SecretsManagerErrors.DefaultKeyFromOtherAccount.AsException();
    }
}

/// <summary>A tag. Both parts are visible to whoever may describe the secret.</summary>
internal sealed record SecretTag(string Key, string Value);

/// <summary>One version of a secret's value.</summary>
internal sealed record SecretVersion
{
    /// <summary>The ClientRequestToken that made it: 32 to 64 characters, case-sensitive.</summary>
    public required string VersionId { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>Midnight UTC of the day on which this version was last read, as far as it was written down.</summary>
    public DateTimeOffset? LastAccessedDate { get; init; }

    /// <summary>Encrypted; null for a version that waits for its value.</summary>
    public EncryptedValue? Value { get; init; }
}

/// <summary>What Secrets Manager keeps.</summary>
internal static class SecretsManagerTables
{
    /// <summary>By name; listed by creation, then ARN (secretsmanager.md 4.10).</summary>
    public static Table<Secret> Secrets { get; } = new("secrets", secret => secret.Name, Comparer<Secret>.Create(ByCreation));

    public static void Put(this UnitOfWork unit, Secret secret) => unit.Put(Secrets, secret.Scope, secret);

    public static void Remove(this UnitOfWork unit, Secret secret) => unit.Remove(Secrets, secret.Scope, secret.Name);

    /// <summary>The secret with this full ARN. One that took its name since, and so another suffix, is not it.</summary>
    public static Secret? SecretByArn(this Snapshot state, string arn) =>
        SecretArn.TryParse(arn, out var parts) && state.Find(Secrets, parts.Scope, parts.Name) is { } secret && secret.Arn == arn ? secret : null;

    private static int ByCreation(Secret one, Secret other) =>
        one.CreatedDate != other.CreatedDate
            ? one.CreatedDate.CompareTo(other.CreatedDate)
            : string.CompareOrdinal(one.Arn, other.Arn);
}
