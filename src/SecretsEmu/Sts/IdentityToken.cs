using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SecretsEmu.Access;
using SecretsEmu.Calls;

namespace SecretsEmu.Sts;

/// <summary>What a JSON web token says of its bearer. Neither its signature nor its dates are checked: any token is as good as one of a real provider.</summary>
/// <param name="Issuer">The claim <c>iss</c>.</param>
/// <param name="Subject">The claim <c>sub</c>.</param>
/// <param name="Audience">The claim <c>aud</c>; of several, the first.</param>
internal sealed record IdentityToken(string Issuer, string Subject, string Audience)
{
    private const string Scheme = "https://";

    // Providers that trust policies name without an ARN.
    private static readonly string[] KnownToAws = ["accounts.google.com", "cognito-identity.amazonaws.com"];

    private string Provider => Issuer.StartsWith(Scheme, StringComparison.Ordinal) ? Issuer[Scheme.Length..] : Issuer;

    /// <exception cref="AwsErrorException">Not a token, or without a claim that is needed.</exception>
    public static IdentityToken Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(PayloadOf(text));
            var claims = json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement : throw StsErrors.NoIdentityToken.AsException();
            return new(Claim(claims, "iss"), Claim(claims, "sub"), Claim(claims, "aud"));
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            throw StsErrors.NoIdentityToken.AsException();
        }
    }

    /// <summary>Who presents the token to a role of an account.</summary>
    public Principal Bearer(string account) => new()
    {
        Kind = PrincipalKind.WebIdentity,
        Account = account,
        Arn = $"{Provider}:{Subject}",
        UserId = $"{Provider}:{Subject}",
        FederatedProvider = KnownToAws.Contains(Provider) ? Provider : $"arn:aws:iam::{account}:oidc-provider/{Provider}",
        Claims = ImmutableDictionary.CreateRange(
            StringComparer.OrdinalIgnoreCase,
            [KeyValuePair.Create($"{Provider}:sub", Subject), KeyValuePair.Create($"{Provider}:aud", Audience)]),
    };

    public override string ToString() => Issuer;

    private static byte[] PayloadOf(string text) =>
        text.Split('.') is [_, var payload, _] ? Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(payload)) : throw StsErrors.NoIdentityToken.AsException();

    private static string Claim(JsonElement claims, string name)
    {
        var claim = claims.TryGetProperty(name, out var found) ? found : default;
        if (claim.ValueKind == JsonValueKind.Array && claim.GetArrayLength() > 0)
        {
            claim = claim[0];
        }

        return claim.ValueKind == JsonValueKind.String ? claim.GetString()! : throw StsErrors.MissingClaim(name).AsException();
    }
}
