using System.Buffers;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>What a SecretId turned out to be.</summary>
internal enum SecretIdKind
{
    /// <summary>Not an ARN: the exact name in the caller's account and the endpoint's region.</summary>
    Name,

    /// <summary>An ARN that ends as one with a suffix does: equal to a stored ARN, or nothing.</summary>
    FullArn,

    /// <summary>An ARN without suffix: the secret with exactly this name in the ARN's account.</summary>
    PartialArn,

    /// <summary>Starts with <c>arn:</c> and is no ARN of a secret.</summary>
    Malformed,
}

/// <summary>The SecretId of a request, taken apart. It decides how to look, not whether something is there (secretsmanager.md 3.3).</summary>
/// <remarks>
/// Every call that names a secret passes here, so the parts are spans over the text and nothing is allocated. A name is not checked for its characters:
/// the name check has a sentence and a place of its own (secretsmanager.md 2.1).
/// </remarks>
internal readonly struct SecretId
{
    private const string ArnStart = "arn:";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> RegionCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly Range _region;
    private readonly Range _account;
    private readonly Range _remainder;

    private SecretId(string text, SecretIdKind kind, Range region, Range account, Range remainder)
    {
        Text = text;
        Kind = kind;
        _region = region;
        _account = account;
        _remainder = remainder;
    }

    /// <summary>The SecretId as the caller wrote it.</summary>
    public string Text { get; }

    public SecretIdKind Kind { get; }

    /// <summary>The region in the ARN; empty for a name and a malformed ARN. Another one than the endpoint's means: not found (3.3, rule 4).</summary>
    public ReadOnlySpan<char> Region => Text.AsSpan(_region);

    /// <summary>The account in the ARN; empty for a name and a malformed ARN. May be another one than the caller's.</summary>
    public ReadOnlySpan<char> Account => Text.AsSpan(_account);

    /// <summary>The name, for a full ARN with hyphen and suffix; empty for a malformed ARN.</summary>
    public ReadOnlySpan<char> Remainder => Text.AsSpan(_remainder);

    /// <summary>Takes a SecretId apart. Never fails: what is no ARN of a secret is <see cref="SecretIdKind.Malformed"/>.</summary>
    public static SecretId Parse(string text)
    {
        if (!text.StartsWith(ArnStart, StringComparison.Ordinal))
        {
            return new(text, SecretIdKind.Name, default, default, ..);
        }

        Span<Range> fields = stackalloc Range[7];
        var span = text.AsSpan();
        // The seventh field takes the rest, further colons included.
        if (span.Split(fields, ':') == fields.Length
            && IsRegion(span[fields[3]])
            && span[fields[1]].SequenceEqual(Scope.PartitionOf(span[fields[3]]))
            && span[fields[2]].SequenceEqual("secretsmanager")
            && IsAccount(span[fields[4]])
            && span[fields[5]].SequenceEqual("secret")
            && !span[fields[6]].IsEmpty)
        {
            var kind = EndsInSuffix(span[fields[6]]) ? SecretIdKind.FullArn : SecretIdKind.PartialArn;
            return new(text, kind, fields[3], fields[4], fields[6]);
        }

        return new(text, SecretIdKind.Malformed, default, default, default);
    }

    // Verified: localstack's recordings: a partial ARN whose name ends so is not found (secretsmanager.md 3.3, rule 3).
    private static bool EndsInSuffix(ReadOnlySpan<char> remainder)
    {
        var hyphen = remainder.Length - SecretArn.SuffixLength - 1;
        if (hyphen < 1 || remainder[hyphen] != '-')
        {
            return false;
        }

        foreach (var character in remainder[(hyphen + 1)..])
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRegion(ReadOnlySpan<char> field) => !field.IsEmpty && !field.ContainsAnyExcept(RegionCharacters);

    private static bool IsAccount(ReadOnlySpan<char> field) => field.Length == 12 && !field.ContainsAnyExcept(Digits);
}
