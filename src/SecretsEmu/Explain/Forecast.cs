using System.Collections.Immutable;

namespace SecretsEmu.Explain;

/// <summary>Whether a request would be allowed, and why: each permission that it would need, in the order of decisions.</summary>
/// <param name="Principal">The ARN of who would ask.</param>
/// <param name="Action">As AWS spells it.</param>
/// <param name="Resource">As it was asked about; <c>*</c> for none.</param>
/// <param name="Permissions">All must be allowed.</param>
/// <param name="Hint">What the log would say beside the request.</param>
internal sealed record Forecast(string Principal, string Action, string Resource, ImmutableArray<ExplainedPermission> Permissions, string? Hint)
{
    public bool IsAllowed => Permissions.All(permission => permission.Explanation.IsAllowed);
}
