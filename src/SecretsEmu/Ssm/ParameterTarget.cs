using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>What a permission on parameters is asked on. Source: service authorization reference, AWS Systems Manager.</summary>
internal static class ParameterTarget
{
    /// <summary>A parameter, whether it exists or not: its ARN tells nothing of that.</summary>
    /// <param name="action">Such as <c>ssm:GetParameter</c>.</param>
    /// <param name="scope">Whose it is.</param>
    /// <param name="name">Normalized; or a path as it was sent.</param>
    /// <param name="parameter">It, or null where there is none.</param>
    /// <param name="request">The condition keys that the request's own members give.</param>
    // Verified: field: a refusal names the ARN, for a path with the slash at its end.
    public static Target Of(string action, Scope scope, string name, SsmParameter? parameter = null, IConditionKeys? request = null)
    {
        var arn = parameter?.Arn ?? ParameterNames.ArnOf(scope, name);
        return new()
        {
            Action = action,
            Kind = ResourceKind.Parameter,
            Arn = arn,
            Account = scope.Account,
            Shown = arn,
            Keys = new ParameterConditionKeys(parameter, request ?? NoConditionKeys.Instance),
        };
    }

    /// <summary>An action on no single parameter: only a statement whose resource is <c>*</c>, or all of the service's, allows it.</summary>
    // Inferred: that the ARN ends so, from public refusals of DescribeParameters.
    public static Target OfAll(string action, RequestContext context)
    {
        var arn = $"arn:{Scope.PartitionOf(context.Region)}:ssm:{context.Region}:{context.Caller.Account}:*";
        return new() { Action = action, Kind = ResourceKind.None, Arn = arn, Account = context.Caller.Account, Shown = arn };
    }
}

/// <summary>The condition keys of an action on a parameter: of its tags, then of the members of the request.</summary>
internal sealed class ParameterConditionKeys(SsmParameter? parameter, IConditionKeys request) : IConditionKeys
{
    public IReadOnlyList<string>? Find(string key) =>
        ConditionValue.Behind("aws:ResourceTag/", key) is { } tag || (tag = ConditionValue.Behind("ssm:resourceTag/", key)) is not null
            ? ConditionValue.Of(parameter?.Tags.FirstOrDefault(one => ConditionValue.IsSameKey(one.Key, tag))?.Value)
            : request.Find(key);
}
