using System.Text.Json;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>A key and its value on a secret.</summary>
public class Tag
{
    public string Key { get; set; }
    public string Value { get; set; }
}

internal static class TagWire
{
    internal static readonly Shape<Tag> Shape = new Shape<Tag>()
        .With("Key", Values.Text, (shape, value) => shape.Key = value)
        .With("Value", Values.Text, (shape, value) => shape.Value = value);

    internal static void Write(Utf8JsonWriter writer, Tag value)
    {
        writer.WriteStartObject();
        writer.Member("Key", value.Key);
        writer.Member("Value", value.Value);
        writer.WriteEndObject();
    }
}
