using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SecretsEmu.Json11;

/// <summary>How JSON leaves: no escapes but the needed ones, no member without a value.</summary>
internal static class JsonForm
{
    /// <summary>The options of a service's source-generated context, with AWS's form of text and dates.</summary>
    public static JsonSerializerOptions For(IJsonTypeInfoResolver shapes) => new()
    {
        TypeInfoResolver = shapes,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new EpochSeconds() },
    };
}
