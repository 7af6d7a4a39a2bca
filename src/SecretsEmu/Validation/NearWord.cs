namespace SecretsEmu.Validation;

/// <summary>What a mistyped word was probably meant to be.</summary>
internal static class NearWord
{
    /// <summary>The nearest of the words, or null when none is near.</summary>
    public static string? Of(string typed, IEnumerable<string> words)
    {
        string? nearest = null;
        // A third of the word may be wrong; in a short one, one letter or two that changed places.
        var best = Math.Max(1, typed.Length / 3) + 1;
        foreach (var word in words)
        {
            var distance = typed.Length >= 3 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(typed, word);
            if (distance < best)
            {
                (best, nearest) = (distance, word);
            }
        }

        return nearest;
    }

    // Insertions, deletions, replacements and swaps of neighbours, ignoring case.
    private static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
