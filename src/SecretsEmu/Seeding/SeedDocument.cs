using SecretsEmu.Files;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Seeding;

/// <summary>A seed file, read and checked.</summary>
internal sealed record SeedDocument(IReadOnlyList<SeedKey> Keys, IReadOnlyList<SeedSecret> Secrets, IReadOnlyList<SeedParameter> Parameters);

/// <summary>A secret to make. What is null is chosen when it is made.</summary>
/// <param name="Node">Where it stands, for messages.</param>
/// <param name="KmsKeyId">Its key as a request would name it; null for the service's default key.</param>
/// <param name="OwningService">The service that owns it, such as <c>rds</c>; null for one of the user's own.</param>
/// <param name="Policy">The text of a resource policy.</param>
/// <param name="Rotation">Null for a secret that was never rotated.</param>
/// <param name="Replicas">The regions that get a replica, with its key.</param>
/// <param name="Versions">Oldest first; empty for a secret without a value.</param>
internal sealed record SeedSecret(
    FileNode Node, string Name, string? Account, string? Region, string? ArnSuffix, string? OwningService, string? Description, string? KmsKeyId,
    IReadOnlyList<Tag>? Tags, string? Policy, SeedRotation? Rotation, IReadOnlyList<ReplicaRegionType> Replicas, IReadOnlyList<SeedVersion> Versions);

/// <summary>How a secret is to be rotated, as RotateSecret would be told, and CancelRotateSecret where it is off.</summary>
/// <param name="Node">Where it stands, for messages.</param>
/// <param name="Function">The ARN of the function; null only for a secret that its owning service rotates.</param>
/// <param name="Rules">Checked.</param>
/// <param name="IsEnabled">False for rotation that was switched off.</param>
internal sealed record SeedRotation(FileNode Node, string? Function, RotationRules? Rules, bool IsEnabled);

/// <summary>A version to make.</summary>
/// <param name="Stages">Its labels; null when the file names none.</param>
internal sealed record SeedVersion(string? VersionId, SecretValue Value, IReadOnlyList<string>? Stages);
