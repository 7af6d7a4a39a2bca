using SecretsEmu.Calls;
using SecretsEmu.Json11;
using SecretsEmu.Kms.Operations;
using SecretsEmu.Randomness;

namespace SecretsEmu.Kms;

/// <summary>Key Management Service: the operation table, all 54 of AWS's model (2014-11-01).</summary>
internal static class KmsOperations
{
    private const string CustomKeyStores = "custom key stores";
    private const string Imports = "imported key material";
    private const string SharedSecrets = "the agreement on shared secrets";
    private const string LastUsage = "the date of a key's last use";

    public static Service Service(KeyRing ring, KmsDoor door, IReadOnlyList<KmsClientService> services, IRandom random) =>
        new("kms", new Json11Form("TrentService."), () => Operations(ring, door, services, random)) { InternalError = KmsErrors.Internal };

    private static Operation[] Operations(KeyRing ring, KmsDoor door, IReadOnlyList<KmsClientService> services, IRandom random)
    {
        var rotation = new KeyRotation(ring);
        var json = JsonForm.For(KmsJson.Default);
        var symmetric = new SymmetricCipher(ring, random);
        var cipher = new KeyCipher(ring, symmetric);
        var dataKeys = new DataKeys(symmetric, random);
        return
        [
            Operation.Change("CancelKeyDeletion", new CancelKeyDeletion(), json),
            Operation.Missing<ConnectCustomKeyStoreRequest>("ConnectCustomKeyStore", CustomKeyStores, json),
            Operation.Change("CreateAlias", new CreateAlias(), json),
            Operation.Missing<CreateCustomKeyStoreRequest>("CreateCustomKeyStore", CustomKeyStores, json),
            Operation.Change("CreateGrant", new CreateGrant(random), json),
            Operation.Change("CreateKey", new CreateKey(ring, random), json),
            Operation.Read("Decrypt", new Decrypt(cipher), json),
            Operation.Change("DeleteAlias", new DeleteAlias(), json),
            Operation.Missing<DeleteCustomKeyStoreRequest>("DeleteCustomKeyStore", CustomKeyStores, json),
            Operation.Missing<DeleteImportedKeyMaterialRequest>("DeleteImportedKeyMaterial", Imports, json),
            Operation.Missing<DeriveSharedSecretRequest>("DeriveSharedSecret", SharedSecrets, json),
            Operation.Missing<DescribeCustomKeyStoresRequest>("DescribeCustomKeyStores", CustomKeyStores, json),
            Operation.Change("DescribeKey", new DescribeKey(door, services), json),
            Operation.Change("DisableKey", new DisableKey(), json),
            Operation.Change("DisableKeyRotation", new DisableKeyRotation(), json),
            Operation.Missing<DisconnectCustomKeyStoreRequest>("DisconnectCustomKeyStore", CustomKeyStores, json),
            Operation.Change("EnableKey", new EnableKey(rotation), json),
            Operation.Change("EnableKeyRotation", new EnableKeyRotation(), json),
            Operation.Read("Encrypt", new Encrypt(cipher), json),
            Operation.Read("GenerateDataKey", new GenerateDataKey(dataKeys), json),
            Operation.Read("GenerateDataKeyPair", new GenerateDataKeyPair(dataKeys), json),
            Operation.Read("GenerateDataKeyPairWithoutPlaintext", new GenerateDataKeyPairWithoutPlaintext(dataKeys), json),
            Operation.Read("GenerateDataKeyWithoutPlaintext", new GenerateDataKeyWithoutPlaintext(dataKeys), json),
            Operation.Read("GenerateMac", new GenerateMac(ring), json),
            Operation.Read("GenerateRandom", new GenerateRandom(random), json),
            Operation.Missing<GetKeyLastUsageRequest>("GetKeyLastUsage", LastUsage, json),
            Operation.Read("GetKeyPolicy", new GetKeyPolicy(), json),
            Operation.Read("GetKeyRotationStatus", new GetKeyRotationStatus(), json),
            Operation.Missing<GetParametersForImportRequest>("GetParametersForImport", Imports, json),
            Operation.Read("GetPublicKey", new GetPublicKey(ring), json),
            Operation.Missing<ImportKeyMaterialRequest>("ImportKeyMaterial", Imports, json),
            Operation.Read("ListAliases", new ListAliases(), json),
            Operation.Read("ListGrants", new ListGrants(), json),
            Operation.Read("ListKeyPolicies", new ListKeyPolicies(), json),
            Operation.Read("ListKeyRotations", new ListKeyRotations(), json),
            Operation.Read("ListKeys", new ListKeys(), json),
            Operation.Read("ListResourceTags", new ListResourceTags(), json),
            Operation.Read("ListRetirableGrants", new ListRetirableGrants(), json),
            Operation.Change("PutKeyPolicy", new PutKeyPolicy(), json),
            Operation.Read("ReEncrypt", new ReEncrypt(cipher), json),
            Operation.Change("ReplicateKey", new ReplicateKey(ring), json),
            Operation.Change("RetireGrant", new RetireGrant(), json),
            Operation.Change("RevokeGrant", new RevokeGrant(), json),
            Operation.Change("RotateKeyOnDemand", new RotateKeyOnDemand(rotation), json),
            Operation.Change("ScheduleKeyDeletion", new ScheduleKeyDeletion(), json),
            Operation.Read("Sign", new Sign(ring), json),
            Operation.Change("TagResource", new TagResource(), json),
            Operation.Change("UntagResource", new UntagResource(), json),
            Operation.Change("UpdateAlias", new UpdateAlias(), json),
            Operation.Missing<UpdateCustomKeyStoreRequest>("UpdateCustomKeyStore", CustomKeyStores, json),
            Operation.Change("UpdateKeyDescription", new UpdateKeyDescription(), json),
            Operation.Change("UpdatePrimaryRegion", new UpdatePrimaryRegion(), json),
            Operation.Read("Verify", new Verify(ring), json),
            Operation.Read("VerifyMac", new VerifyMac(ring), json),
        ];
    }
}
