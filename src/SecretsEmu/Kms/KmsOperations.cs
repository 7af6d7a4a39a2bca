using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Kms.Operations;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>Key Management Service: the operation table, all 54 of AWS's model (2014-11-01).</summary>
internal static class KmsOperations
{
    // Cryptography: whoever emulates one gives it a line below.
    private static readonly string[] Cryptography =
    [
        "Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext", "GenerateDataKeyWithoutPlaintext",
        "GenerateMac", "GenerateRandom", "GetPublicKey", "ReEncrypt", "ReplicateKey", "Sign", "UpdatePrimaryRegion", "Verify", "VerifyMac",
    ];

    private static readonly string[] Lifecycle =
    [
        "CancelKeyDeletion", "ConnectCustomKeyStore", "CreateAlias", "CreateCustomKeyStore", "CreateGrant", "DeleteAlias", "DeleteCustomKeyStore",
        "DeleteImportedKeyMaterial", "DeriveSharedSecret", "DescribeCustomKeyStores", "DisableKey", "DisableKeyRotation", "DisconnectCustomKeyStore",
        "EnableKey", "EnableKeyRotation", "GetKeyLastUsage", "GetKeyPolicy", "GetKeyRotationStatus", "GetParametersForImport", "ImportKeyMaterial",
        "ListAliases", "ListGrants", "ListKeyPolicies", "ListKeyRotations", "ListKeys", "ListResourceTags", "ListRetirableGrants", "PutKeyPolicy",
        "RetireGrant", "RevokeGrant", "RotateKeyOnDemand", "ScheduleKeyDeletion", "TagResource", "UntagResource", "UpdateAlias",
        "UpdateCustomKeyStore", "UpdateKeyDescription",
    ];

    public static Service Service(KeyRing ring, IRandom random)
    {
        var json = JsonForm.For(KmsJson.Default);
        return new Service("kms", new Json11Form("TrentService."),
        [
            .. Cryptography.Select(name => Operation.Missing<CreateKeyRequest>(name, $"kms:{name}", json)),
            .. Lifecycle.Select(name => Operation.Missing<CreateKeyRequest>(name, $"kms:{name}", json)),
            Operation.Change("CreateKey", new CreateKey(ring, random), json),
            Operation.Read("DescribeKey", new DescribeKey(), json),
        ]);
    }
}
