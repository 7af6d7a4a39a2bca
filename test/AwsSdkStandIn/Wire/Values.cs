using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.SecretsManager.Wire;

/// <summary>Core's own readers of values, by the kind of value.</summary>
internal static class Values
{
    internal static readonly StringUnmarshaller Text = StringUnmarshaller.Instance;
    internal static readonly NullableBoolUnmarshaller Flag = NullableBoolUnmarshaller.Instance;
    internal static readonly NullableLongUnmarshaller Long = NullableLongUnmarshaller.Instance;
    internal static readonly NullableDateTimeUnmarshaller Date = NullableDateTimeUnmarshaller.Instance;
    internal static readonly MemoryStreamUnmarshaller Bytes = MemoryStreamUnmarshaller.Instance;
    internal static readonly JsonListUnmarshaller<string, StringUnmarshaller> Texts = new(Text);
    internal static readonly JsonDictionaryUnmarshaller<string, List<string>, StringUnmarshaller, JsonListUnmarshaller<string, StringUnmarshaller>> TextsByText = new(Text, Texts);

    internal static JsonListUnmarshaller<T, Shape<T>> ListOf<T>(Shape<T> shape) where T : class, new() => new(shape);
}

/// <summary>Writes members that are set and leaves out those that are not.</summary>
internal static class Members
{
    internal static void Member(this Utf8JsonWriter writer, string name, string value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    internal static void Member(this Utf8JsonWriter writer, string name, ConstantClass value) => writer.Member(name, value?.Value);

    internal static void Member(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
    }

    internal static void Member(this Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    internal static void Member(this Utf8JsonWriter writer, string name, MemoryStream value)
    {
        if (value is not null)
        {
            writer.WriteString(name, StringUtils.FromMemoryStream(value));
        }
    }

    internal static void Member(this Utf8JsonWriter writer, string name, List<string> values) =>
        writer.Member(name, values, static (writer, value) => writer.WriteStringValue(value));

    internal static void Member<T>(this Utf8JsonWriter writer, string name, List<T> values, Action<Utf8JsonWriter, T> writeOne)
    {
        if (!Collections.IsSet(values))
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writeOne(writer, value);
        }

        writer.WriteEndArray();
    }

    /// <summary>The caller's token, or a new UUID for this call and its retries.</summary>
    internal static void IdempotencyToken(this Utf8JsonWriter writer, string value) =>
        writer.WriteString("ClientRequestToken", value ?? Guid.NewGuid().ToString());
}

/// <summary>Collections start as null, or empty where the application has set <see cref="AWSConfigs.InitializeCollections"/>.</summary>
internal static class Collections
{
    internal static List<T> List<T>() => AWSConfigs.InitializeCollections ? [] : null;

    internal static Dictionary<string, T> Map<T>() => AWSConfigs.InitializeCollections ? [] : null;

    // With InitializeCollections an empty list cannot be told from one nobody set; without it, it was set on purpose and is sent.
    internal static bool IsSet<T>(List<T> values) => values is not null && (values.Count > 0 || !AWSConfigs.InitializeCollections);
}
