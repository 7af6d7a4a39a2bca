using SecretsEmu.Files;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Seeding;

/// <summary>A seed file, read and checked.</summary>
internal sealed record SeedDocument(IReadOnlyList<SeedKey> Keys, IReadOnlyList<SeedSecret> Secrets);

/// <summary>A secret to make. What is null is chosen when it is made.</summary>
/// <param name="Node">Where it stands, for messages.</param>
/// <param name="KmsKeyId">Its key as a request would name it; null for the service's default key.</param>
/// <param name="Policy">The text of a resource policy.</param>
/// <param name="Versions">Oldest first; empty for a secret without a value.</param>
internal sealed record SeedSecret(
    FileNode Node, string Name, string? Account, string? Region, string? ArnSuffix, string? Description, string? KmsKeyId,
    IReadOnlyList<Tag>? Tags, string? Policy, IReadOnlyList<SeedVersion> Versions);

/// <summary>A version to make.</summary>
/// <param name="Stages">Its labels; null when the file names none.</param>
internal sealed record SeedVersion(string? VersionId, SecretValue Value, IReadOnlyList<string>? Stages);
