namespace SecretsEmu.Kms;

/// <summary>Which names an alias may have, and what it may point at (kms-iam-sts.md 2.5).</summary>
internal static class AliasRules
{
    private const string Prefix = "alias/";
    private const string ReservedPrefix = "alias/aws/";

    /// <exception cref="Calls.AwsErrorException">No prefix or nothing behind it, AWS's own prefix, or a colon.</exception>
    public static void RequireUsable(string aliasName)
    {
        // Inferred: the prefix alone is no name, and the page to which this sentence leads says so.
        if (!aliasName.StartsWith(Prefix, StringComparison.Ordinal) || aliasName.Length == Prefix.Length)
        {
            throw KmsErrors.AliasPrefix.AsException();
        }

        if (aliasName.StartsWith(ReservedPrefix, StringComparison.Ordinal))
        {
            throw KmsErrors.ReservedAlias.AsException();
        }

        if (aliasName.Contains(':', StringComparison.Ordinal))
        {
            throw KmsErrors.AliasCharacters(aliasName).AsException();
        }
    }

    /// <exception cref="Calls.AwsErrorException">An alias, which can be no target.</exception>
    public static void RequireKey(string targetKeyId)
    {
        if (KeyId.Parse(targetKeyId).Kind == KeyIdKind.Alias)
        {
            throw KmsErrors.AliasOfAlias.AsException();
        }
    }

    /// <summary>An alias stays with symmetric, asymmetric or HMAC keys of one usage, so that code which uses it keeps working.</summary>
    /// <exception cref="Calls.AwsErrorException">The keys are of different kinds.</exception>
    public static void RequireSameKind(KmsKey one, KmsKey other)
    {
        if (one.KeyUsage != other.KeyUsage || one.Facts.IsAsymmetric != other.Facts.IsAsymmetric)
        {
            throw KmsErrors.AliasOfAnotherKind.AsException();
        }
    }
}
