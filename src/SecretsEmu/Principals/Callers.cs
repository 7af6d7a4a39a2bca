using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Signing;

namespace SecretsEmu.Principals;

/// <summary>From an access key id to the caller (kms-iam-sts.md 1.6). Any credentials are accepted, absent ones too.</summary>
internal sealed class Callers(string defaultAccount, string defaultRegion)
{
    private const int AccountDigits = 12;
    private const int LongestRegion = 64;

    private readonly Principal _default = Principal.Root(defaultAccount);

    /// <summary>Twelve digits are that account; any other key is the default account, so that real keys in a developer's environment do no harm.</summary>
    public Principal Of(AuthorizationHeader? authorization) =>
        authorization is not { AccessKeyId: var key } || !IsAccount(key) || key == _default.Account ? _default : Principal.Root(key);

    /// <summary>The region of the credential scope; what cannot be a region is read as the default one.</summary>
    public string RegionOf(AuthorizationHeader? authorization) =>
        authorization is { Region: var region } && IsRegion(region) ? region : defaultRegion;

    /// <summary>The pair that is known everywhere, so that strict mode is usable out of the box.</summary>
    public static SigningCredentials? FindCredentials(string accessKeyId) => accessKeyId == "test" ? new SigningCredentials("test", null) : null;

    public static bool IsAccount(string text) => text.Length == AccountDigits && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    public static bool IsRegion(string text) =>
        text.Length is > 0 and <= LongestRegion && char.IsAsciiLetterLower(text[0])
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
