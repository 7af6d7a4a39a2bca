using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>One key under one operator of a statement's Condition (kms-iam-sts.md 4.5).</summary>
internal sealed class PolicyCondition(ConditionOperator conditionOperator, string key, ImmutableArray<string> values, bool hasVariables)
{
    private readonly ValueTest[] _tests = [.. values.Select(value => ValueTests.Of(conditionOperator.Comparison, value, hasVariables))];
    private readonly bool _isNegated = ValueTests.IsNegated(conditionOperator.Comparison);

    /// <summary>The operator with its prefix and suffix.</summary>
    public ConditionOperator Operator => conditionOperator;

    /// <summary>The condition key as written; keys are compared without regard to case.</summary>
    public string Key => key;

    /// <summary>The values as text, numbers and booleans included. Empty only where the policy has an empty list.</summary>
    public ImmutableArray<string> Values => values;

    /// <summary>Whether the values that a request has satisfy the condition. No value is the same as no key.</summary>
    public bool Holds(IConditionKeys keys)
    {
        var found = keys.Find(key) ?? [];
        if (conditionOperator.Comparison == ConditionComparison.Null)
        {
            return values.Contains(found.Count == 0 ? "true" : "false", StringComparer.OrdinalIgnoreCase);
        }

        if (found.Count == 0)
        {
            return conditionOperator.IfExists || conditionOperator.Set switch
            {
                SetOperator.ForAllValues => true,
                SetOperator.ForAnyValue => false,
                _ => _isNegated,
            };
        }

        // Inferred: several values without a set operator are any of them, and none of them for a negated comparison.
        var needsAll = conditionOperator.Set == SetOperator.ForAllValues || (conditionOperator.Set == SetOperator.None && _isNegated);
        for (var i = 0; i < found.Count; i++)
        {
            if (HoldsFor(found[i], keys) != needsAll)
            {
                return !needsAll;
            }
        }

        return needsAll;
    }

    /// <summary>One value of the request against all of the policy: equal to any, or for a negated comparison to none.</summary>
    private bool HoldsFor(string found, IConditionKeys keys)
    {
        foreach (var test in _tests)
        {
            switch (test(found, keys))
            {
                case true:
                    return !_isNegated;
                case null when _isNegated:
                    return false;
                default:
                    break;
            }
        }

        return _isNegated;
    }
}
