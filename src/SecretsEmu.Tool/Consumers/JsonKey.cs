using System.Text.Json;

namespace SecretsEmu.Tool.Consumers;

/// <summary>What a reference to a secret gives a variable of CodeBuild's or of <c>--secret</c>.</summary>
internal static class JsonKey
{
    /// <param name="secret">The reference.</param>
    /// <param name="answer">The secret, which was not refused.</param>
    /// <returns>All of it, or what is at the key: a text as it is, anything else as it is written in the JSON. Or what is wrong, as the end of a sentence about the secret.</returns>
    /// <remarks>Inferred: AWS documents neither what a value that is no text gives, nor what a binary secret or a missing key does.</remarks>
    public static (string? Value, string? Refusal) ValueOf(SecretReference secret, AwsAnswer answer)
    {
        if (answer.Text("SecretString") is not { } text)
        {
            return (null, "is binary, which no variable can hold.");
        }

        if (secret.JsonKey is not { } key)
        {
            return (text, null);
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json.RootElement.TryGetProperty(key, out var value)
                    ? (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), null)
                    : (null, $"has no key '{key}'.");
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // No JSON, or half of a surrogate pair.
        }

        return (null, $"is not a JSON object, so it has no key '{key}'.");
    }
}
