using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Kms.Operations;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>Key Management Service: the operation table, all 54 of AWS's model (2014-11-01).</summary>
internal static class KmsOperations
{
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
        var symmetric = new SymmetricCipher(ring, random);
        var cipher = new KeyCipher(ring, symmetric);
        var dataKeys = new DataKeys(symmetric, random);
        return new Service("kms", new Json11Form("TrentService."),
        [
            .. Lifecycle.Select(name => Operation.Missing<CreateKeyRequest>(name, $"kms:{name}", json)),
            Operation.Change("CreateKey", new CreateKey(ring, random), json),
            Operation.Read("Decrypt", new Decrypt(cipher), json),
            Operation.Read("DescribeKey", new DescribeKey(), json),
            Operation.Read("Encrypt", new Encrypt(cipher), json),
            Operation.Read("GenerateDataKey", new GenerateDataKey(dataKeys), json),
            Operation.Read("GenerateDataKeyPair", new GenerateDataKeyPair(dataKeys), json),
            Operation.Read("GenerateDataKeyPairWithoutPlaintext", new GenerateDataKeyPairWithoutPlaintext(dataKeys), json),
            Operation.Read("GenerateDataKeyWithoutPlaintext", new GenerateDataKeyWithoutPlaintext(dataKeys), json),
            Operation.Read("GenerateMac", new GenerateMac(ring), json),
            Operation.Read("GenerateRandom", new GenerateRandom(random), json),
            Operation.Read("GetPublicKey", new GetPublicKey(ring), json),
            Operation.Read("ReEncrypt", new ReEncrypt(cipher), json),
            Operation.Change("ReplicateKey", new ReplicateKey(ring), json),
            Operation.Read("Sign", new Sign(ring), json),
            Operation.Change("UpdatePrimaryRegion", new UpdatePrimaryRegion(), json),
            Operation.Read("Verify", new Verify(ring), json),
            Operation.Read("VerifyMac", new VerifyMac(ring), json),
        ]);
    }
}
