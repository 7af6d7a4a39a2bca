using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>The permissions that an action of KMS needs, for answers beforehand.</summary>
internal sealed class KmsPermissions : IPermissions
{
    public IReadOnlyList<Target>? For(string action, string resource, Snapshot state, RequestContext context) =>
        resource == "*"
            ? [Target.WithoutResource(action, context.Caller.Account)]
            : KmsPlan.Find(resource, action, KeyIdUse.KeyOrAlias, state, context).Targets;
}
