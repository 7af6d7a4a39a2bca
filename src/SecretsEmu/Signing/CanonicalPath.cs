namespace SecretsEmu.Signing;

/// <summary>The second line of a canonical request (kms-iam-sts.md 1.2), for every service but S3.</summary>
internal static class CanonicalPath
{
    /// <summary>The path as sent is encoded once more, so that a client's <c>%20</c> becomes <c>%2520</c>.</summary>
    public static string Of(ReadOnlySpan<char> path) => path is "" or "/" ? "/" : Encode(Normalize(path.ToString()));

    /// <summary>Every segment encoded; slashes stay.</summary>
    public static string Encode(string path) => string.Join('/', path.Split('/').Select(segment => PercentEncoding.Encode(segment)));

    // Without empty segments and dots; it ends in a slash when the client's did.
    private static string Normalize(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment is not ("" or "." or ".."))
            {
                kept.Add(segment);
            }
            else if (segment == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return kept.Count == 0 ? "/" : $"/{string.Join('/', kept)}{(path.EndsWith('/') ? "/" : "")}";
    }
}
