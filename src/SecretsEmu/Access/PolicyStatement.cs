using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>Whether a matching statement permits or forbids.</summary>
internal enum PolicyEffect
{
    Allow,
    Deny,
}

/// <summary>One statement of a resource policy.</summary>
internal sealed class PolicyStatement
{
    public string? Sid { get; init; }

    public required PolicyEffect Effect { get; init; }

    /// <summary>Principal or NotPrincipal.</summary>
    public required PolicyPrincipal Principal { get; init; }

    /// <summary>Action or NotAction.</summary>
    public required PolicyPatterns Actions { get; init; }

    /// <summary>Resource or NotResource; null means the resource that the policy is attached to (kms-iam-sts.md 4.3).</summary>
    public PolicyPatterns? Resources { get; init; }

    /// <summary>All of them must hold: one entry per operator and key.</summary>
    public required ImmutableArray<PolicyCondition> Conditions { get; init; }
}

/// <summary>The patterns of Action, NotAction, Resource or NotResource as written. Empty matches nothing, negated everything.</summary>
/// <param name="Patterns">Texts with the wildcards <c>*</c> and <c>?</c>.</param>
/// <param name="IsNegated">True for NotAction and NotResource.</param>
internal sealed record PolicyPatterns(ImmutableArray<string> Patterns, bool IsNegated);
