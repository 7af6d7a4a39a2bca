using System.Collections.Frozen;
using System.Globalization;
using SecretsEmu.Access;

namespace SecretsEmu.Calls;

/// <summary>The condition keys that every request has: who asks, from where, when, and on whose resource (kms-iam-sts.md 4.2).</summary>
/// <remarks>Not <c>aws:SourceArn</c> and <c>aws:SourceAccount</c>, which only a service that acts for itself sends, as claims of its own.</remarks>
internal sealed class GlobalKeys(RequestContext context, Target target) : IConditionKeys
{
    private const string PrincipalTag = "aws:PrincipalTag/";

    private static readonly FrozenDictionary<string, Func<RequestContext, Target, string?>> Keys =
        new Dictionary<string, Func<RequestContext, Target, string?>>
        {
            ["aws:PrincipalArn"] = static (context, _) => IsIdentity(context.Caller) ? PrincipalArn(context.Caller) : null,
            ["aws:PrincipalAccount"] = static (context, _) => IsIdentity(context.Caller) ? context.Caller.Account : null,
            ["aws:PrincipalType"] = static (context, _) => PrincipalType(context.Caller.Kind),
            ["aws:PrincipalOrgID"] = static (context, _) => context.Caller.OrganizationId,
            ["aws:PrincipalIsAWSService"] = static (context, _) => Text(context.Caller.Kind == PrincipalKind.Service),
            ["aws:userid"] = static (context, _) => IsIdentity(context.Caller) ? context.Caller.UserId : null,
            ["aws:username"] = static (context, _) => context.Caller.UserName,
            ["aws:SourceIdentity"] = static (context, _) => context.Caller.SourceIdentity,
            ["aws:TokenIssueTime"] = static (context, _) => context.Caller.TokenIssueTime is { } time ? Date(time) : null,
            ["aws:MultiFactorAuthPresent"] = static (context, _) => IsSession(context.Caller) ? Text(false) : null,
            ["aws:SourceIp"] = static (context, _) => SourceIp(context),
            ["aws:UserAgent"] = static (context, _) => context.UserAgent,
            ["aws:CurrentTime"] = static (context, _) => Date(context.Now),
            ["aws:EpochTime"] = static (context, _) => context.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["aws:RequestedRegion"] = static (context, _) => context.Region,
            ["aws:ResourceAccount"] = static (_, target) => target.Account,
            ["aws:ViaAWSService"] = static (context, _) => Text(context.Via is not null),
            ["aws:CalledVia"] = static (context, _) => CalledVia(context),
            ["aws:CalledViaFirst"] = static (context, _) => CalledVia(context),
            ["aws:CalledViaLast"] = static (context, _) => CalledVia(context),

            // Over plain http too: a policy that denies insecure transport would lock everybody out of an emulator.
            ["aws:SecureTransport"] = static (_, _) => Text(true),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string>? Find(string key)
    {
        var value = Keys.TryGetValue(key, out var find) ? find(context, target)
            : key.StartsWith(PrincipalTag, StringComparison.OrdinalIgnoreCase) ? context.Caller.Tags.GetValueOrDefault(key[PrincipalTag.Length..])
            : context.Caller.Claims.GetValueOrDefault(key);
        return value is null ? null : [value];
    }

    /// <summary>Whether an account knows the caller: not a service, and not who presents a token before the role is assumed.</summary>
    private static bool IsIdentity(Principal caller) => caller.Kind is not (PrincipalKind.Service or PrincipalKind.WebIdentity);

    private static bool IsSession(Principal caller) =>
        caller.Kind is PrincipalKind.AssumedRole or PrincipalKind.FederatedUser || caller.TokenIssueTime is not null;

    private static string PrincipalArn(Principal caller) => caller.RoleArn ?? caller.Arn;

    private static string? PrincipalType(PrincipalKind kind) => kind switch
    {
        PrincipalKind.Root => "Account",
        PrincipalKind.User => "User",
        PrincipalKind.AssumedRole => "AssumedRole",
        PrincipalKind.FederatedUser => "FederatedUser",
        PrincipalKind.WebIdentity => "Anonymous",
        _ => null,
    };

    private static string? CalledVia(RequestContext context) => context.Via is { } service ? $"{service}.amazonaws.com" : null;

    // A socket of both families shows a caller of the older one in the newer one's form, which no range of a policy means.
    private static string? SourceIp(RequestContext context) =>
        (context.SourceAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.SourceAddress)?.ToString();

    private static string Date(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "true" : "false";
}
