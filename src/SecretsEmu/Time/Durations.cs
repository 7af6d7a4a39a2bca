using System.Globalization;

namespace SecretsEmu.Time;

/// <summary>Lengths of time as people type them: <c>8d</c>, <c>36h</c>, <c>1h30m</c>, <c>45s</c>.</summary>
internal static class Durations
{
    /// <summary>What a refusal tells the person to type.</summary>
    public const string Form = "a length of time such as 8d, 36h, 1h30m or 45s";

    /// <summary>A length above zero from whole numbers with the units d, h, m and s, each at most once and from large to small; null for anything else.</summary>
    public static TimeSpan? Parse(string text)
    {
        var total = TimeSpan.Zero;
        var smallest = -1;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            var unit = digits < 1 ? -1 : "dhms".IndexOf(rest[digits], StringComparison.Ordinal);
            if (unit <= smallest || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                return null;
            }

            smallest = unit;
            rest = rest[(digits + 1)..];
            if (Of(count, unit) is not { } part || total > TimeSpan.MaxValue - part)
            {
                return null;
            }

            total += part;
        }

        return total > TimeSpan.Zero ? total : null;
    }

    private static TimeSpan? Of(int count, int unit)
    {
        long[] seconds = [86_400, 3_600, 60, 1];
        var total = count * seconds[unit];
        return total <= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond ? TimeSpan.FromSeconds(total) : null;
    }
}
