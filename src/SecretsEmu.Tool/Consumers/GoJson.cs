using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SecretsEmu.Tool.Consumers;

/// <summary>A JSON object as the agent of ECS reads it: the same refusals, and each value written with Go's <c>%v</c>.</summary>
/// <remarks>Verified: the source of the agent, and the documentation of Go's encoding/json, strconv and fmt.</remarks>
internal static partial class GoJson
{
    // Go gives up there too.
    private const int DeepestLevel = 10_000;

    // From the one on and to the other a number is written with an exponent.
    private const int FirstExponent = 6;
    private const int LastExponent = -5;

    /// <summary>The value at a key of an object.</summary>
    /// <returns>The text, or why there is none; both null when the object has no such key.</returns>
    public static (string? Value, string? Refusal) At(string json, string key)
    {
        if (GoSyntax.ErrorIn(json) is { } syntax)
        {
            return (null, syntax);
        }

        using var document = JsonDocument.Parse(WithoutLoneSurrogates(json), new JsonDocumentOptions { MaxDepth = DeepestLevel });
        var root = document.RootElement;
        return root.ValueKind switch
        {
            JsonValueKind.Null => (null, null),
            JsonValueKind.Object when TooLarge(root) is { } number => (null, $"json: cannot unmarshal number {number} into Go value of type float64"),
            JsonValueKind.Object => (root.TryGetProperty(key, out var value) ? Format(value) : null, null),
            _ => (null, $"json: cannot unmarshal {KindOf(root)} into Go value of type map[string]interface {{}}"),
        };
    }

    /// <summary>A value as <c>%v</c> writes it: numbers are floats, and texts have no quotes, within lists and objects neither.</summary>
    public static string Format(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => Format(value.GetDouble()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => $"[{string.Join(' ', value.EnumerateArray().Select(Format))}]",
        JsonValueKind.Object => $"map[{string.Join(' ', Members(value).Select(member => $"{member.Key}:{Format(member.Value)}"))}]",
        _ => "<nil>",
    };

    /// <summary>The fewest digits that read back as the number; with an exponent of at least two digits where it is large or small.</summary>
    public static string Format(double number)
    {
        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 17; digits++)
        {
            shortest = number.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(shortest, CultureInfo.InvariantCulture).Equals(number))
            {
                break;
            }
        }

        var at = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(shortest.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent is <= LastExponent or >= FirstExponent
            ? $"{shortest[..at]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}"
            : number.ToString(CultureInfo.InvariantCulture);
    }

    // Where Go puts the replacement character .NET refuses the text.
    private static string WithoutLoneSurrogates(string json) =>
        json.Contains("\\ud", StringComparison.OrdinalIgnoreCase)
            ? Escapes().Replace(json, escape => escape.Groups["lone"].Success ? "\\ufffd" : escape.Value)
            : json;

    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)")]
    private static partial Regex Escapes();

    // The last of several members with one name counts.
    private static SortedDictionary<string, JsonElement> Members(JsonElement value)
    {
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        return members;
    }

    private static string? TooLarge(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => double.IsInfinity(value.GetDouble()) ? value.GetRawText() : null,
        JsonValueKind.Array => value.EnumerateArray().Select(TooLarge).FirstOrDefault(number => number is not null),
        JsonValueKind.Object => value.EnumerateObject().Select(member => TooLarge(member.Value)).FirstOrDefault(number => number is not null),
        _ => null,
    };

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Array => "array",
        _ => "bool",
    };
}
