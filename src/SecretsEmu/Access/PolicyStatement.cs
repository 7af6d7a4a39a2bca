using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>Whether a matching statement permits or forbids.</summary>
internal enum PolicyEffect
{
    Allow,
    Deny,
}

/// <summary>One statement of a policy. It matches when all its elements do (kms-iam-sts.md 4.3).</summary>
internal sealed class PolicyStatement
{
    public string? Sid { get; init; }

    public required PolicyEffect Effect { get; init; }

    /// <summary>Principal or NotPrincipal; null in a policy that is attached to whom it is about.</summary>
    public PolicyPrincipal? Principal { get; init; }

    /// <summary>Action or NotAction.</summary>
    public required ActionPatterns Actions { get; init; }

    /// <summary>Resource or NotResource; null means the resource that the policy is attached to (kms-iam-sts.md 4.3).</summary>
    public ResourcePatterns? Resources { get; init; }

    /// <summary>All of them must hold: one entry per operator and key.</summary>
    public required ImmutableArray<PolicyCondition> Conditions { get; init; }
}
