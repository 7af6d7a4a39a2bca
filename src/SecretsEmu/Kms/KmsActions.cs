namespace SecretsEmu.Kms;

/// <summary>The actions that policies name. Source: service authorization reference, AWS KMS.</summary>
internal static class KmsActions
{
    public const string Decrypt = "kms:Decrypt";
    public const string DescribeKey = "kms:DescribeKey";
    public const string Encrypt = "kms:Encrypt";
    public const string GenerateDataKey = "kms:GenerateDataKey";
}
