using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>Decides (kms-iam-sts.md 4.4): a pure function of who asks, for what, and under which circumstances.</summary>
internal static class Evaluator
{
    internal const string NeedsNoPermission = "sts:GetCallerIdentity";

    public static Decision Decide(Principal principal, Target target, IConditionKeys globals)
    {
        if (target.Action.Equals(NeedsNoPermission, StringComparison.OrdinalIgnoreCase))
        {
            // Not even an explicit deny can forbid it.
            return new(true, null);
        }

        var policies = RequestPolicies.Of(principal, target);
        var request = new AccessRequest(principal, target, globals);
        return ExplicitDeny(request, policies)
            ?? MissingServiceControl(request, policies)
            ?? (target.Grant is null ? null : new Decision(true, null)) // Inferred: also of another account, where a key policy needs both sides (question 5).
            ?? BothSides(request, policies);
    }

    private static Decision? ExplicitDeny(AccessRequest request, in RequestPolicies policies) => (
            First(PolicyEffect.Deny, policies.ServiceControl, request)
            ?? First(PolicyEffect.Deny, policies.Resource, request)
            ?? First(PolicyEffect.Deny, policies.Boundary, request)
            ?? First(PolicyEffect.Deny, policies.Session, request)
            ?? First(PolicyEffect.Deny, policies.Identity, request)) is { } deny
        ? new(false, deny.Policy.Kind, IsExplicit: true, deny.Policy, deny.Statement)
        : null;

    private static Decision? MissingServiceControl(AccessRequest request, in RequestPolicies policies) =>
        policies.ServiceControl.IsEmpty || First(PolicyEffect.Allow, policies.ServiceControl, request) is not null
            ? null
            : new(false, PolicyKind.ServiceControl, IsExplicit: true);

    private static Decision BothSides(AccessRequest request, in RequestPolicies policies)
    {
        var (principal, target) = (request.Principal, request.Target);
        var resource = BestAllow(policies.Resource, request);
        var match = policies.IsTrustUndescribed ? PrincipalMatch.Account : resource?.Match ?? PrincipalMatch.None;
        if (principal.Kind is PrincipalKind.Service or PrincipalKind.WebIdentity)
        {
            return match == PrincipalMatch.Direct || policies.IsTrustUndescribed ? Allowed(resource) : Lacks(policies.ResourceKind);
        }

        if (principal.Account == target.Account)
        {
            if (match == PrincipalMatch.Direct)
            {
                return Allowed(resource);
            }

            if (match == PrincipalMatch.RoleLike)
            {
                return MissingCeiling(request, policies) ?? Allowed(resource);
            }

            if (match == PrincipalMatch.None && target.Kind is ResourceKind.Key or ResourceKind.Role)
            {
                return Lacks(policies.ResourceKind);
            }
        }
        else if (match == PrincipalMatch.None)
        {
            return Lacks(policies.ResourceKind);
        }

        var identity = First(PolicyEffect.Allow, policies.Identity, request);
        return identity is null && !policies.IsIdentityTrusted
            ? Lacks(PolicyKind.Identity)
            : MissingCeiling(request, policies) ?? Allowed(identity);
    }

    private static Decision? MissingCeiling(AccessRequest request, in RequestPolicies policies)
    {
        if (policies.Boundary is not null && First(PolicyEffect.Allow, policies.Boundary, request) is null)
        {
            return Lacks(PolicyKind.Boundary);
        }

        return policies.IsSessionLimited && First(PolicyEffect.Allow, policies.Session, request) is null ? Lacks(PolicyKind.Session) : null;
    }

    private static Decision Lacks(PolicyKind kind) => new(false, kind);

    private static Decision Allowed(Hit? by) => new(true, by?.Policy.Kind, Policy: by?.Policy, Statement: by?.Statement);

    private static Hit? First(PolicyEffect effect, ImmutableArray<AttachedPolicy> policies, AccessRequest request)
    {
        foreach (var policy in policies)
        {
            if (First(effect, policy, request) is { } hit)
            {
                return hit;
            }
        }

        return null;
    }

    private static Hit? First(PolicyEffect effect, AttachedPolicy? policy, AccessRequest request)
    {
        if (policy is not null)
        {
            foreach (var statement in policy.Document.Statements)
            {
                if (statement.Effect == effect && request.Match(statement) is not PrincipalMatch.None and var match)
                {
                    return new(policy, statement, match);
                }
            }
        }

        return null;
    }

    private static Hit? BestAllow(AttachedPolicy? policy, AccessRequest request)
    {
        Hit? best = null;
        if (policy is not null)
        {
            foreach (var statement in policy.Document.Statements)
            {
                if (statement.Effect == PolicyEffect.Allow && request.Match(statement) is var match && match > (best?.Match ?? PrincipalMatch.None))
                {
                    best = new(policy, statement, match);
                }
            }
        }

        return best;
    }

    private readonly record struct Hit(AttachedPolicy Policy, PolicyStatement Statement, PrincipalMatch Match);
}
