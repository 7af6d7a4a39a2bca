namespace SecretsEmu.Kms;

/// <summary>The actions that policies name. Source: service authorization reference, AWS KMS.</summary>
internal static class KmsActions
{
    public const string CancelKeyDeletion = "kms:CancelKeyDeletion";
    public const string CreateAlias = "kms:CreateAlias";
    public const string CreateGrant = "kms:CreateGrant";
    public const string CreateKey = "kms:CreateKey";
    public const string Decrypt = "kms:Decrypt";
    public const string DeleteAlias = "kms:DeleteAlias";
    public const string DescribeKey = "kms:DescribeKey";
    public const string DisableKey = "kms:DisableKey";
    public const string DisableKeyRotation = "kms:DisableKeyRotation";
    public const string EnableKey = "kms:EnableKey";
    public const string EnableKeyRotation = "kms:EnableKeyRotation";
    public const string Encrypt = "kms:Encrypt";
    public const string GenerateDataKey = "kms:GenerateDataKey";
    public const string GenerateDataKeyPair = "kms:GenerateDataKeyPair";
    public const string GenerateDataKeyPairWithoutPlaintext = "kms:GenerateDataKeyPairWithoutPlaintext";
    public const string GenerateDataKeyWithoutPlaintext = "kms:GenerateDataKeyWithoutPlaintext";
    public const string GenerateMac = "kms:GenerateMac";
    public const string GenerateRandom = "kms:GenerateRandom";
    public const string GetKeyPolicy = "kms:GetKeyPolicy";
    public const string GetKeyRotationStatus = "kms:GetKeyRotationStatus";
    public const string GetPublicKey = "kms:GetPublicKey";
    public const string ListAliases = "kms:ListAliases";
    public const string ListGrants = "kms:ListGrants";
    public const string ListKeyPolicies = "kms:ListKeyPolicies";
    public const string ListKeyRotations = "kms:ListKeyRotations";
    public const string ListKeys = "kms:ListKeys";
    public const string ListResourceTags = "kms:ListResourceTags";
    public const string ListRetirableGrants = "kms:ListRetirableGrants";
    public const string PutKeyPolicy = "kms:PutKeyPolicy";
    public const string ReEncryptFrom = "kms:ReEncryptFrom";
    public const string ReEncryptTo = "kms:ReEncryptTo";
    public const string ReplicateKey = "kms:ReplicateKey";
    public const string RetireGrant = "kms:RetireGrant";
    public const string RevokeGrant = "kms:RevokeGrant";
    public const string RotateKeyOnDemand = "kms:RotateKeyOnDemand";
    public const string ScheduleKeyDeletion = "kms:ScheduleKeyDeletion";
    public const string Sign = "kms:Sign";
    public const string TagResource = "kms:TagResource";
    public const string UntagResource = "kms:UntagResource";
    public const string UpdateAlias = "kms:UpdateAlias";
    public const string UpdateKeyDescription = "kms:UpdateKeyDescription";
    public const string UpdatePrimaryRegion = "kms:UpdatePrimaryRegion";
    public const string Verify = "kms:Verify";
    public const string VerifyMac = "kms:VerifyMac";
}
