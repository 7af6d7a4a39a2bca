using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Sts;

/// <summary>The permissions that an action of STS needs, for answers beforehand.</summary>
internal sealed class StsPermissions(bool strict) : IPermissions
{
    /// <inheritdoc/>
    /// <remarks>A role is named by its ARN.</remarks>
    public IReadOnlyList<NeededPermission> For(string action, string resource, Snapshot state, RequestContext context, IConditionKeys keys)
    {
        if (resource == "*")
        {
            return [new(Target.WithoutResource(action, context.Caller.Account, keys), context)];
        }

        RoleToAssume.Validate(resource);
        var found = RoleToAssume.Find(resource, state, strict);
        var sessionName = keys.Find("sts:RoleSessionName") is [var name, ..] ? name : PrincipalDirectory.SessionForQuestions;
        return [new(found.Target(action, new RoleKeys { Role = found.Role, SessionName = sessionName }, context), context)];
    }
}
