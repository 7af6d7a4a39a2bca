using System.Collections.Immutable;

namespace SecretsEmu.Explain;

/// <summary>Whether a request would be allowed, and why: each permission that it would need, in the order of decisions.</summary>
/// <param name="Principal">The ARN of who would ask.</param>
/// <param name="Permissions">All must be allowed.</param>
internal sealed record Forecast(string Principal, ImmutableArray<ExplainedPermission> Permissions)
{
    public bool IsAllowed => Permissions.All(permission => permission.Explanation.IsAllowed);
}
