using System.Globalization;

namespace SecretsEmu.Tool.Settings;

/// <summary>Lengths of time as people write them: <c>30s</c>, <c>1h30m</c>, <c>8d</c>, <c>500ms</c>.</summary>
internal static class Durations
{
    public static bool TryRead(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var at = 0;
        while (at < text.Length)
        {
            var digits = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            if (!int.TryParse(text.AsSpan(digits, at - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || UnitAt(text, ref at) is not { } unit)
            {
                return false;
            }

            duration += number * unit;
        }

        return text.Length > 0;
    }

    private static TimeSpan? UnitAt(string text, ref int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("ms"))
        {
            at += 2;
            return TimeSpan.FromMilliseconds(1);
        }

        at++;
        return rest switch
        {
            ['d', ..] => TimeSpan.FromDays(1),
            ['h', ..] => TimeSpan.FromHours(1),
            ['m', ..] => TimeSpan.FromMinutes(1),
            ['s', ..] => TimeSpan.FromSeconds(1),
            _ => null,
        };
    }
}
