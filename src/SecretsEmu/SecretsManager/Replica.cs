using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>How far the copy of a secret in another region is, in the words of the model.</summary>
internal enum ReplicaStatus
{
    InProgress = 0,
    InSync = 1,
    Failed = 2,
}

/// <summary>One region that a primary is replicated to, as the primary knows it (secretsmanager.md 4.17).</summary>
/// <param name="Region">Such as <c>eu-west-1</c>.</param>
/// <param name="KmsKeyId">The replica's own key as <see cref="SecretKey.Kept"/> has it; null means the default key of its region.</param>
/// <param name="Overwrites">Whether another secret of that name in the region makes room.</param>
internal sealed record Replica(string Region, string? KmsKeyId, bool Overwrites)
{
    public ReplicaStatus Status { get; init; }

    /// <summary>How the last copy ended; null while one is under way.</summary>
    public string? StatusMessage { get; init; }
}

/// <summary>The regions that a secret is replicated to: what may be one, and how the list grows.</summary>
internal static class Replicas
{
    /// <summary>Refuses what cannot be a replica's region: the primary's own, an unknown one, and one of another partition.</summary>
    /// <exception cref="Calls.AwsErrorException">InvalidParameterException.</exception>
    // Inferred: a region that stands twice is refused like one that cannot be.
    public static void RequireRegions(IReadOnlyList<string?> regions, string ownRegion)
    {
        if (regions.Any(region => region is null || region == ownRegion || !Regions.All.Contains(region) || Scope.PartitionOf(region) != Scope.PartitionOf(ownRegion))
            || regions.Distinct(StringComparer.Ordinal).Count() != regions.Count)
        {
            throw SecretsManagerErrors.InvalidReplicaRegion.AsException();
        }
    }

    /// <summary>The list with further regions, to be copied to. One that is a replica already stays as it is, one that failed is tried again (secretsmanager.md 4.15).</summary>
    public static ImmutableArray<Replica> Add(this ImmutableArray<Replica> replicas, IEnumerable<ReplicaRegionType> asked, bool overwrites, string account)
    {
        foreach (var one in asked)
        {
            var keyId = one.KmsKeyId is { } given ? SecretKey.Kept(given, new Scope(account, one.Region!)) : null;
            var replica = new Replica(one.Region!, keyId, overwrites);
            replicas = replicas.Find(one.Region!) is not { } known ? replicas.Add(replica)
                : known.Status == ReplicaStatus.Failed ? replicas.Replace(known, replica)
                : replicas;
        }

        return replicas;
    }

    public static Replica? Find(this ImmutableArray<Replica> replicas, string region)
    {
        foreach (var replica in replicas)
        {
            if (replica.Region == region)
            {
                return replica;
            }
        }

        return null;
    }

    /// <summary>The ARN of a secret's copy in a region: it differs in the region only.</summary>
    public static string ArnIn(this Secret secret, string region) =>
        (SecretArn.Parse(secret.Arn) with { Region = region }).ToString();
}

/// <summary>How far the replica in a region is, as it is shown.</summary>
internal sealed class ReplicationStatusType
{
    public required string KmsKeyId { get; init; }

    /// <summary>Midnight UTC of the day on which the replica was last read.</summary>
    public DateTimeOffset? LastAccessedDate { get; init; }

    public required string Region { get; init; }

    /// <summary><c>InProgress</c>, <c>InSync</c> or <c>Failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How the last copy ended.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Of every region, in the order in which they were added; the default key goes by its alias. Verified: docs samples (secretsmanager.md 4.17).</summary>
    public static IReadOnlyList<ReplicationStatusType> ListOf(Secret primary, Snapshot state, AccessNotes notes) =>
    [
        .. primary.Replicas.Select(replica => new ReplicationStatusType
        {
            KmsKeyId = replica.KmsKeyId ?? SecretKey.DefaultAlias,
            LastAccessedDate = state.SecretByArn(primary.ArnIn(replica.Region)) is { IsReplica: true } copy ? notes.LastAccessedDate(copy) : null,
            Region = replica.Region,
            Status = replica.Status.ToString(),
            StatusMessage = replica.StatusMessage,
        }),
    ];
}
