using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>What policies can ask about the use of a key (kms-iam-sts.md 4.6): the key's own, the caller's way to it, and the request's.</summary>
/// <param name="key">The key; null for one that does not exist, which has nothing of its own.</param>
/// <param name="state">Where its aliases are.</param>
/// <param name="context">Who asks, and through which service.</param>
/// <param name="encryption">The encryption context of the request, or null.</param>
/// <param name="alias">The alias by which the request named the key, or null.</param>
/// <param name="request">What the request's own members give, or null.</param>
internal sealed class KeyConditionKeys(
    KmsKey? key, Snapshot state, RequestContext context, EncryptionContext? encryption, string? alias, IConditionKeys? request) : IConditionKeys
{
    private const string EncryptionContextPrefix = "kms:EncryptionContext:";
    private const string ResourceTagPrefix = "aws:ResourceTag/";

    public IReadOnlyList<string>? Find(string name) => request?.Find(name) ?? name.ToLowerInvariant() switch
    {
        "kms:viaservice" => ViaService(context) is { } service ? [service] : null,
        "kms:calleraccount" => [context.Caller.Account],
        "kms:encryptioncontextkeys" => encryption is { Pairs.Count: > 0 } ? [.. encryption.Pairs.Select(pair => pair.Key)] : null,
        "kms:keyspec" or "kms:customermasterkeyspec" => OfKey(key?.KeySpec),
        "kms:keyusage" or "kms:customermasterkeyusage" => OfKey(key?.KeyUsage),
        "kms:keyorigin" => OfKey(key?.Origin),
        "kms:multiregion" => OfKey(key is null ? null : key.PrimaryRegion is null ? "false" : "true"),
        "kms:multiregionkeytype" => key?.PrimaryRegion is null ? null : [key.IsPrimary ? "PRIMARY" : "REPLICA"],
        "kms:requestalias" => alias is null ? null : [alias],
        "kms:resourcealiases" => key is null ? null : AliasesOf(key, state),
        _ when RestBehind(EncryptionContextPrefix, name) is { } pair =>
            encryption?.Pairs.Where(each => Same(each.Key, pair)).Select(each => each.Value).ToList() is { Count: > 0 } values ? values : null,
        _ when RestBehind(ResourceTagPrefix, name) is { } tag => key?.Tags.FirstOrDefault(each => Same(each.TagKey, tag)) is { } found ? [found.TagValue] : null,
        _ => null,
    };

    /// <summary>The service that acts for the caller, as <c>kms:ViaService</c> names it; null for the caller's own request.</summary>
    public static string? ViaService(RequestContext context) => context.Via is { } service ? $"{service}.{context.Region}.amazonaws.com" : null;

    private static IReadOnlyList<string>? OfKey(string? value) => value is null ? null : [value];

    private static List<string>? AliasesOf(KmsKey key, Snapshot state) =>
        state.Rows(KmsTables.Aliases, key.Scope).InOrder.Where(each => each.TargetKeyId == key.KeyId).Select(each => each.AliasName).ToList() is { Count: > 0 } names
            ? names
            : null;

    private static string? RestBehind(string prefix, string name) =>
        name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : null;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
