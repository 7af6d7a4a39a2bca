using System.Collections.Frozen;

namespace SecretsEmu.Access;

/// <summary>The two questions that PutResourcePolicy asks about a policy as a whole (secretsmanager.md 4.12, kms-iam-sts.md 4.7).</summary>
/// <remarks>Inferred: AWS proves these by logic over all requests; this follows the definition that S3 publishes. When in doubt a policy counts as public.</remarks>
internal static class PublicPolicy
{
    private const string SourceIp = "aws:SourceIp";

    // The union of both references.
    private static readonly FrozenSet<string> CallerKeys = FrozenSet.ToFrozenSet(
        [
            "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:SourceArn", "aws:SourceAccount",
            "aws:SourceOwner", "aws:SourceVpc", "aws:SourceVpce", SourceIp, "aws:userid", "kms:CallerAccount",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ArnKeys =
        FrozenSet.ToFrozenSet(["aws:PrincipalArn", "aws:SourceArn"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether some statement allows anyone, or everyone but some, without a condition that fixes who calls. Deny statements never matter.</summary>
    public static bool IsPublic(PolicyDocument policy) => policy.Statements.Any(static statement =>
        statement.Effect == PolicyEffect.Allow
        && statement.Principal is { } principal && (principal.IsNegated || principal.NamesAnyone)
        && !statement.Conditions.Any(FixesCaller));

    /// <summary>
    /// Whether some statement denies every principal every action of the service on everything, without a condition: nobody could manage the secret
    /// afterwards, the caller included.
    /// </summary>
    public static bool LocksEveryoneOut(PolicyDocument policy) => policy.Statements.Any(static statement =>
        statement.Effect == PolicyEffect.Deny
        && statement.Principal is { IsNegated: false, NamesAnyone: true }
        && statement.Actions is { IsNegated: false } actions && actions.Patterns.Any(IsEveryAction)
        && (statement.Resources is null || (statement.Resources is { IsNegated: false } resources && resources.Patterns.Contains("*")))
        && statement.Conditions.IsEmpty);

    private static bool IsEveryAction(string pattern) =>
        pattern.EndsWith('*') && pattern.TrimEnd('*').ToUpperInvariant() is "" or "*:" or "SECRETSMANAGER:";

    // ForAllValues and IfExists also hold when the request lacks the key, so they fix nothing.
    private static bool FixesCaller(PolicyCondition condition) =>
        condition.Operator is { IfExists: false, Set: not SetOperator.ForAllValues, Comparison: var comparison }
        && comparison is ConditionComparison.StringEquals or ConditionComparison.StringEqualsIgnoreCase or ConditionComparison.StringLike
            or ConditionComparison.ArnEquals or ConditionComparison.ArnLike or ConditionComparison.IpAddress
        && CallerKeys.Contains(condition.Key)
        && condition.Values.All(value => IsFixed(condition.Key, value, comparison));

    private static bool IsFixed(string key, string value, ConditionComparison comparison)
    {
        if (key.Equals(SourceIp, StringComparison.OrdinalIgnoreCase))
        {
            return IsPlain(value) && !IsEveryAddress(value);
        }

        return IsPlain(value) || (ArnKeys.Contains(key) && FixesAccount(value, comparison));
    }

    /// <summary>Neither a wildcard nor a policy variable: a variable takes its value from the caller.</summary>
    private static bool IsPlain(ReadOnlySpan<char> value) => !value.ContainsAny('*', '?') && !value.Contains("${", StringComparison.Ordinal);

    /// <summary>An ARN whose wildcards leave the account fixed. StringLike sees no segments, so a wildcard ahead of the account could cover it.</summary>
    private static bool FixesAccount(string arn, ConditionComparison comparison)
    {
        if (arn.Split(':', 6) is not ["arn", var partition, var service, var region, { Length: > 0 } account, _] || !IsPlain(account))
        {
            return false;
        }

        return comparison != ConditionComparison.StringLike || (IsPlain(partition) && IsPlain(service) && IsPlain(region));
    }

    private static bool IsEveryAddress(string range)
    {
        var slash = range.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 && range.AsSpan(slash + 1).Trim('0').IsEmpty;
    }
}
