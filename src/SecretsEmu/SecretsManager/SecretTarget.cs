using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>What a permission on a secret is asked on (kms-iam-sts.md 4.8).</summary>
internal static class SecretTarget
{
    /// <summary>A secret that was found, or the ARN that it would have: <c>…:secret:name</c> without a suffix (Inferred: open question 8).</summary>
    public static Target Of(string action, string secretId, Secret? secret, RequestContext context, IConditionKeys? keys = null)
    {
        var id = SecretId.Parse(secretId);
        var account = id.Kind == SecretIdKind.Name ? context.Caller.Account : id.Account.ToString();
        return new()
        {
            Action = action,
            Kind = ResourceKind.Secret,
            Arn = secret?.Arn ?? (id.Kind == SecretIdKind.Name
                ? $"arn:{Scope.PartitionOf(context.Region)}:secretsmanager:{context.Region}:{account}:secret:{secretId}"
                : secretId),
            Account = account,
            Shown = secretId,
            ResourcePolicy = secret?.ResourcePolicy is { } policy
                ? new AttachedPolicy(PolicyKind.Resource, $"resource policy of {secret.Arn}", policy)
                : null,
            Keys = keys ?? NoConditionKeys.Instance,
        };
    }

    /// <summary>A secret that a request would make: its suffix is drawn first, so that documented policies such as <c>secret:name-??????</c> match.</summary>
    public static Target New(string action, string arn, string name, RequestContext context, IConditionKeys? keys = null) => new()
    {
        Action = action, Kind = ResourceKind.Secret, Arn = arn, Account = context.Caller.Account, Shown = name, Keys = keys ?? NoConditionKeys.Instance,
    };
}
