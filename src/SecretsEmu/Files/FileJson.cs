using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SecretsEmu.Files;

/// <summary>How JSON inside a file becomes the text of a value or a policy, and back.</summary>
internal static class FileJson
{
    public static JsonReaderOptions Reading { get; } = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The same JSON without white space, comments and trailing commas. A writer of System.Text.Json would escape what is beyond the BMP.</summary>
    public static string Compact(ReadOnlySpan<byte> json)
    {
        var compact = new ArrayBufferWriter<byte>(json.Length);
        var reader = new Utf8JsonReader(json, Reading);
        var afterValue = false;
        while (reader.Read())
        {
            var ends = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (afterValue && !ends)
            {
                compact.Write(","u8);
            }

            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
            {
                compact.Write("\""u8);
                compact.Write(reader.ValueSpan);
                compact.Write(reader.TokenType == JsonTokenType.PropertyName ? "\":"u8 : "\""u8);
            }
            else
            {
                compact.Write(reader.ValueSpan);
            }

            afterValue = ends || reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
        }

        return Encoding.UTF8.GetString(compact.WrittenSpan);
    }

    private static string Compact(JsonElement element)
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
