using System.Text.Json;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>A region to replicate to and the key to use there.</summary>
public class ReplicaRegionType
{
    public string KmsKeyId { get; set; }
    public string Region { get; set; }
}

internal static class ReplicaRegionTypeWire
{
    internal static void Write(Utf8JsonWriter writer, ReplicaRegionType value)
    {
        writer.WriteStartObject();
        writer.Member("KmsKeyId", value.KmsKeyId);
        writer.Member("Region", value.Region);
        writer.WriteEndObject();
    }
}
