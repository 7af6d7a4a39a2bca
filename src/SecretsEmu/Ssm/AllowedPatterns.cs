using System.Text.RegularExpressions;

namespace SecretsEmu.Ssm;

/// <summary>The regular expression that a value must match as a whole (Inferred: Java's <c>matches</c>, as of CloudFormation's AllowedPattern).</summary>
internal static class AllowedPatterns
{
    // A pattern that explodes must not hold up the writer.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <param name="pattern">Null and empty allow everything.</param>
    /// <param name="value">In clear.</param>
    /// <exception cref="Calls.AwsErrorException">The pattern is none, or the value does not match it.</exception>
    public static void Require(string? pattern, string value)
    {
        if (pattern is not (null or "") && !IsMatch(pattern, value))
        {
            throw SsmErrors.PatternMismatch(pattern).AsException();
        }
    }

    private static bool IsMatch(string pattern, string value)
    {
        try
        {
            return Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, Patience);
        }
        catch (Exception unusable) when (unusable is RegexParseException or RegexMatchTimeoutException)
        {
            throw SsmErrors.InvalidAllowedPattern.AsException();
        }
    }
}
