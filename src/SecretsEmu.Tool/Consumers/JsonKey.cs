using System.Text.Json;

namespace SecretsEmu.Tool.Consumers;

/// <summary>A key of a secret that is a JSON object: a text as it is, anything else as it is written in the JSON.</summary>
internal static class JsonKey
{
    public static bool IsObject(string text) => Read(text, root => root.ValueKind == JsonValueKind.Object);

    /// <summary>Null when the text is no object, or has no such key.</summary>
    public static string? Find(string text, string key) => Read(text, root =>
        root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(key, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.GetRawText());

    private static T? Read<T>(string text, Func<JsonElement, T?> read)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return read(json.RootElement);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
