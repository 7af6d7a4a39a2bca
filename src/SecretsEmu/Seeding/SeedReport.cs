namespace SecretsEmu.Seeding;

/// <summary>What a seed did.</summary>
/// <param name="Created">The ARNs of the KMS keys and secrets that it made, keys first.</param>
/// <param name="LeftAlone">The ARNs of the keys whose ids and the secrets whose names existed already; nothing of them was changed.</param>
public sealed record SeedReport(IReadOnlyList<string> Created, IReadOnlyList<string> LeftAlone);
