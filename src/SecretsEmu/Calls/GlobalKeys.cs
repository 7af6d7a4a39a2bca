using SecretsEmu.Access;

namespace SecretsEmu.Calls;

/// <summary>The condition keys that every request has: who asks, from where, when, and on whose resource (kms-iam-sts.md 4.2).</summary>
internal sealed class GlobalKeys(RequestContext context, Target target) : IConditionKeys
{
    public IReadOnlyList<string>? Find(string key) => key.ToLowerInvariant() switch
    {
        "aws:principalarn" => [context.Caller.RoleArn ?? context.Caller.Arn],
        "aws:resourceaccount" => [target.Account],
        _ => null,
    };
}
