using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Ends the replication to regions; the copies there are deleted after the answer. A region without a replica is passed over.</summary>
/// <remarks>Source: API reference, RemoveRegionsFromReplication (secretsmanager.md 4.14).</remarks>
internal sealed class RemoveRegionsFromReplication(AccessNotes notes)
    : IChange<RemoveRegionsFromReplicationRequest, Found<Secret>, RemoveRegionsFromReplicationResponse>
{
    public Plan<Found<Secret>> Plan(RemoveRegionsFromReplicationRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.RemoveRegionsFromReplication, state, context);

    public RemoveRegionsFromReplicationResponse Apply(Found<Secret> found, RemoveRegionsFromReplicationRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive().RequireUnmanaged();
        var regions = request.RemoveReplicaRegions!;
        // Inferred: the primary's own region is refused (secretsmanager.md 4.14).
        if (regions.Contains(secret.Scope.Region))
        {
            throw SecretsManagerErrors.InvalidReplicaRegion.AsException();
        }

        var left = secret.Replicas.RemoveAll(replica => regions.Contains(replica.Region));
        if (left.Length != secret.Replicas.Length)
        {
            secret = secret with { Replicas = left, LastChangedDate = context.Now };
            unit.Put(secret);
        }

        return new() { Arn = secret.Arn, ReplicationStatus = ReplicationStatusType.ListOf(secret, unit.State, notes) };
    }
}

internal sealed class RemoveRegionsFromReplicationRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>At least one region of 1 to 128 characters.</summary>
    [NotNull, NotEmpty, EachLength(1, 128), EachPattern(@"^([a-z]+-)+\d+$")] public IReadOnlyList<string>? RemoveReplicaRegions { get; init; }
}

internal sealed class RemoveRegionsFromReplicationResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    /// <summary>Of the regions that are left.</summary>
    public required IReadOnlyList<ReplicationStatusType> ReplicationStatus { get; init; }
}
