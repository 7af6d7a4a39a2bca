using System.Buffers;
using SecretsEmu.Principals;

namespace SecretsEmu.Kms;

/// <summary>What a KeyId turned out to be (kms-iam-sts.md 2.3).</summary>
internal enum KeyIdKind
{
    Key,
    Alias,

    /// <summary>Neither: no key can have it.</summary>
    Malformed,
}

/// <summary>The KeyId of a request, taken apart: a bare id, an alias name, or an ARN of one of them.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Region">Of the ARN; null without one.</param>
/// <param name="Account">Of the ARN; null without one.</param>
/// <param name="Name">The bare id, or the alias with its prefix; for a malformed one the text as sent.</param>
internal readonly record struct KeyId(KeyIdKind Kind, string? Region, string? Account, string Name)
{
    /// <summary>What the id of a multi-Region key begins with.</summary>
    public const string MultiRegionPrefix = "mrk-";

    private const string AliasPrefix = "alias/";
    private const string KeyPrefix = "key/";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static KeyId Parse(string text)
    {
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return text.StartsWith(AliasPrefix, StringComparison.Ordinal) ? new(KeyIdKind.Alias, null, null, text)
                : IsBareId(text) ? new(KeyIdKind.Key, null, null, text)
                : new(KeyIdKind.Malformed, null, null, text);
        }

        if (text.Split(':', 6) is not ["arn", _, "kms", var region, var account, var resource] || !Callers.IsAccount(account))
        {
            return new(KeyIdKind.Malformed, null, null, text);
        }

        return resource.StartsWith(AliasPrefix, StringComparison.Ordinal) ? new(KeyIdKind.Alias, region, account, resource)
            : resource.StartsWith(KeyPrefix, StringComparison.Ordinal) && IsBareId(resource[KeyPrefix.Length..])
                ? new(KeyIdKind.Key, region, account, resource[KeyPrefix.Length..])
                : new(KeyIdKind.Malformed, region, account, text);
    }

    private static bool IsBareId(string text) =>
        (text.Length == 36 && text[8] == '-' && Guid.TryParseExact(text, "D", out _))
        || (text.Length == 36 && text.StartsWith(MultiRegionPrefix, StringComparison.Ordinal) && text.AsSpan(4).IndexOfAnyExcept(HexDigits) < 0);
}
