namespace SecretsEmu.Principals;

/// <summary>What a signature of an access key is made with.</summary>
/// <param name="SecretAccessKey">The secret.</param>
/// <param name="SessionToken">What must come along with it; null for long-term keys.</param>
internal sealed record KnownCredentials(SecretText SecretAccessKey, SecretText? SessionToken);
