using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>Why a permission was given or refused: every policy that was looked at, what decided, and what would have to change.</summary>
internal sealed record Explanation
{
    /// <summary>Who asked, by ARN; for a role's session that of the session.</summary>
    public required string Principal { get; init; }

    /// <summary>Such as <c>kms:Decrypt</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The ARN that statements were compared with; <c>*</c> for an action without a resource.</summary>
    public required string Resource { get; init; }

    public required bool IsAllowed { get; init; }

    /// <summary>The kind of policy that denied, lacks an Allow, or allowed; null where a grant or the absence of any description allowed.</summary>
    public PolicyKind? DecidedBy { get; init; }

    /// <summary>True when a Deny statement matched, or a service control policy lacks an Allow.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>One sentence on how the decision came about, the caller's sentence of a refusal included.</summary>
    public required string Reason { get; init; }

    /// <summary>The statement that decided; null when none did: an Allow was missing, or none was needed.</summary>
    public ExplainedPlace? Deciding { get; init; }

    /// <summary>The Allow statement that came closest where one was missing; null when no statement was near.</summary>
    public ExplainedPlace? NearestMiss { get; init; }

    /// <summary>One or two sentences of what would have to change for the request to be allowed; null when it is.</summary>
    public string? Remedy { get; init; }

    /// <summary>Every policy looked at, in the order in which kinds are asked (kms-iam-sts.md 4.4).</summary>
    public required ImmutableArray<ExplainedPolicy> Policies { get; init; }
}

/// <summary>Where a statement is.</summary>
/// <param name="Kind">The kind of its policy.</param>
/// <param name="Policy">The name of its policy, by which a person finds it.</param>
/// <param name="Statement">Its Sid, or <c>#</c> and its number, from one.</param>
internal sealed record ExplainedPlace(PolicyKind Kind, string Policy, string Statement);

/// <summary>One policy, statement by statement.</summary>
internal sealed record ExplainedPolicy(PolicyKind Kind, string Name, ImmutableArray<ExplainedStatement> Statements);

/// <summary>Which parts of a statement match the request; it matches when all do.</summary>
/// <param name="Name">Its Sid, or <c>#</c> and its number, from one.</param>
/// <param name="Effect">Whether it permits or forbids.</param>
/// <param name="Principal">Whether it is about the caller; always in a policy that is attached to the caller, which names nobody.</param>
/// <param name="Action">Whether it is about the action.</param>
/// <param name="Resource">Whether it is about the resource.</param>
/// <param name="Conditions">Every key under every operator.</param>
internal sealed record ExplainedStatement(
    string Name, PolicyEffect Effect, bool Principal, bool Action, bool Resource, ImmutableArray<ExplainedCondition> Conditions)
{
    public bool Matches => Misses == 0;

    /// <summary>How many parts do not match, each condition being one.</summary>
    public int Misses => (Principal ? 0 : 1) + (Action ? 0 : 1) + (Resource ? 0 : 1) + Conditions.Count(static condition => !condition.Holds);
}

/// <summary>One condition and the request's side of it.</summary>
/// <param name="Operator">As AWS writes it, such as <c>ForAnyValue:StringLikeIfExists</c>.</param>
/// <param name="Key">As the policy writes it.</param>
/// <param name="Asked">The values of the policy, policy variables as written.</param>
/// <param name="Found">The values of the request; null when it has none.</param>
/// <param name="Holds">Whether the condition holds.</param>
internal sealed record ExplainedCondition(
    string Operator, string Key, ImmutableArray<string> Asked, ImmutableArray<string>? Found, bool Holds);
