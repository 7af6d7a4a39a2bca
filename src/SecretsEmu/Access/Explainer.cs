using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>Answers "why": the same decision as <see cref="Evaluator"/>, with everything that it rests on. Not for the path of a request.</summary>
internal static class Explainer
{
    public static Explanation Explain(Principal principal, Target target, IConditionKeys globals)
    {
        var decision = Evaluator.Decide(principal, target, globals);
        var policies = RequestPolicies.Of(principal, target);
        var request = new AccessRequest(principal, target, globals);
        ImmutableArray<ExplainedPolicy> explained = [.. InOrder(policies).Select(policy => Explain(policy, request))];
        var nearest = decision is { IsAllowed: false, Statement: null } ? NearestMiss(explained, decision.DecidedBy, request, policies) : null;
        var deciding = decision is { Policy: { } policy, Statement: { } statement }
            ? new ExplainedPlace(policy.Kind, policy.Name, NameOf(policy, statement))
            : null;
        return new()
        {
            Principal = principal.Arn,
            Action = target.Action,
            Resource = target.Arn,
            IsAllowed = decision.IsAllowed,
            DecidedBy = decision.DecidedBy,
            IsExplicit = decision.IsExplicit,
            Reason = decision.IsAllowed ? Allowed(principal, target, deciding) : Denial.Sentence(principal, target, decision),
            Deciding = deciding,
            NearestMiss = nearest?.Place,
            Remedy = decision.IsAllowed ? null
                : deciding is null ? Remedy.OfMissingAllow(request, policies, decision, nearest)
                : Remedy.OfDeny(new(deciding, decision.Statement!, Explain(decision.Policy!, decision.Statement!, request)), principal),
            Policies = explained,
        };
    }

    private static IEnumerable<AttachedPolicy> InOrder(RequestPolicies policies) =>
    [
        .. policies.ServiceControl,
        .. policies.Resource is { } resource ? [resource] : Array.Empty<AttachedPolicy>(),
        .. policies.Boundary is { } boundary ? [boundary] : Array.Empty<AttachedPolicy>(),
        .. policies.Session,
        .. policies.Identity,
    ];

    private static ExplainedPolicy Explain(AttachedPolicy policy, AccessRequest request) =>
        new(policy.Kind, policy.Name, [.. policy.Document.Statements.Select(statement => Explain(policy, statement, request))]);

    private static ExplainedStatement Explain(AttachedPolicy policy, PolicyStatement statement, AccessRequest request) => new(
        NameOf(policy, statement),
        statement.Effect,
        Principal: request.MatchPrincipal(statement) != PrincipalMatch.None,
        Action: request.MatchesAction(statement),
        Resource: request.MatchesResource(statement),
        [.. statement.Conditions.Select(condition => new ExplainedCondition(
            condition.Operator.ToString(),
            condition.Key,
            condition.Values,
            request.Find(condition.Key) is { } found ? [.. found] : null,
            condition.Holds(request)))]);

    private static string NameOf(AttachedPolicy policy, PolicyStatement statement) =>
        string.IsNullOrEmpty(statement.Sid) ? $"#{policy.Document.Statements.IndexOf(statement) + 1}" : statement.Sid;

    /// <summary>Of the policies that lack an Allow the one statement with the fewest parts that do not match, those about the action first.</summary>
    private static StatementInPlace? NearestMiss(ImmutableArray<ExplainedPolicy> explained, PolicyKind? kind, AccessRequest request, RequestPolicies policies) => (
        from pair in explained.Zip(InOrder(policies))
        from statement in pair.First.Statements.Zip(pair.Second.Document.Statements)
        where statement.First.Effect == PolicyEffect.Allow && (
            pair.First.Kind == kind ? IsNear(statement.First, statement.Second, request.Target.Action)
            : kind == PolicyKind.Identity && pair.First.Kind == PolicyKind.Resource && IsMeantFor(request.Principal, statement.First, statement.Second))
        orderby statement.First.Action descending, statement.First.Misses
        select new StatementInPlace(new(pair.First.Kind, pair.First.Name, statement.First.Name), statement.Second, statement.First))
        .FirstOrDefault();

    /// <summary>A statement about another action is near only when nothing else is wrong and it is about the same service.</summary>
    private static bool IsNear(ExplainedStatement explained, PolicyStatement statement, string action) =>
        explained.Action || (explained.Misses == 1
            && statement.Actions.Patterns.Any(pattern => pattern.StartsWith(action[..(action.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.OrdinalIgnoreCase)));

    /// <summary>In one account the resource's policy may allow in place of an identity policy: near is a statement that is about this caller, or was meant to be.</summary>
    private static bool IsMeantFor(Principal principal, ExplainedStatement explained, PolicyStatement statement) =>
        explained is { Action: true, Matches: false } && (explained.Principal || statement.Principal?.ButForThePath(principal) is not null);

    private static string Allowed(Principal principal, Target target, ExplainedPlace? deciding)
    {
        if (deciding is not null)
        {
            return $"Statement {deciding.Statement} of {deciding.Policy} allows it, and nothing denies it.";
        }

        if (target.Action.Equals(Evaluator.NeedsNoPermission, StringComparison.OrdinalIgnoreCase))
        {
            return $"{Evaluator.NeedsNoPermission} needs no permission, and no policy can deny it.";
        }

        return target.Grant is { } grant ? $"It is allowed by {grant}, and nothing denies it."
            : principal.Kind == PrincipalKind.Root ? $"{principal.Arn} is the root of its account and has every identity permission; no other policy refuses it."
            : principal.Kind is PrincipalKind.WebIdentity or PrincipalKind.Service ? $"Nobody described {target.Arn}, so it trusts every caller; nothing denies it."
            : $"Nobody described {principal.Arn}, so it has every identity permission; no other policy refuses it.";
    }
}

/// <summary>A statement, where it is, and what it makes of a request.</summary>
internal sealed record StatementInPlace(ExplainedPlace Place, PolicyStatement Statement, ExplainedStatement Explained);
