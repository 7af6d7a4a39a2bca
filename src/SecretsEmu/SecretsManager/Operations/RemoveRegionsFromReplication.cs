using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>The shape of RemoveRegionsFromReplication, which is not emulated yet. Source: API reference, RemoveRegionsFromReplication.</summary>
internal sealed class RemoveRegionsFromReplicationRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>At least one region of 1 to 128 characters.</summary>
    [NotNull, NotEmpty, EachLength(1, 128), EachPattern(@"^([a-z]+-)+\d+$")] public IReadOnlyList<string>? RemoveReplicaRegions { get; init; }
}
