using System.Globalization;

namespace SecretsEmu.Rotation.Schedules;

/// <summary>The numbers that a field of a cron expression stands for: lists of numbers, names, ranges and steps.</summary>
internal sealed class CronField
{
    private readonly ulong _numbers;

    private CronField(ulong numbers) => _numbers = numbers;

    public bool Contains(int number) => (_numbers & (1UL << number)) != 0;

    /// <summary>Null for a field that is malformed or out of range.</summary>
    /// <param name="text">Such as <c>1,15</c>, <c>MON-FRI</c>, <c>1/7</c>, <c>/8</c> or <c>*</c>.</param>
    /// <param name="names">Names that stand for numbers, the first for the lowest.</param>
    /// <param name="lowest">The lowest number, at which a step without a start begins.</param>
    /// <param name="highest">The highest number.</param>
    public static CronField? Parse(string text, IReadOnlyList<string> names, int lowest, int highest)
    {
        var numbers = 0UL;
        foreach (var part in text.Split(','))
        {
            if (RangeOf(part, names, lowest, highest) is not { } range)
            {
                return null;
            }

            for (var number = range.From; number <= range.To; number += range.Step)
            {
                numbers |= 1UL << number;
            }
        }

        return new CronField(numbers);
    }

    /// <summary>One number or name; null for what is neither, or out of range.</summary>
    public static int? Number(string text, IReadOnlyList<string> names, int lowest, int highest)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return lowest + i;
            }
        }

        return Number(text) is { } number && number >= lowest && number <= highest ? number : null;
    }

    /// <summary>At most three digits; null for anything else.</summary>
    public static int? Number(string digits) =>
        digits.Length <= 3 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (int From, int To, int Step)? RangeOf(string part, IReadOnlyList<string> names, int lowest, int highest)
    {
        if (part == "*")
        {
            return (lowest, highest, 1);
        }

        if (part.Split('/') is [var start, var length])
        {
            var from = start is "" or "*" ? lowest : Number(start, names, lowest, highest);
            return from is { } first && Number(length) is > 0 and var step ? (first, highest, step) : null;
        }

        if (part.Split('-') is [var low, var high])
        {
            return Number(low, names, lowest, highest) is { } begin && Number(high, names, lowest, highest) is { } end && begin <= end ? (begin, end, 1) : null;
        }

        return Number(part, names, lowest, highest) is { } one ? (one, one, 1) : null;
    }
}

/// <summary>The names of months and weekdays, in either case.</summary>
internal static class CronNames
{
    public static IReadOnlyList<string> None { get; } = [];

    public static IReadOnlyList<string> Months { get; } = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    public static IReadOnlyList<string> Weekdays { get; } = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
}
