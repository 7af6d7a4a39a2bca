using System.Globalization;

namespace SecretsEmu.Access;

/// <summary>Members of a request as the values of condition keys; a member that is absent gives no key. And the tags inside the names of such keys.</summary>
internal static class ConditionValue
{
    public static IReadOnlyList<string>? Of(string? value) => value is null ? null : [value];

    public static IReadOnlyList<string>? Of(bool? value) => value is { } given ? [given ? "true" : "false"] : null;

    public static IReadOnlyList<string>? Of(long? value) => value is { } given ? [given.ToString(CultureInfo.InvariantCulture)] : null;

    /// <summary>What a list gives; an empty one gives no key.</summary>
    public static IReadOnlyList<string>? Of(IEnumerable<string> values) => values.ToArray() is { Length: > 0 } all ? all : null;

    /// <summary>What stands behind a prefix such as <c>aws:ResourceTag/</c>, or null when the key is no such key.</summary>
    public static string? Behind(string prefix, string key) => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? key[prefix.Length..] : null;

    /// <summary>Tag keys inside condition keys are compared without regard to case.</summary>
    public static bool IsSameKey(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
