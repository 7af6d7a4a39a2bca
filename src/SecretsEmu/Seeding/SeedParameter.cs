using SecretsEmu.Files;
using SecretsEmu.Ssm;

namespace SecretsEmu.Seeding;

/// <summary>A parameter to make. What is null is chosen when it is made.</summary>
/// <param name="Node">Where it stands, for messages.</param>
/// <param name="Name">As <see cref="ParameterNames.Normalize"/> has it.</param>
/// <param name="Type">String, StringList or SecureString.</param>
/// <param name="KmsKeyId">Of a SecureString, as a request would name it; null for the service's default key.</param>
/// <param name="Tier">As a request would name it.</param>
/// <param name="Policies">JSON.</param>
/// <param name="FirstVersion">The number of the first version.</param>
/// <param name="Versions">Oldest first, one at least.</param>
internal sealed record SeedParameter(
    FileNode Node, string Name, string? Account, string? Region, string Type, string? Description, string? KmsKeyId, string? AllowedPattern, string? Tier,
    string? Policies, IReadOnlyList<Tag> Tags, long FirstVersion, IReadOnlyList<SeedParameterVersion> Versions);

/// <summary>A version to make.</summary>
/// <param name="Value">Null where the file has none.</param>
internal sealed record SeedParameterVersion(string? Value, IReadOnlyList<string> Labels)
{
    public override string ToString() => "***";
}
