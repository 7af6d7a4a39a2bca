using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>One key under one operator of a statement's Condition.</summary>
/// <param name="Operator">The operator with its prefix and suffix.</param>
/// <param name="Key">The condition key as written; keys are compared without regard to case.</param>
/// <param name="Values">The values as text, numbers and booleans included. Empty only where the policy has an empty list.</param>
internal sealed record PolicyCondition(ConditionOperator Operator, string Key, ImmutableArray<string> Values);
