using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Makes a replica a secret of its own, called in the replica's region; the primary may be out of reach.</summary>
/// <remarks>Source: API reference, StopReplicationToReplica (secretsmanager.md 4.19).</remarks>
internal sealed class StopReplicationToReplica : IChange<StopReplicationToReplicaRequest, Found<Secret>, StopReplicationToReplicaResponse>
{
    public Plan<Found<Secret>> Plan(StopReplicationToReplicaRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.StopReplicationToReplica, state, context);

    public StopReplicationToReplicaResponse Apply(Found<Secret> found, StopReplicationToReplicaRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound);
        if (secret.ReplicaOf is not { } primaryRegion)
        {
            throw SecretsManagerErrors.NotAReplica.AsException();
        }

        // Inferred: rotation, which the primary did for it, is off until somebody turns it on here.
        unit.Put(secret with
        {
            ReplicaOf = null,
            Rotation = secret.Rotation is { } rotation ? rotation with { IsEnabled = false, NextRotationDate = null } : null,
            LastChangedDate = context.Now,
        });
        if (unit.State.SecretByArn(secret.ArnIn(primaryRegion)) is { } primary)
        {
            unit.Put(primary with { Replicas = primary.Replicas.RemoveAll(replica => replica.Region == secret.Scope.Region) });
        }

        return new() { Arn = secret.Arn };
    }
}

internal sealed class StopReplicationToReplicaRequest
{
    /// <summary>Name, full ARN or partial ARN of the replica. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }
}

internal sealed class StopReplicationToReplicaResponse
{
    /// <summary>Of the secret that the replica became.</summary>
    [JsonPropertyName("ARN")] public required string Arn { get; init; }
}
