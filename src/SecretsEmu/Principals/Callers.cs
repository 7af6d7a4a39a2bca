using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Signing;
using SecretsEmu.State;

namespace SecretsEmu.Principals;

/// <summary>From an access key id to the caller (kms-iam-sts.md 1.6). In default mode any credentials are accepted, absent ones too.</summary>
/// <param name="defaultAccount">Of callers that name no other.</param>
/// <param name="defaultRegion">Of requests that name none.</param>
/// <param name="strict">Whether keys that nobody described are refused.</param>
/// <param name="functionSession">The session behind the key that a rotation function was given; null for any other key.</param>
internal sealed class Callers(string defaultAccount, string defaultRegion, bool strict = false, Func<string, Session?>? functionSession = null)
{
    /// <summary>The pair that strict mode knows without a principals file, so that it is usable out of the box: of the default account's root.</summary>
    private const string BuiltIn = "test";

    private const int AccountDigits = 12;
    private const int LongestRegion = 64;

    private static readonly KnownCredentials BuiltInCredentials = new(new SecretText(BuiltIn), null);

    private readonly PrincipalDirectory _principals = new(defaultAccount, strict);

    /// <summary>
    /// A key or session that the emulator knows is whom it stands for; twelve digits are that account's root, and so is a key of
    /// an earlier run; any other key is the default account, so that real keys in a developer's environment do no harm.
    /// </summary>
    /// <exception cref="AwsErrorException">The session has expired on the emulator's clock: in both modes, as refreshing is worth testing.</exception>
    public Principal Of(AuthorizationHeader? authorization, Snapshot state, DateTimeOffset now)
    {
        if (authorization is not { AccessKeyId: var key })
        {
            return _principals.Root(defaultAccount, state);
        }

        if (state.Find(PrincipalTables.AccessKeys, Scope.Emulator, key) is { } known && state.User(known.Account, known.UserName) is { } user)
        {
            return PrincipalDirectory.Of(user, state);
        }

        if (state.Find(PrincipalTables.Sessions, Scope.Emulator, key) is { } session && _principals.Of(session, state) is { } principal)
        {
            return session.Expiration > now ? principal : throw FrontEndErrors.ExpiredToken.AsException();
        }

        if (functionSession?.Invoke(key) is { } function && _principals.Of(function, state) is { } role)
        {
            return role;
        }

        return _principals.Root(IsAccount(key) ? key : AccessKeyIds.AccountOfMinted(key) ?? defaultAccount, state);
    }

    /// <summary>Whether the key is one that a rotation function was given.</summary>
    public bool IsRotationFunction(AuthorizationHeader? authorization) =>
        authorization is { AccessKeyId: var key } && functionSession?.Invoke(key) is not null;

    /// <summary>What a key must sign with in strict mode; null for a key that nobody described or gave out.</summary>
    public KnownCredentials? FindCredentials(string accessKeyId, Snapshot state) =>
        state.Find(PrincipalTables.AccessKeys, Scope.Emulator, accessKeyId) is { } key ? new(key.SecretAccessKey, null)
        : state.Find(PrincipalTables.Sessions, Scope.Emulator, accessKeyId) is { } session && _principals.Of(session, state) is not null
            ? new(session.SecretAccessKey, session.SessionToken)
        : functionSession?.Invoke(accessKeyId) is { } function && _principals.Of(function, state) is not null ? new(function.SecretAccessKey, function.SessionToken)
        : accessKeyId == BuiltIn ? BuiltInCredentials
        : null;

    /// <summary>The region of the credential scope; what cannot be a region is read as the default one.</summary>
    public string RegionOf(AuthorizationHeader? authorization) =>
        authorization is { Region: var region } && IsRegion(region) ? region : defaultRegion;

    public static bool IsAccount(string text) => text.Length == AccountDigits && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    public static bool IsRegion(string text) =>
        text.Length is > 0 and <= LongestRegion && char.IsAsciiLetterLower(text[0])
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
