using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SecretsEmu.Seeding;

/// <summary>How JSON inside a seed becomes the text of a value or a policy, and back.</summary>
internal static class SeedJson
{
    public static string Compact(JsonElement element)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The object that a text is when it is written compactly, so that nothing is lost by showing it as one; else null.</summary>
    public static JsonDocument? AsCompactObject(string text)
    {
        try
        {
            var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object && Compact(document.RootElement) == text)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
