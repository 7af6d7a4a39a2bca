using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>The shape of StopReplicationToReplica, which is not emulated yet. Source: API reference, StopReplicationToReplica.</summary>
internal sealed class StopReplicationToReplicaRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }
}
