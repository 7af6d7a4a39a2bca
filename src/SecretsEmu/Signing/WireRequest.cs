using Microsoft.Extensions.Primitives;

namespace SecretsEmu.Signing;

/// <summary>What a signature covers: one HTTP request as it stood on the wire.</summary>
/// <param name="method">As in the request line.</param>
/// <param name="target">As in the request line, encoded as the client encoded it; an absolute form counts from its path on.</param>
/// <param name="headers">By name without regard to case; several values of one name in the order of arrival.</param>
/// <param name="body">The bytes as received.</param>
internal sealed class WireRequest(string method, string target, IDictionary<string, StringValues> headers, ReadOnlyMemory<byte> body)
{
    private const string AuthorityMark = "://";

    private readonly int _path = target.StartsWith('/') || target.IndexOf(AuthorityMark, StringComparison.Ordinal) is not (> 0 and var scheme) ? 0
        : target.IndexOfAny(['/', '?'], scheme + AuthorityMark.Length) is >= 0 and var path ? path
        : target.Length;

    public string Method { get; } = method;

    public ReadOnlySpan<char> Path => PathAndQuery.IndexOf('?') is >= 0 and var mark ? PathAndQuery[..mark] : PathAndQuery;

    /// <summary>What stands behind the question mark; empty without one.</summary>
    public ReadOnlySpan<char> Query => PathAndQuery.IndexOf('?') is >= 0 and var mark ? PathAndQuery[(mark + 1)..] : default;

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>The values of a header, none when it is absent.</summary>
    public StringValues Header(string name) => headers.TryGetValue(name, out var values) ? values : StringValues.Empty;

    private ReadOnlySpan<char> PathAndQuery => target.AsSpan(_path);
}
