using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Rotation.Steps;

/// <summary>Takes secret values and tokens out of what a function wrote into its log.</summary>
internal sealed class ValueMask
{
    // A shorter text is no secret, and masking it would make the log unreadable.
    private const int Shortest = 4;

    private readonly string[] _texts;

    /// <param name="tokens">The rotation token and the function's credentials.</param>
    /// <param name="values">Of the versions that the function may have read.</param>
    public ValueMask(IEnumerable<string> tokens, IEnumerable<SecretValue> values) =>
        _texts = [.. tokens.Concat(values.SelectMany(TextsOf)).SelectMany(FormsOf).Where(text => text.Length >= Shortest).Distinct()];

    /// <summary>The line with three asterisks for each stretch of it that belongs to a secret.</summary>
    public string Apply(string line)
    {
        var hidden = new bool[line.Length];
        foreach (var text in _texts)
        {
            for (var at = line.IndexOf(text, StringComparison.Ordinal); at >= 0; at = line.IndexOf(text, at + 1, StringComparison.Ordinal))
            {
                hidden.AsSpan(at, text.Length).Fill(true);
            }

            hidden.AsSpan(StartOfCut(line, text)..CutOf(line)).Fill(true);
        }

        return Array.IndexOf(hidden, true) < 0 ? line : Hide(line, hidden);
    }

    // What overlaps or touches is one stretch: the rest of a value beside another's asterisks would tell of it.
    private static string Hide(string line, bool[] hidden)
    {
        var shown = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (!hidden[i])
            {
                shown.Append(line[i]);
            }
            else if (i == 0 || !hidden[i - 1])
            {
                shown.Append("***");
            }
        }

        return shown.ToString();
    }

    private static int CutOf(string line) => line.EndsWith(StepRecorder.Cut) ? line.Length - 1 : line.Length;

    // Where the beginning of a text stands at the end of a line that was cut; the end where none does.
    private static int StartOfCut(string line, string text)
    {
        var cut = CutOf(line);
        if (cut == line.Length)
        {
            return cut;
        }

        for (var length = Math.Min(text.Length - 1, cut); length >= Shortest; length--)
        {
            if (line.AsSpan(0, cut).EndsWith(text.AsSpan(0, length), StringComparison.Ordinal))
            {
                return cut - length;
            }
        }

        return cut;
    }

    // As it is, line by line where it has several, and as JSON writes it into a text.
    private static IEnumerable<string> FormsOf(string text)
    {
        string[] plain = text.Contains('\n', StringComparison.Ordinal) ? [text, .. text.Split('\n').Select(line => line.Trim())] : [text];
        return plain.SelectMany(one => (string[])[one, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(one), JavaScriptEncoder.Default.Encode(one)]);
    }

    private static IEnumerable<string> TextsOf(SecretValue value)
    {
        if (value.AsString is not { } text)
        {
            return [Convert.ToBase64String(value.Content), Encoding.UTF8.GetString(value.Content)];
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return [text, .. TextsOf(json.RootElement)];
        }
        catch (JsonException)
        {
            return [text];
        }
    }

    // Of JSON each text and number by itself, but not what names a thing that is no secret.
    private static List<string> TextsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.EnumerateObject().Where(IsSecret).SelectMany(member => TextsOf(member.Value))],
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(TextsOf)],
        JsonValueKind.String => [ContentOf(element)],
        JsonValueKind.Number => [element.GetRawText()],
        _ => [],
    };

    private static string ContentOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no reader gets more of it than how it is written.
            return text.GetRawText()[1..^1];
        }
    }

    private static bool IsSecret(JsonProperty member) => member.Name
        is not ("engine" or "host" or "port" or "username" or "dbname" or "dbInstanceIdentifier" or "dbClusterIdentifier" or "masterarn" or "superuserarn");
}
