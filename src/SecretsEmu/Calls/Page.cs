using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.Calls;

/// <summary>
/// One page of a list. A marker names the last entry before it, so that entries made or removed between two pages neither
/// repeat nor skip another; it is only valid for the list that gave it out.
/// </summary>
internal sealed record Page<T>(IReadOnlyList<T> Entries, string? NextMarker)
{
    public bool Truncated => NextMarker is not null;
}

/// <summary>How lists are cut into pages.</summary>
internal static class Page
{
    private const int FingerprintBytes = 8;

    /// <param name="entries">All of the list, in the ordinal order of their keys.</param>
    /// <param name="key">What stands in the marker.</param>
    /// <param name="question">What was asked: the list's name and filters.</param>
    /// <param name="limit">The most entries of a page.</param>
    /// <param name="marker">Of the request, or null for the first page.</param>
    /// <param name="invalid">What the service says of a marker that no page of this list gave out.</param>
    /// <exception cref="AwsErrorException"><paramref name="invalid"/>.</exception>
    public static Page<T> Of<T>(IEnumerable<T> entries, Func<T, string> key, string question, int limit, string? marker, AwsError invalid)
    {
        var last = marker is null ? null : LastOf(marker, question, invalid);
        var page = entries.Where(entry => last is null || string.CompareOrdinal(key(entry), last) > 0).Take(limit + 1).ToList();
        return page.Count <= limit
            ? new(page, null)
            : new(page[..limit], Base64Url.EncodeToString([.. Fingerprint(question), .. Encoding.UTF8.GetBytes(key(page[limit - 1]))]));
    }

    private static string LastOf(string marker, string question, AwsError invalid)
    {
        if (Base64Url.IsValid(marker))
        {
            var bytes = Base64Url.DecodeFromChars(marker);
            if (bytes.AsSpan().StartsWith(Fingerprint(question)))
            {
                return Encoding.UTF8.GetString(bytes.AsSpan(FingerprintBytes));
            }
        }

        throw invalid.AsException();
    }

    private static byte[] Fingerprint(string question) => SHA256.HashData(Encoding.UTF8.GetBytes(question))[..FingerprintBytes];
}
