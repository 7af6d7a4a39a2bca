using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>Action or NotAction: patterns over <c>service:Name</c> in any case. An empty list matches nothing, negated everything.</summary>
internal sealed class ActionPatterns(ImmutableArray<string> patterns, bool isNegated)
{
    private readonly Pattern[] _compiled = [.. patterns.Select(static pattern => Pattern.Parse(pattern, PatternSyntax.Wildcards))];

    /// <summary>As written.</summary>
    public ImmutableArray<string> Patterns => patterns;

    /// <summary>True for NotAction.</summary>
    public bool IsNegated => isNegated;

    public bool Match(string action)
    {
        foreach (var pattern in _compiled)
        {
            if (pattern.Matches(action, NoConditionKeys.Instance, StringComparison.OrdinalIgnoreCase))
            {
                return !isNegated;
            }
        }

        return isNegated;
    }
}

/// <summary>Resource or NotResource: patterns of ARNs. An empty list matches nothing, negated everything.</summary>
internal sealed class ResourcePatterns(ImmutableArray<string> patterns, bool isNegated, bool hasVariables)
{
    private const string Everything = "*";

    private readonly bool _isEverything = patterns.Contains(Everything);
    private readonly ArnPattern[] _compiled =
        [.. patterns.Where(static pattern => pattern != Everything).Select(pattern => ArnPattern.OfResource(pattern, hasVariables))];

    /// <summary>As written.</summary>
    public ImmutableArray<string> Patterns => patterns;

    /// <summary>True for NotResource.</summary>
    public bool IsNegated => isNegated;

    /// <param name="arn">The ARN; <c>*</c> of an action without a resource is matched by nothing but <c>*</c>.</param>
    /// <param name="keys">The values of policy variables.</param>
    public bool Match(string arn, IConditionKeys keys)
    {
        if (_isEverything)
        {
            return !isNegated;
        }

        foreach (var pattern in _compiled)
        {
            if (pattern.Matches(arn, keys))
            {
                return !isNegated;
            }
        }

        return isNegated;
    }
}
