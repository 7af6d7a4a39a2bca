using System.Text;
using System.Text.Json;
using DevLab.JmesPath;

namespace SecretsEmu.Tool.Consumers;

/// <summary>The values that <c>jmesPath</c> takes out of a secret.</summary>
internal static class JmesPaths
{
    /// <summary>The text at a path.</summary>
    /// <returns>The text, or why there is none, in the provider's words.</returns>
    public static (byte[]? Value, string? Refusal) Find(byte[] secret, MountPath path, string objectName)
    {
        var text = Encoding.UTF8.GetString(secret);
        if (GoSyntax.ErrorIn(text) is not null)
        {
            return (null, $"Invalid JSON used with jmesPath in secret: {objectName}.");
        }

        string found;
        try
        {
            found = new JmesPath().Transform(text, path.Path);
        }
        // The library has no type for what is no path, or calls a function wrongly.
        catch (Exception invalid) when (invalid is not OutOfMemoryException)
        {
            return (null, $"Invalid JMES Path: {path.Path}.");
        }

        using var json = JsonDocument.Parse(found);
        return json.RootElement.ValueKind switch
        {
            JsonValueKind.Null => (null, $"JMES Path - {path.Path} for object alias - {path.Alias} does not point to a valid object."),
            JsonValueKind.String => (Encoding.UTF8.GetBytes(json.RootElement.GetString()!), null),
            _ => (null, $"Invalid JMES search result type for path:{path.Path}. Only string is allowed."),
        };
    }
}
