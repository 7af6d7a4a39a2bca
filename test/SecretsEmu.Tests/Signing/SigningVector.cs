using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using SecretsEmu.Signing;

namespace SecretsEmu.Tests.Signing;

/// <summary>One way to sign a case of the public suite, with the text that each step must give.</summary>
internal sealed record SigningForm(string CanonicalRequest, string StringToSign, string Signature, string SignedRequest);

/// <summary>A case of AWS's public signing suite (sigv4.json): a request, and what becomes of it step by step.</summary>
internal sealed class SigningVector
{
    private static readonly Lazy<SigningVector[]> Suite = new(Read);

    private SigningVector(JsonElement json)
    {
        var context = json.GetProperty("context");
        var credentials = context.GetProperty("credentials");
        Name = json.GetProperty("name").GetString()!;
        Request = json.GetProperty("request").GetString()!;
        Normalize = context.GetProperty("normalize").GetBoolean();
        SignBody = context.GetProperty("sign_body").GetBoolean();
        SignToken = !(context.TryGetProperty("omit_session_token", out var omit) && omit.GetBoolean());
        Secret = credentials.GetProperty("secret_access_key").GetString()!;
        Token = credentials.TryGetProperty("token", out var token) ? token.GetString() : null;
        Time = context.GetProperty("timestamp").GetDateTimeOffset();
        Scope = new CredentialScope(
            credentials.GetProperty("access_key_id").GetString()!, Time.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            context.GetProperty("region").GetString()!, context.GetProperty("service").GetString()!, "aws4_request");
        (Header, Query) = (Form(json.GetProperty("header")), Form(json.GetProperty("query")));
    }

    public static IReadOnlyList<SigningVector> All => Suite.Value;

    public string Name { get; }

    public string Request { get; }

    /// <summary>False is S3's rule for paths.</summary>
    public bool Normalize { get; }

    public bool SignBody { get; }

    public bool SignToken { get; }

    public string Secret { get; }

    public string? Token { get; }

    public DateTimeOffset Time { get; }

    public CredentialScope Scope { get; }

    public SigningForm Header { get; }

    public SigningForm Query { get; }

    public override string ToString() => Name;

    /// <summary>A request as the suite writes it: a line, headers, an empty line, a body.</summary>
    public static (WireRequest Request, Dictionary<string, StringValues> Headers) Parse(string text)
    {
        var parts = text.Split("\n\n", 2);
        // A folded line is one line by the time a server sees it.
        var lines = parts[0].Replace("\n ", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (first, last) = (lines[0].IndexOf(' ', StringComparison.Ordinal), lines[0].LastIndexOf(' '));
        var headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines[1..])
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = StringValues.Concat(headers.GetValueOrDefault(line[..colon]), line[(colon + 1)..]);
        }

        var body = Encoding.UTF8.GetBytes(parts.Length > 1 ? parts[1] : "");
        return (new WireRequest(lines[0][..first], lines[0][(first + 1)..last], headers, body), headers);
    }

    private static SigningForm Form(JsonElement json) => new(
        json.GetProperty("canonical_request").GetString()!, json.GetProperty("string_to_sign").GetString()!,
        json.GetProperty("signature").GetString()!, json.GetProperty("signed_request").GetString()!);

    private static SigningVector[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("sigv4.json")!;
        using var json = JsonDocument.Parse(stream);
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(element => new SigningVector(element))];
    }
}
