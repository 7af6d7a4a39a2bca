using SecretsEmu.Access;
using SecretsEmu.State;

namespace SecretsEmu.Calls;

/// <summary>One permission that a call needs, and the circumstances in which it is asked: a key's is asked through the service that uses it.</summary>
internal sealed record NeededPermission(Target Target, RequestContext Context);

/// <summary>Which permissions a call needs, without making it: what <c>secrets-emu can</c> decides beforehand.</summary>
internal interface IPermissions
{
    /// <summary>In the order in which a call would ask for them, those of other services included; all must be allowed.</summary>
    /// <param name="action">As policies write it: <c>secretsmanager:GetSecretValue</c>.</param>
    /// <param name="resource">A name, alias, id or ARN, as in a call; <c>*</c> for an action without a resource.</param>
    /// <param name="state">Where to look.</param>
    /// <param name="context">Who would call, where and when.</param>
    /// <param name="keys">The condition keys that the request's members would give.</param>
    /// <exception cref="AwsErrorException">The resource is of no form that the action takes.</exception>
    IReadOnlyList<NeededPermission> For(string action, string resource, Snapshot state, RequestContext context, IConditionKeys keys);
}
