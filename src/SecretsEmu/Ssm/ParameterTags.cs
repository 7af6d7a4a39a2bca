using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>Which tags a user may set, and how the operations on tags find their parameter.</summary>
internal static class ParameterTags
{
    private const int Quota = 50;
    private const string SystemPrefix = "aws:";

    /// <exception cref="AwsErrorException">A key of AWS's own, or more than fifty.</exception>
    public static void RequireUsable(IReadOnlyList<Tag> tags)
    {
        if (tags.Any(tag => tag.Key!.StartsWith(SystemPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw SsmErrors.SystemTag.AsException();
        }

        RequireWithinQuota(tags.Count);
    }

    public static void RequireWithinQuota(int count)
    {
        if (count > Quota)
        {
            throw SsmErrors.TooManyTags.AsException();
        }
    }

    /// <summary>The parameter of a ResourceId, or nothing: a name that none can have is none's.</summary>
    public static Plan<Found<SsmParameter>> Find(string resourceId, string action, Snapshot state, RequestContext context, IConditionKeys? keys = null)
    {
        var name = ParameterNames.Normalize(resourceId);
        var parameter = state.Find(SsmTables.Parameters, context.Scope, name);
        return new(new Found<SsmParameter>(parameter), ParameterTarget.Of(action, context.Scope, name, parameter, keys));
    }
}
