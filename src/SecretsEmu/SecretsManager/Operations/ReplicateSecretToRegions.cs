using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>The shape of ReplicateSecretToRegions, which is not emulated yet. Source: API reference, ReplicateSecretToRegions.</summary>
internal sealed class ReplicateSecretToRegionsRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>At least one.</summary>
    [NotNull, NotEmpty] public IReadOnlyList<ReplicaRegionType>? AddReplicaRegions { get; init; }

    public bool? ForceOverwriteReplicaSecret { get; init; }
}
