using System.Text.Json.Serialization;
using SecretsEmu.SecretsManager.Operations;

namespace SecretsEmu.SecretsManager;

/// <summary>The shapes of Secrets Manager, two lines an operation.</summary>
[JsonSerializable(typeof(CreateSecretRequest))]
[JsonSerializable(typeof(CreateSecretResponse))]
[JsonSerializable(typeof(GetSecretValueRequest))]
[JsonSerializable(typeof(GetSecretValueResponse))]
internal sealed partial class SecretsManagerJson : JsonSerializerContext;
