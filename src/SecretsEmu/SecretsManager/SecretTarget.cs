using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>What a permission on a secret is asked on (kms-iam-sts.md 4.8).</summary>
internal static class SecretTarget
{
    /// <summary>Stands for the suffix of a secret that has none: patterns such as <c>name-??????</c> and <c>name-*</c> match it, an ARN with a suffix does not.</summary>
    public const string AnySuffix = "??????";

    /// <summary>A secret that exists.</summary>
    public static Target Of(string action, string secretId, Secret secret, Snapshot state, RequestContext context, IConditionKeys? keys = null) =>
        On(action, secret.Arn, secretId, secret, state, context, keys);

    /// <summary>
    /// A secret that does not exist, or that nobody may know of. Decided on the ARN without a suffix, as AWS does (Inferred: open
    /// question 8), and on one with a suffix as well: a policy that lacks it allows no secret that exists, so it must not tell that one does not.
    /// </summary>
    public static IReadOnlyList<Target> Missing(string action, string secretId, Snapshot state, RequestContext context, IConditionKeys? keys = null)
    {
        var kind = SecretId.Parse(secretId).Kind;
        var arn = kind == SecretIdKind.Name
            ? $"arn:{Scope.PartitionOf(context.Region)}:secretsmanager:{context.Region}:{context.Caller.Account}:secret:{secretId}"
            : secretId;
        var bare = On(action, arn, secretId, null, state, context, keys);
        return kind == SecretIdKind.FullArn ? [bare] : [bare, On(action, $"{arn}-{AnySuffix}", secretId, null, state, context, keys)];
    }

    /// <summary>A secret that a request would make: its suffix is drawn first, so that documented policies such as <c>secret:name-??????</c> match.</summary>
    public static Target New(string action, string arn, string name, Snapshot state, RequestContext context, IConditionKeys? keys = null) => new()
    {
        Action = action,
        Kind = ResourceKind.Secret,
        Arn = arn,
        Account = context.Caller.Account,
        Shown = name,
        Keys = new SecretConditionKeys(null, null, keys ?? NoConditionKeys.Instance, state, context.Scope),
    };

    private static Target On(string action, string arn, string secretId, Secret? secret, Snapshot state, RequestContext context, IConditionKeys? keys)
    {
        var account = SecretId.Parse(arn).Account;
        var isOwn = account.SequenceEqual(context.Caller.Account);
        var scope = isOwn ? context.Scope : new Scope(account.ToString(), context.Region);
        return new()
        {
            Action = action,
            Kind = ResourceKind.Secret,
            Arn = arn,
            Account = scope.Account,
            Shown = secretId,
            ResourcePolicy = secret?.ResourcePolicy is { } policy
                ? new AttachedPolicy(PolicyKind.Resource, $"resource policy of {arn}", policy)
                : null,
            Keys = new SecretConditionKeys(arn, secret, keys ?? NoConditionKeys.Instance, state, scope),
        };
    }
}
