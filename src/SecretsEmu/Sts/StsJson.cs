using System.Text.Json.Serialization;
using SecretsEmu.Sts.Operations;

namespace SecretsEmu.Sts;

/// <summary>The shapes of STS.</summary>
[JsonSerializable(typeof(AssumeRoleRequest))]
[JsonSerializable(typeof(AssumeRoleResponse))]
[JsonSerializable(typeof(AssumeRoleWithWebIdentityRequest))]
[JsonSerializable(typeof(AssumeRoleWithWebIdentityResponse))]
[JsonSerializable(typeof(GetAccessKeyInfoRequest))]
[JsonSerializable(typeof(GetAccessKeyInfoResponse))]
[JsonSerializable(typeof(GetCallerIdentityRequest))]
[JsonSerializable(typeof(GetCallerIdentityResponse))]
[JsonSerializable(typeof(GetFederationTokenRequest))]
[JsonSerializable(typeof(GetFederationTokenResponse))]
[JsonSerializable(typeof(GetSessionTokenRequest))]
[JsonSerializable(typeof(GetSessionTokenResponse))]
internal sealed partial class StsJson : JsonSerializerContext;
