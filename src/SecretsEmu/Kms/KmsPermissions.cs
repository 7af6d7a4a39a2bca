using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>The permissions that an action of KMS needs, for answers beforehand.</summary>
internal sealed class KmsPermissions : IPermissions
{
    public IReadOnlyList<NeededPermission> For(string action, string resource, Snapshot state, RequestContext context, IConditionKeys keys) =>
        resource == "*"
            ? [new(Target.WithoutResource(action, context.Caller.Account, keys), context)]
            : [.. KmsPlan.Find(resource, action, KeyIdUse.KeyOrAlias, state, context, keys: keys).Targets.Select(target => new NeededPermission(target, context))];
}
