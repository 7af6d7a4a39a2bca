using System.Text.Json;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>A fact that the rotation of a secret held elsewhere needs.</summary>
public class ExternalSecretRotationMetadataItem
{
    public string Key { get; set; }
    public string Value { get; set; }
}

internal static class ExternalSecretRotationMetadataItemWire
{
    internal static readonly Shape<ExternalSecretRotationMetadataItem> Shape = new Shape<ExternalSecretRotationMetadataItem>()
        .With("Key", Values.Text, (shape, value) => shape.Key = value)
        .With("Value", Values.Text, (shape, value) => shape.Value = value);

    internal static void Write(Utf8JsonWriter writer, ExternalSecretRotationMetadataItem value)
    {
        writer.WriteStartObject();
        writer.Member("Key", value.Key);
        writer.Member("Value", value.Value);
        writer.WriteEndObject();
    }
}
