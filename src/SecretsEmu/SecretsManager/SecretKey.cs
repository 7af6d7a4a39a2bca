using SecretsEmu.Kms;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>The KMS key of a secret: what a request may call it, what is kept and shown, and what KMS is asked for (kms-iam-sts.md 3.1).</summary>
internal static class SecretKey
{
    /// <summary>How ListSecretVersionIds calls the service's default key. Verified: recorded, secretsmanager.md 4.11.</summary>
    public const string DefaultEncryptionKey = "DefaultEncryptionKey";

    /// <summary>The service's default key, <c>aws/secretsmanager</c>.</summary>
    public static string DefaultAlias { get; } = Envelope.Service.DefaultAlias;

    /// <summary>For the person who reads why a secret of another account cannot be used.</summary>
    public const string DefaultKeyHint =
        "the policy of aws/secretsmanager cannot be changed: give the secret a KmsKeyId of its own, and let that key's policy allow the caller";

    private const string AliasPrefix = "alias/";
    private const string AwsAliasPrefix = "alias/aws/";

    /// <summary>What a secret keeps and DescribeSecret shows: null for the default key, an alias as its ARN, all else as it was given.</summary>
    /// <param name="keyId">Of the request; empty means the default key.</param>
    /// <param name="scope">Of the secret.</param>
    // Verified: a bare key id comes back as such (field); the ARN for an alias is inferred (secretsmanager.md 4.6).
    public static string? Kept(string keyId, Scope scope) =>
        keyId.Length == 0 || keyId == DefaultAlias || keyId == KeyArn.OfAlias(scope.Region, scope.Account, DefaultAlias) ? null
        : keyId.StartsWith(AliasPrefix, StringComparison.Ordinal) ? KeyArn.OfAlias(scope.Region, scope.Account, keyId)
        : keyId;

    /// <summary>How KMS is asked for it: a bare id is one of the secret's own account, whoever calls (Inferred).</summary>
    public static string Asked(string kept, Scope scope) =>
        KeyId.Parse(kept) is { Kind: KeyIdKind.Key, Account: null } bare ? KeyArn.Of(scope.Region, scope.Account, bare.Name) : kept;

    /// <summary>Whether it is the default key, which serves its own account only, and the caller is of another (secretsmanager.md 4.0).</summary>
    public static bool IsDefaultOfAnotherAccount(string? kept, string secretArn, string callerAccount) =>
        kept is null && !callerAccount.AsSpan().SequenceEqual(SecretId.Parse(secretArn).Account);

    /// <summary>Whether it points at a key that may be another one tomorrow.</summary>
    public static bool IsAlias(string kept) => KeyId.Parse(kept).Kind == KeyIdKind.Alias;

    /// <summary>A key that AWS manages for one of its services, which no other service can use.</summary>
    public static bool IsOfAService(string keyId) =>
        KeyId.Parse(keyId) is { Kind: KeyIdKind.Alias, Name: var alias } && alias.StartsWith(AwsAliasPrefix, StringComparison.Ordinal);

    /// <summary>The keys that a version can be read under, newest first. Inferred: ARNs, from the plural of the member (secretsmanager.md 4.11).</summary>
    public static IReadOnlyList<string> Of(Secret secret, SecretVersion version, Snapshot state)
    {
        if (version.Value is not { } value)
        {
            return [secret.KmsKeyId ?? DefaultEncryptionKey];
        }

        var scope = secret.Scope;
        var defaultKey = state.Find(KmsTables.Aliases, scope, DefaultAlias) is { } alias ? KeyArn.Of(scope.Region, scope.Account, alias.TargetKeyId) : null;
        return [.. value.DataKeys.Reverse().Select(key => key.KeyArn == defaultKey ? DefaultEncryptionKey : key.KeyArn)];
    }
}
