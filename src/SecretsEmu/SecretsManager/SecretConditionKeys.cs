using System.Globalization;
using SecretsEmu.Access;
using SecretsEmu.Kms;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>
/// The condition keys of an action on a secret: of the secret, then of the members of the request (kms-iam-sts.md 4.8).
/// A secret without a rotation function lacks its key; none has a Type.
/// </summary>
/// <param name="arn">The ARN that is decided on; null for CreateSecret, which has no SecretId.</param>
/// <param name="secret">The secret, or null where there is none.</param>
/// <param name="request">The keys of the request's members: absent where the member is.</param>
/// <param name="state">Where the alias of a key leads.</param>
/// <param name="scope">Where the key of a bare id is.</param>
internal sealed class SecretConditionKeys(string? arn, Secret? secret, IConditionKeys request, Snapshot state, Scope scope) : IConditionKeys
{
    private const string KmsKeyId = "secretsmanager:KmsKeyId";

    public IReadOnlyList<string>? Find(string key)
    {
        if (ConditionValue.Behind("aws:ResourceTag/", key) is { } tag || (tag = ConditionValue.Behind("secretsmanager:ResourceTag/", key)) is not null)
        {
            return secret?.Tags is { } tags ? ConditionValue.Of(tags.FirstOrDefault(one => ConditionValue.IsSameKey(one.Key, tag))?.Value) : null;
        }

        return key.ToLowerInvariant() switch
        {
            // Inferred: the full ARN, also when a name was sent (kms-iam-sts.md 9, question 13).
            "secretsmanager:secretid" => ConditionValue.Of(arn),
            "secretsmanager:resource/allowrotationlambdaarn" => ConditionValue.Of(secret?.Rotation?.LambdaArn),
            "secretsmanager:secretprimaryregion" => arn is null ? null : [secret?.PrimaryRegion ?? SecretId.Parse(arn).Region.ToString()],
            "secretsmanager:kmskeyarn" => request.Find(KmsKeyId) is [var keyId] ? [KeyArnOf(keyId)] : null,
            _ => request.Find(key),
        };
    }

    // An alias leads to its key, where it has one.
    private string KeyArnOf(string keyId)
    {
        var asked = SecretKey.Asked(SecretKey.Kept(keyId, scope) ?? KeyArn.OfAlias(scope.Region, scope.Account, SecretKey.DefaultAlias), scope);
        return KeyId.Parse(asked) is { Kind: KeyIdKind.Alias, Region: { } region, Account: { } account, Name: var name }
            && state.Find(KmsTables.Aliases, new Scope(account, region), name) is { } alias
            ? KeyArn.Of(region, account, alias.TargetKeyId)
            : asked;
    }
}
