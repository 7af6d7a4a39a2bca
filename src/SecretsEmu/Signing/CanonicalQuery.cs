namespace SecretsEmu.Signing;

/// <summary>The third line of a canonical request: names and values encoded anew and in order (kms-iam-sts.md 1.2).</summary>
internal static class CanonicalQuery
{
    /// <param name="query">As sent, without the question mark.</param>
    /// <param name="leftOut">Names that are not signed.</param>
    /// <param name="replaced">A name whose value is shown as <c>***</c>, or null.</param>
    public static string Of(ReadOnlySpan<char> query, ReadOnlySpan<string> leftOut, string? replaced = null)
    {
        if (query.IsEmpty)
        {
            return "";
        }

        var pairs = new List<(string Name, string Value)>();
        foreach (var range in query.Split('&'))
        {
            var piece = query[range];
            if (piece.IsEmpty)
            {
                continue;
            }

            var equals = piece.IndexOf('=');
            var name = PercentEncoding.Reencode(equals < 0 ? piece : piece[..equals]);
            if (!leftOut.Contains(name))
            {
                pairs.Add((name, name == replaced ? CanonicalRequest.Hidden : PercentEncoding.Reencode(equals < 0 ? "" : piece[(equals + 1)..])));
            }
        }

        pairs.Sort(static (one, other) =>
            string.CompareOrdinal(one.Name, other.Name) is not 0 and var order ? order : string.CompareOrdinal(one.Value, other.Value));
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={pair.Value}"));
    }
}
