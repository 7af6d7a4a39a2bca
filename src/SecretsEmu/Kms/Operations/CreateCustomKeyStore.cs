using SecretsEmu.Validation;

namespace SecretsEmu.Kms.Operations;

/// <summary>The shape of CreateCustomKeyStore, which is not emulated. Source: API reference, CreateCustomKeyStore.</summary>
internal sealed class CreateCustomKeyStoreRequest
{
    /// <summary>1 to 256 characters.</summary>
    [NotNull, Length(1, 256)] public string? CustomKeyStoreName { get; init; }

    /// <summary>19 to 24 characters.</summary>
    [Length(19, 24), Pattern("cluster-[2-7a-zA-Z]{11,16}")] public string? CloudHsmClusterId { get; init; }

    /// <summary>1 to 5000 characters.</summary>
    [Length(1, 5000)] public string? TrustAnchorCertificate { get; init; }

    /// <summary>7 to 32 characters.</summary>
    [Length(7, 32), Sensitive] public string? KeyStorePassword { get; init; }

    [OneOf("AWS_CLOUDHSM", "EXTERNAL_KEY_STORE")] public string? CustomKeyStoreType { get; init; }

    /// <summary>10 to 128 characters.</summary>
    [Length(10, 128), Pattern("^https://[a-zA-Z0-9.-]+$")] public string? XksProxyUriEndpoint { get; init; }

    /// <summary>10 to 128 characters.</summary>
    [Length(10, 128), Pattern(@"^(/[a-zA-Z0-9\/_-]+/kms/xks/v\d{1,2})$|^(/kms/xks/v\d{1,2})$")] public string? XksProxyUriPath { get; init; }

    /// <summary>20 to 64 characters.</summary>
    [Length(20, 64), Pattern(@"^(com|eu)\.amazonaws\.vpce\.([a-z]+-){2,3}\d+\.vpce-svc-[0-9a-z]+$")] public string? XksProxyVpcEndpointServiceName { get; init; }

    /// <summary>Twelve digits.</summary>
    [Length(12, 12), Pattern("[0-9]{12}")] public string? XksProxyVpcEndpointServiceOwner { get; init; }

    public XksProxyAuthenticationCredentialType? XksProxyAuthenticationCredential { get; init; }

    [OneOf("PUBLIC_ENDPOINT", "VPC_ENDPOINT_SERVICE")] public string? XksProxyConnectivity { get; init; }
}

/// <summary>How an external key store knows its caller.</summary>
internal sealed class XksProxyAuthenticationCredentialType
{
    /// <summary>20 to 30 characters.</summary>
    [NotNull, Length(20, 30), Pattern("^[A-Z2-7]+$"), Sensitive] public string? AccessKeyId { get; init; }

    /// <summary>43 to 64 characters.</summary>
    [NotNull, Length(43, 64), Pattern(@"^[a-zA-Z0-9\/+=]+$"), Sensitive] public string? RawSecretAccessKey { get; init; }
}
