namespace SecretsEmu.SecretsManager;

/// <summary>The actions that policies name. Source: service authorization reference, AWS Secrets Manager.</summary>
internal static class Actions
{
    public const string BatchGetSecretValue = "secretsmanager:BatchGetSecretValue";
    public const string CancelRotateSecret = "secretsmanager:CancelRotateSecret";
    public const string CreateSecret = "secretsmanager:CreateSecret";
    public const string DeleteResourcePolicy = "secretsmanager:DeleteResourcePolicy";
    public const string DeleteSecret = "secretsmanager:DeleteSecret";
    public const string DescribeSecret = "secretsmanager:DescribeSecret";
    public const string GetRandomPassword = "secretsmanager:GetRandomPassword";
    public const string GetResourcePolicy = "secretsmanager:GetResourcePolicy";
    public const string GetSecretValue = "secretsmanager:GetSecretValue";
    public const string ListSecretVersionIds = "secretsmanager:ListSecretVersionIds";
    public const string ListSecrets = "secretsmanager:ListSecrets";
    public const string PutResourcePolicy = "secretsmanager:PutResourcePolicy";
    public const string PutSecretValue = "secretsmanager:PutSecretValue";
    public const string RemoveRegionsFromReplication = "secretsmanager:RemoveRegionsFromReplication";
    public const string ReplicateSecretToRegions = "secretsmanager:ReplicateSecretToRegions";
    public const string RestoreSecret = "secretsmanager:RestoreSecret";
    public const string RotateSecret = "secretsmanager:RotateSecret";
    public const string StopReplicationToReplica = "secretsmanager:StopReplicationToReplica";
    public const string TagResource = "secretsmanager:TagResource";
    public const string UntagResource = "secretsmanager:UntagResource";
    public const string UpdateSecret = "secretsmanager:UpdateSecret";
    public const string UpdateSecretVersionStage = "secretsmanager:UpdateSecretVersionStage";
    public const string ValidateResourcePolicy = "secretsmanager:ValidateResourcePolicy";
}
