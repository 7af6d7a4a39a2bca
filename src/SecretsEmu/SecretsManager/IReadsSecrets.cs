using SecretsEmu.SecretsManager.Operations;

namespace SecretsEmu.SecretsManager;

/// <summary>A request to another service, which reads secrets for its caller.</summary>
internal interface IReadsSecrets
{
    /// <summary>What it reads; nothing for most.</summary>
    IEnumerable<GetSecretValueRequest> SecretReads { get; }
}
