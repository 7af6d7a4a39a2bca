using System.Text.Json.Nodes;

namespace SecretsEmu.Plugins;

/// <summary>A secret's value: a text or bytes. It does not print itself.</summary>
public sealed class SecretValue
{
    private SecretValue(string? text, byte[]? binary) => (Text, Binary) = (text, binary);

    /// <summary>SecretString; null for a binary value.</summary>
    public string? Text { get; }

    /// <summary>SecretBinary; null for a text.</summary>
    public IReadOnlyList<byte>? Binary { get; }

    /// <summary>A value of text: 1 to 65,536 bytes of UTF-8.</summary>
    public static SecretValue Of(string text) => new(text ?? throw new ArgumentNullException(nameof(text)), null);

    /// <summary>A binary value: 1 to 65,536 bytes.</summary>
    public static SecretValue Of(byte[] binary) => new(null, binary ?? throw new ArgumentNullException(nameof(binary)));

    /// <summary>A value that is a JSON object, such as a database login.</summary>
    public static SecretValue Of(JsonObject json) => new((json ?? throw new ArgumentNullException(nameof(json))).ToJsonString(), null);

    /// <summary>The text as a JSON object, a fresh copy at each call.</summary>
    /// <exception cref="FormatException">It is binary, or no JSON object.</exception>
    public JsonObject ToJson()
    {
        try
        {
            return JsonNode.Parse(Text ?? throw new FormatException("The secret's value is binary.")) as JsonObject
                ?? throw new FormatException("The secret's value is no JSON object.");
        }
        catch (System.Text.Json.JsonException)
        {
            // Without the cause, which quotes the value.
            throw new FormatException("The secret's value is no JSON object.");
        }
    }

    /// <summary>Never the value.</summary>
    public override string ToString() => "***";
}

/// <summary>Secrets Manager refused a call, in AWS's words.</summary>
public sealed class SecretsManagerException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="errorCode">Such as <c>ResourceNotFoundException</c>.</param>
    /// <param name="message">AWS's sentence.</param>
    public SecretsManagerException(string errorCode, string message)
        : base(message) => ErrorCode = errorCode;

    /// <summary>Such as <c>ResourceNotFoundException</c> or <c>AccessDeniedException</c>.</summary>
    public string ErrorCode { get; }
}
