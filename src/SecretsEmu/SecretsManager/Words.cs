using System.Buffers;
using System.Collections.Immutable;

namespace SecretsEmu.SecretsManager;

/// <summary>How ListSecrets takes texts apart to search them by word (secretsmanager.md 4.10).</summary>
/// <remarks>
/// Verified: the humps and the separators by moto's tests against AWS (test_list_secrets.py), which found the rule by experiment with ASCII names.
/// Inferred: that separators count within each space-separated piece, and that lower case means the same beyond ASCII.
/// </remarks>
internal static class Words
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("/-_+=.@");

    /// <summary>The words of a text in their order. A text of spaces and separators has none.</summary>
    public static ImmutableArray<string> Split(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var piece in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!HasOneKindOfSeparator(piece, out var separator))
            {
                // Two kinds: AWS does not find such a name by its parts, nor by its humps.
                words.Add(piece);
                continue;
            }

            foreach (var part in piece.Split(separator, StringSplitOptions.RemoveEmptyEntries))
            {
                AddHumps(part, words);
            }
        }

        return words.DrainToImmutable();
    }

    /// <summary>Whether each of the words starts a word of the text, whatever the case. Without words the answer is no: a lone <c>+</c> finds nothing.</summary>
    public static bool AllStartIn(ImmutableArray<string> words, string text)
    {
        if (words.IsEmpty)
        {
            return false;
        }

        var candidates = Split(text);
        return words.All(word => candidates.Any(candidate => candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>False when there are two kinds or more. Without any, the separator is one that does not occur.</summary>
    private static bool HasOneKindOfSeparator(string piece, out char separator)
    {
        var first = piece.AsSpan().IndexOfAny(Separators);
        separator = first < 0 ? '/' : piece[first];
        foreach (var character in piece)
        {
            if (character != separator && Separators.Contains(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// A hump is one character that is not lower case and the lower case behind it; what lies between humps is a word as well:
    /// <c>COMPANYthings</c> is COMPAN and Ythings.
    /// </summary>
    private static void AddHumps(string part, ImmutableArray<string>.Builder words)
    {
        var start = 0;
        var isHump = false;
        for (var i = 0; i < part.Length; i++)
        {
            var startsHump = !char.IsLower(part[i]) && i + 1 < part.Length && char.IsLower(part[i + 1]);
            var endsHump = isHump && !char.IsLower(part[i]);
            if ((startsHump || endsHump) && i > start)
            {
                words.Add(part[start..i]);
                start = i;
                isHump = false;
            }

            if (startsHump)
            {
                isHump = true;
                // Past its capital, which does not end it.
                i++;
            }
        }

        words.Add(part[start..]);
    }
}
