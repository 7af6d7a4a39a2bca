using System.Text.Json;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Rotation.Steps;

/// <summary>Takes secret values and tokens out of what a function wrote into its log.</summary>
internal sealed class ValueMask
{
    // A shorter text is no secret, and masking it would make the log unreadable.
    private const int Shortest = 4;

    private readonly List<string> _texts;

    /// <param name="tokens">The rotation token and the function's credentials.</param>
    /// <param name="values">Of the versions that the function may have read.</param>
    public ValueMask(IEnumerable<string> tokens, IEnumerable<SecretValue> values)
    {
        // The longest first: a value that holds another is masked as a whole.
        _texts = [.. tokens.Concat(values.SelectMany(TextsOf)).Where(text => text.Length >= Shortest).Distinct().OrderByDescending(text => text.Length)];
    }

    public string Apply(string line) => _texts.Aggregate(line, (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));

    // Of a JSON object each text by itself, but not what names a thing that is no secret.
    private static IEnumerable<string> TextsOf(SecretValue value)
    {
        if (value.AsString is not { } text)
        {
            return [Convert.ToBase64String(value.Content)];
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? [text, .. json.RootElement.EnumerateObject().Where(IsSecret).Select(member => member.Value.GetString()!)]
                : [text];
        }
        catch (JsonException)
        {
            return [text];
        }
    }

    private static bool IsSecret(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String
        && member.Name is not ("engine" or "host" or "username" or "dbname" or "dbInstanceIdentifier" or "dbClusterIdentifier" or "masterarn" or "superuserarn");
}
