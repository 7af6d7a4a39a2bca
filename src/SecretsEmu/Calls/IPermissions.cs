using SecretsEmu.Access;
using SecretsEmu.State;

namespace SecretsEmu.Calls;

/// <summary>From an action and a resource, as a person names them, to the permissions that such a request needs: for answers beforehand.</summary>
internal interface IPermissions
{
    /// <summary>The permissions in the order in which they are decided, those of other services that are asked on the way included.</summary>
    /// <param name="action">As policies write it: <c>secretsmanager:GetSecretValue</c>.</param>
    /// <param name="resource">A name, alias, id or ARN; <c>*</c> for an action without a resource.</param>
    /// <param name="state">Where to look.</param>
    /// <param name="context">Who would ask, where.</param>
    /// <returns>Null when the service has no such action.</returns>
    /// <exception cref="AwsErrorException">The resource is not of a form that the action takes.</exception>
    IReadOnlyList<Target>? For(string action, string resource, Snapshot state, RequestContext context);
}
