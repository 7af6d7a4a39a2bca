using System.Collections.Frozen;

namespace SecretsEmu.Access;

/// <summary>How one value of a request is compared with one of the policy (kms-iam-sts.md 4.5).</summary>
internal enum ConditionComparison
{
    StringEquals,
    StringNotEquals,
    StringEqualsIgnoreCase,
    StringNotEqualsIgnoreCase,
    StringLike,
    StringNotLike,
    NumericEquals,
    NumericNotEquals,
    NumericLessThan,
    NumericLessThanEquals,
    NumericGreaterThan,
    NumericGreaterThanEquals,
    DateEquals,
    DateNotEquals,
    DateLessThan,
    DateLessThanEquals,
    DateGreaterThan,
    DateGreaterThanEquals,
    Bool,
    BinaryEquals,
    IpAddress,
    NotIpAddress,
    ArnEquals,
    ArnLike,
    ArnNotEquals,
    ArnNotLike,
    Null,
}

/// <summary>How the values of a multivalued key combine.</summary>
internal enum SetOperator
{
    None,
    ForAllValues,
    ForAnyValue,
}

/// <summary>An operator of a Condition: <c>ForAllValues:StringEqualsIfExists</c> is a set operator, a comparison and the suffix.</summary>
internal readonly record struct ConditionOperator(SetOperator Set, ConditionComparison Comparison, bool IfExists)
{
    /// <summary>As AWS writes it.</summary>
    public override string ToString() => $"{(Set == SetOperator.None ? "" : $"{Set}:")}{Comparison}{(IfExists ? "IfExists" : "")}";
}

/// <summary>The operators of the policy language by name.</summary>
internal static class ConditionOperators
{
    private const string IfExistsSuffix = "IfExists";

    // By name, so that a number, which Enum.Parse would take, is no operator.
    private static readonly FrozenDictionary<string, ConditionComparison> Comparisons = Enum.GetValues<ConditionComparison>()
        .ToFrozenDictionary(static comparison => comparison.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads an operator in any case; false when there is none of this name.</summary>
    public static bool TryParse(string text, out ConditionOperator conditionOperator)
    {
        var set = WithoutSetOperator(text, out var rest);
        var ifExists = rest.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        var name = ifExists ? rest[..^IfExistsSuffix.Length] : rest;
        if (!Comparisons.TryGetValue(name, out var comparison) || (comparison == ConditionComparison.Null && (ifExists || set != SetOperator.None)))
        {
            // Null asks whether a key is there, so neither the suffix nor a set operator means anything with it.
            conditionOperator = default;
            return false;
        }

        conditionOperator = new(set, comparison, ifExists);
        return true;
    }

    private static SetOperator WithoutSetOperator(string text, out string rest)
    {
        foreach (var set in (ReadOnlySpan<SetOperator>)[SetOperator.ForAllValues, SetOperator.ForAnyValue])
        {
            var prefix = $"{set}:";
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                rest = text[prefix.Length..];
                return set;
            }
        }

        rest = text;
        return SetOperator.None;
    }
}
