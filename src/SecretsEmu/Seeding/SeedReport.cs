namespace SecretsEmu.Seeding;

/// <summary>What a seed did.</summary>
/// <param name="Created">The ARNs of the KMS keys, secrets and parameters that it made, in this order.</param>
/// <param name="LeftAlone">The ARNs of the keys whose ids and the secrets and parameters whose names existed already; nothing of them was changed.</param>
public sealed record SeedReport(IReadOnlyList<string> Created, IReadOnlyList<string> LeftAlone);
