namespace SecretsEmu.Access;

/// <summary>Whether a principal may do what a target names, and which policy decided.</summary>
/// <param name="IsAllowed">The answer.</param>
/// <param name="DecidedBy">The kind of policy that denied, or that lacks an Allow, or that allowed; null where a grant or the absence of any description allowed.</param>
/// <param name="IsExplicit">True when a Deny statement matched, or a service control policy lacks an Allow (AWS reports it so).</param>
/// <param name="Policy">The policy with the deciding statement, when there is one.</param>
/// <param name="Statement">The deciding statement, when there is one.</param>
internal sealed record Decision(
    bool IsAllowed, PolicyKind? DecidedBy, bool IsExplicit = false, AttachedPolicy? Policy = null, PolicyStatement? Statement = null);
