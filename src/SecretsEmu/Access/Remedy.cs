using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>What would have to change for a refused request to be allowed, in plain words for the person who edits the policy.</summary>
internal static class Remedy
{
    // A hyphen and six characters behind the name of a secret.
    private const int SuffixLength = 7;

    // Condition keys that have no value when the member of the request is left out, whatever its default (kms-iam-sts.md 4.8, 6.2).
    private static readonly Dictionary<string, string> SentByTheCaller = new(StringComparer.OrdinalIgnoreCase)
    {
        ["secretsmanager:VersionId"] = "VersionId",
        ["secretsmanager:VersionStage"] = "VersionStage",
        ["sts:ExternalId"] = "ExternalId",
    };

    public static string OfDeny(StatementInPlace deny, Principal principal)
    {
        var sentences = $"Remove or narrow the Deny in statement {deny.Place.Statement} of {deny.Place.Policy}.";
        if (deny.Statement.Principal is { IsNegated: true })
        {
            var spared = principal.Kind == PrincipalKind.AssumedRole ? "its account, its role and the session, all three" : principal.Arn;
            sentences += $" Its NotPrincipal spares the caller only when it lists {spared}; a condition on aws:PrincipalArn is easier to get right.";
        }

        return deny.Explained.Conditions.IsEmpty
            ? sentences
            : $"{sentences} It applies because its conditions hold: {string.Join("; ", deny.Explained.Conditions.Select(Describe))}.";
    }

    public static string OfMissingAllow(AccessRequest request, RequestPolicies policies, Decision decision, StatementInPlace? nearest)
    {
        var missing = Missing(request, policies, decision.DecidedBy);
        return nearest is null
            ? missing
            : $"{missing} Nearest is statement {nearest.Place.Statement} of {nearest.Place.Policy}: {string.Join("; ", Misses(nearest, request))}.";
    }

    private static string Missing(AccessRequest request, RequestPolicies policies, PolicyKind? kind)
    {
        var (principal, target) = (request.Principal, request.Target);
        var what = target.Kind == ResourceKind.None ? target.Action : $"{target.Action} on {target.Arn}";
        return kind switch
        {
            PolicyKind.ServiceControl => $"Add an Allow for {what} to a service control policy of account {principal.Account}: it has some, and what none of them allows counts as denied.",
            PolicyKind.Resource or PolicyKind.Trust when policies.Resource is { } policy => $"The {policy.Name} must allow {Callers(principal)} the action {target.Action}.",
            PolicyKind.Resource => $"{target.Arn} has no policy of its own, or does not exist; such a policy must allow {Callers(principal)} the action {target.Action}.",
            PolicyKind.Boundary => $"Add an Allow for {what} to {policies.Boundary?.Name}: a permissions boundary must allow what an identity policy allows.",
            PolicyKind.Session when principal.SessionPolicies.IsEmpty => $"A federated session has no permissions without a session policy: pass one that allows {what} to GetFederationToken.",
            PolicyKind.Session => $"Add an Allow for {what} to the session policy that the session was made with, or make the session without one.",
            _ => $"Add an Allow for {what} to an identity policy of {Subject(principal)}.",
        };
    }

    private static IEnumerable<string> Misses(StatementInPlace nearest, AccessRequest request)
    {
        var (statement, explained, target) = (nearest.Statement, nearest.Explained, request.Target);
        if (!explained.Principal)
        {
            yield return statement.Principal is { IsNegated: true }
                ? $"its NotPrincipal leaves out {request.Principal.Arn}"
                : $"its Principal does not name {request.Principal.Arn}{PathHint(statement, request.Principal)}";
        }

        if (!explained.Action)
        {
            yield return $"its {Element("Action", statement.Actions.IsNegated)} {List(statement.Actions.Patterns)} does not cover {target.Action}";
        }

        if (!explained.Resource && statement.Resources is { } resources)
        {
            yield return $"its {Element("Resource", resources.IsNegated)} {List(resources.Patterns)} does not cover {target.Arn}{Hint(resources, target)}";
        }

        foreach (var condition in explained.Conditions)
        {
            if (!condition.Holds)
            {
                yield return $"its condition {Describe(condition)}{Hint(condition)}";
            }
        }
    }

    /// <summary>The two mistakes that people make most often when they name a secret or a key.</summary>
    private static string Hint(ResourcePatterns resources, Target target) =>
        target.Kind == ResourceKind.Secret && resources.Patterns.Any(pattern => target.Arn.Length == pattern.Length + SuffixLength && target.Arn.StartsWith($"{pattern}-", StringComparison.Ordinal))
            ? " (the ARN of a secret ends with a hyphen and six random characters: write -?????? behind the name)"
        : target.Kind == ResourceKind.Key && resources.Patterns.Any(static pattern => pattern.Contains(":alias/", StringComparison.Ordinal))
            ? " (an alias is never the resource of what is done with a key: name the key itself)"
        : target.Kind == ResourceKind.None
            ? " (the action has no resource: only * covers it)"
            : "";

    private static string PathHint(PolicyStatement statement, Principal principal) =>
        statement.Principal?.ButForThePath(principal) is { } named ? $" (a path is part of the ARN: write {Subject(principal)} for {named})" : "";

    /// <summary>Why a value that the caller takes for granted is not the one that was asked for.</summary>
    private static string Hint(ExplainedCondition condition) =>
        condition.Found is not { IsEmpty: false } found ? (SentByTheCaller.TryGetValue(condition.Key, out var member) ? $" (there is one only when the caller sends {member})" : "")
        : !condition.Operator.Contains("IgnoreCase", StringComparison.Ordinal)
            && condition.Asked.Intersect(found, StringComparer.OrdinalIgnoreCase).Any() && !condition.Asked.Intersect(found, StringComparer.Ordinal).Any()
            ? " (upper and lower case differ)"
        : "";

    private static string Describe(ExplainedCondition condition)
    {
        var found = condition.Found is { IsEmpty: false } values ? List(values) : "none";
        return $"{condition.Operator} {condition.Key} asks for {List(condition.Asked)} and the request has {found}";
    }

    private static string Element(string name, bool isNegated) => isNegated ? $"Not{name}" : name;

    private static string List(ImmutableArray<string> values) => values switch
    {
        [] => "nothing",
        [var only] => only,
        _ => $"[{string.Join(", ", values)}]",
    };

    private static string Callers(Principal principal) => principal.Kind switch
    {
        PrincipalKind.Service or PrincipalKind.Root => principal.Arn,
        PrincipalKind.WebIdentity => $"the identity provider {principal.FederatedProvider}",
        _ => $"{Subject(principal)} (or its account's root, arn:{principal.Arn.Split(':')[1]}:iam::{principal.Account}:root)",
    };

    /// <summary>The role of a session: what policies name.</summary>
    private static string Subject(Principal principal) => principal.RoleArn ?? principal.Arn;
}
