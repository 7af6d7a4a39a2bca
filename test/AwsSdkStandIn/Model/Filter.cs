using System.Text.Json;
using Amazon.SecretsManager.Wire;

namespace Amazon.SecretsManager.Model;

/// <summary>Which secrets to list: a property and the values to look for in it.</summary>
public class Filter
{
    public FilterNameStringType Key { get; set; }
    public List<string> Values { get; set; } = Collections.List<string>();
}

internal static class FilterWire
{
    internal static void Write(Utf8JsonWriter writer, Filter value)
    {
        writer.WriteStartObject();
        writer.Member("Key", value.Key);
        writer.Member("Values", value.Values);
        writer.WriteEndObject();
    }
}
