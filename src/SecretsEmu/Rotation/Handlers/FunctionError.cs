using System.Text;
using System.Text.Json;

namespace SecretsEmu.Rotation.Handlers;

/// <summary>The document in which a function says how it failed: <c>errorType</c>, <c>errorMessage</c> and its stack.</summary>
/// <remarks>Source: Lambda developer guide, "Runtime API"; runtimes differ in how they write the stack (integrations.md 1.11).</remarks>
internal static class FunctionError
{
    // What is no such document is shown as text, of which a person reads the beginning.
    private const int LongestText = 1000;

    /// <summary>The failure that a body tells of, whatever it looks like.</summary>
    /// <param name="body">As the function sent it.</param>
    /// <param name="errorType">What a header says, for a body that says nothing.</param>
    public static HandlerException Read(ReadOnlyMemory<byte> body, string errorType) =>
        Parse(body) is { } error && (error.Type ?? error.Message) is not null
            ? new(error.Type ?? errorType, error.Message ?? "", error.Trace)
            : new(errorType, TextOf(body));

    /// <summary>The failure, where a body is an object with both <c>errorType</c> and <c>errorMessage</c>; else null.</summary>
    public static HandlerException? Find(ReadOnlyMemory<byte> body) =>
        Parse(body) is { Type: { } type, Message: { } message } error ? new(type, message, error.Trace) : null;

    /// <summary>The beginning of a body that is shown as it is.</summary>
    public static string TextOf(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 4 * LongestText)]).Trim();
        return text.Length > LongestText ? text[..LongestText] : text;
    }

    private static (string? Type, string? Message, string? Trace)? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (Text(document.RootElement, "errorType"), Text(document.RootElement, "errorMessage"), TraceOf(document.RootElement))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement error, string member) =>
        error.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // AWS's runtime for Node.js calls it trace.
    private static string? TraceOf(JsonElement error)
    {
        if (!error.TryGetProperty("stackTrace", out var stack) && !error.TryGetProperty("trace", out stack))
        {
            return null;
        }

        var lines = stack.ValueKind switch
        {
            JsonValueKind.String => stack.GetString()!,
            JsonValueKind.Array => string.Join('\n', stack.EnumerateArray().Where(line => line.ValueKind == JsonValueKind.String).Select(line => line.GetString()!.TrimEnd('\n'))),
            _ => "",
        };
        return lines.Length == 0 ? null : lines;
    }
}
