namespace SecretsEmu.Kms;

/// <summary>The ARNs of KMS: <c>arn:{partition}:kms:{region}:{account}:key/{id}</c> and the same with an alias.</summary>
internal static class KeyArn
{
    public static string Of(string region, string account, string keyId) => $"{Prefix(region, account)}key/{keyId}";

    /// <param name="aliasName">With its prefix: <c>alias/app</c>.</param>
    public static string OfAlias(string region, string account, string aliasName) => $"{Prefix(region, account)}{aliasName}";

    private static string Prefix(string region, string account) => $"arn:{State.Scope.PartitionOf(region)}:kms:{region}:{account}:";
}
