using System.Collections.Immutable;
using System.Text.Json;

namespace SecretsEmu.Access;

/// <summary>The JSON forms that elements of a policy take: a text, or one or many of them.</summary>
internal static class PolicyJson
{
    // A condition's value in a list is at depth six; deeper is no policy.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Parses strictly: no comments, no trailing commas, no member twice.</summary>
    public static JsonDocument Parse(string text) => JsonDocument.Parse(text, Options);

    /// <summary>The members of an object.</summary>
    public static JsonElement.ObjectEnumerator Members(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw Error($"{where} must be an object.");

    /// <summary>A string.</summary>
    public static string Text(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Error($"{where} must be a string.");

    /// <summary>A string or a list of strings.</summary>
    public static ImmutableArray<string> Texts(JsonElement element, string where) => OneOrMany(element, each => Text(each, where));

    /// <summary>A scalar or a list of scalars; numbers and booleans count as their text (kms-iam-sts.md 4.5).</summary>
    public static ImmutableArray<string> Scalars(JsonElement element, string where) => OneOrMany(element, each => each.ValueKind switch
    {
        JsonValueKind.String => each.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => each.GetRawText(),
        _ => throw Error($"{where} must be a string, number or boolean, or a list of them."),
    });

    /// <summary>One value, or each of a list.</summary>
    public static ImmutableArray<T> OneOrMany<T>(JsonElement element, Func<JsonElement, T> read) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(read)] : [read(element)];

    /// <summary>The refusal for a text that is no policy.</summary>
    public static PolicySyntaxException Error(string reason) => new(PolicyProblem.Syntax, reason);
}
