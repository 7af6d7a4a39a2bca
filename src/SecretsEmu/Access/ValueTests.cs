using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SecretsEmu.Access;

/// <summary>Compares one value of a request with the one value of a policy that it was made of.</summary>
/// <returns>Null when the two cannot be compared: then neither the comparison nor its negation holds.</returns>
internal delegate bool? ValueTest(string found, IConditionKeys keys);

/// <summary>The comparisons of the policy language (kms-iam-sts.md 4.5), each without its negation: <c>StringNotLike</c> tests as <c>StringLike</c>.</summary>
internal static class ValueTests
{
    private static readonly long FirstSecond = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private static readonly ValueTest Never = static (_, _) => false;
    private static readonly ValueTest Incomparable = static (_, _) => null;

    // The profile of ISO 8601 that the W3C describes.
    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd", "yyyy-MM", "yyyy",
    ];

    public static bool IsNegated(ConditionComparison comparison) => comparison
        is ConditionComparison.StringNotEquals or ConditionComparison.StringNotEqualsIgnoreCase or ConditionComparison.StringNotLike
        or ConditionComparison.NumericNotEquals or ConditionComparison.DateNotEquals or ConditionComparison.NotIpAddress
        or ConditionComparison.ArnNotEquals or ConditionComparison.ArnNotLike;

    /// <param name="comparison">Any but Null, which looks at no value.</param>
    /// <param name="asked">The value of the policy.</param>
    /// <param name="hasVariables">Whether <c>${...}</c> in it is a policy variable; texts, ARNs and booleans may have them.</param>
    public static ValueTest Of(ConditionComparison comparison, string asked, bool hasVariables) => comparison switch
    {
        ConditionComparison.StringEquals or ConditionComparison.StringNotEquals =>
            Text(asked, hasVariables, PatternSyntax.Literal, StringComparison.Ordinal),
        ConditionComparison.StringEqualsIgnoreCase or ConditionComparison.StringNotEqualsIgnoreCase =>
            Text(asked, hasVariables, PatternSyntax.Literal, StringComparison.OrdinalIgnoreCase),
        ConditionComparison.StringLike or ConditionComparison.StringNotLike =>
            Text(asked, hasVariables, PatternSyntax.Wildcards, StringComparison.Ordinal),
        ConditionComparison.NumericEquals or ConditionComparison.NumericNotEquals => Number(asked, static order => order == 0),
        ConditionComparison.NumericLessThan => Number(asked, static order => order < 0),
        ConditionComparison.NumericLessThanEquals => Number(asked, static order => order <= 0),
        ConditionComparison.NumericGreaterThan => Number(asked, static order => order > 0),
        ConditionComparison.NumericGreaterThanEquals => Number(asked, static order => order >= 0),
        ConditionComparison.DateEquals or ConditionComparison.DateNotEquals => Date(asked, static order => order == 0),
        ConditionComparison.DateLessThan => Date(asked, static order => order < 0),
        ConditionComparison.DateLessThanEquals => Date(asked, static order => order <= 0),
        ConditionComparison.DateGreaterThan => Date(asked, static order => order > 0),
        ConditionComparison.DateGreaterThanEquals => Date(asked, static order => order >= 0),
        ConditionComparison.Bool => Bool(asked, hasVariables),
        ConditionComparison.BinaryEquals => Binary(asked),
        ConditionComparison.IpAddress or ConditionComparison.NotIpAddress => Address(asked),
        ConditionComparison.ArnEquals or ConditionComparison.ArnLike or ConditionComparison.ArnNotEquals or ConditionComparison.ArnNotLike =>
            Arn(asked, hasVariables),
        _ => Never,
    };

    private static ValueTest Text(string asked, bool hasVariables, PatternSyntax syntax, StringComparison comparison)
    {
        var pattern = Pattern.Parse(asked, hasVariables ? syntax | PatternSyntax.Variables : syntax);
        return (found, keys) => pattern.Matches(found, keys, comparison);
    }

    private static ValueTest Number(string asked, Func<int, bool> holds) => ReadNumber(asked) is { } number
        ? (found, _) => ReadNumber(found) is { } other ? holds(other.CompareTo(number)) : null
        : Incomparable;

    private static ValueTest Date(string asked, Func<int, bool> holds) => ReadDate(asked) is { } date
        ? (found, _) => ReadDate(found) is { } other ? holds(other.CompareTo(date)) : null
        : Incomparable;

    private static ValueTest Bool(string asked, bool hasVariables)
    {
        var test = Text(asked, hasVariables, PatternSyntax.Literal, StringComparison.OrdinalIgnoreCase);
        return (found, keys) => bool.TryParse(found, out _) && test(found, keys) == true;
    }

    private static ValueTest Binary(string asked) => ReadBinary(asked) is { } bytes
        ? (found, _) => ReadBinary(found) is { } other && other.AsSpan().SequenceEqual(bytes)
        : Never;

    private static ValueTest Arn(string asked, bool hasVariables) => ArnPattern.OfCondition(asked, hasVariables) is { } pattern
        ? (found, keys) => pattern.Matches(found, keys)
        : Never;

    private static ValueTest Address(string asked)
    {
        var slash = asked.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? asked : asked.AsSpan(0, slash), out var network))
        {
            return Never;
        }

        var bits = network.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = bits;
        if (slash >= 0 && !(int.TryParse(asked.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) && prefix <= bits))
        {
            return Never;
        }

        var bytes = network.GetAddressBytes();
        return (found, _) => IPAddress.TryParse(found, out var address)
            && address.AddressFamily == network.AddressFamily
            && IsWithin(address.GetAddressBytes(), bytes, prefix);
    }

    private static bool IsWithin(byte[] address, byte[] network, int prefix)
    {
        var (whole, rest) = Math.DivRem(prefix, 8);
        return address.AsSpan(0, whole).SequenceEqual(network.AsSpan(0, whole))
            && (rest == 0 || (address[whole] ^ network[whole]) >> (8 - rest) == 0);
    }

    private static decimal? ReadNumber(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A date, or seconds since 1970 where the text is a number; four digits are a year.</summary>
    private static DateTimeOffset? ReadDate(string text)
    {
        if (DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return date;
        }

        return ReadNumber(text) is { } seconds && seconds > FirstSecond && seconds < LastSecond
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
    }

    private static byte[]? ReadBinary(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
