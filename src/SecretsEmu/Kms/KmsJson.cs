using System.Text.Json.Serialization;
using SecretsEmu.Kms.Operations;

namespace SecretsEmu.Kms;

/// <summary>The shapes of KMS, two lines an operation.</summary>
[JsonSerializable(typeof(CreateKeyRequest))]
[JsonSerializable(typeof(CreateKeyResponse))]
[JsonSerializable(typeof(DescribeKeyRequest))]
[JsonSerializable(typeof(DescribeKeyResponse))]
internal sealed partial class KmsJson : JsonSerializerContext;
