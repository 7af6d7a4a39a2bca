using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Asks for copies of a secret in other regions. They are made after the answer; what fails then shows in their status alone.</summary>
/// <remarks>Source: API reference, ReplicateSecretToRegions (secretsmanager.md 4.15).</remarks>
internal sealed class ReplicateSecretToRegions(AccessNotes notes) : IChange<ReplicateSecretToRegionsRequest, Found<Secret>, ReplicateSecretToRegionsResponse>
{
    public Plan<Found<Secret>> Plan(ReplicateSecretToRegionsRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.ReplicateSecretToRegions, state, context, request);

    public ReplicateSecretToRegionsResponse Apply(Found<Secret> found, ReplicateSecretToRegionsRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive().RequireUnmanaged();
        var asked = request.AddReplicaRegions!;
        Replicas.RequireRegions([.. asked.Select(region => region.Region)], secret.Scope.Region);
        var replicas = secret.Replicas.Add(asked, request.ForceOverwriteReplicaSecret ?? false, secret.Scope.Account);
        if (replicas != secret.Replicas)
        {
            secret = secret with { Replicas = replicas, LastChangedDate = context.Now };
            unit.Put(secret);
        }

        return new() { Arn = secret.Arn, ReplicationStatus = ReplicationStatusType.ListOf(secret, unit.State, notes) };
    }
}

internal sealed class ReplicateSecretToRegionsRequest : IConditionKeys
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>At least one.</summary>
    [NotNull, NotEmpty] public IReadOnlyList<ReplicaRegionType>? AddReplicaRegions { get; init; }

    /// <summary>Whether secrets of that name in those regions are replaced; they go at once, without recovery.</summary>
    public bool? ForceOverwriteReplicaSecret { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => ReplicaRegionType.FindKey(key, AddReplicaRegions, ForceOverwriteReplicaSecret);
}

internal sealed class ReplicateSecretToRegionsResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    /// <summary>Of all regions, not only of those that were asked for.</summary>
    public required IReadOnlyList<ReplicationStatusType> ReplicationStatus { get; init; }
}
