using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>How the operations that take one name, and no ARN, find their parameter.</summary>
internal static class ParameterPlan
{
    /// <summary>The caller's own parameter, or nothing, and the permission on it.</summary>
    /// <exception cref="AwsErrorException">No parameter can be called so.</exception>
    public static Plan<Found<SsmParameter>> Find(string name, string action, Snapshot state, RequestContext context)
    {
        var normalized = ParameterNames.Normalize(name);
        ParameterNames.RequireWellFormed(normalized);
        var parameter = state.Find(SsmTables.Parameters, context.Scope, normalized);
        return new(new Found<SsmParameter>(parameter), ParameterTarget.Of(action, context.Scope, normalized, parameter));
    }
}
