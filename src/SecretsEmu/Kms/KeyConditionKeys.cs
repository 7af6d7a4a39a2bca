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
        "kms:viaservice" => ConditionValue.Of(ViaService(context)),
        "kms:calleraccount" => [context.Caller.Account],
        "kms:encryptioncontextkeys" => ConditionValue.Of((encryption?.Pairs ?? []).Select(pair => pair.Key)),
        "kms:keyspec" or "kms:customermasterkeyspec" => ConditionValue.Of(key?.KeySpec),
        "kms:keyusage" or "kms:customermasterkeyusage" => ConditionValue.Of(key?.KeyUsage),
        "kms:keyorigin" => ConditionValue.Of(key?.Origin),
        "kms:multiregion" => ConditionValue.Of(key is null ? null : key.PrimaryRegion is null ? "false" : "true"),
        "kms:multiregionkeytype" => key?.PrimaryRegion is null ? null : [key.IsPrimary ? "PRIMARY" : "REPLICA"],
        "kms:requestalias" => ConditionValue.Of(alias),
        "kms:resourcealiases" => key is null ? null : AliasesOf(key, state),
        _ when ConditionValue.Behind(EncryptionContextPrefix, name) is { } pair =>
            ConditionValue.Of((encryption?.Pairs ?? []).Where(each => ConditionValue.IsSameKey(each.Key, pair)).Select(each => each.Value)),
        _ when ConditionValue.Behind(ResourceTagPrefix, name) is { } tag => ConditionValue.Of(key?.Tags.FirstOrDefault(each => ConditionValue.IsSameKey(each.TagKey, tag))?.TagValue),
        _ => null,
    };

    /// <summary>The service that acts for the caller, as <c>kms:ViaService</c> names it; null for the caller's own request.</summary>
    public static string? ViaService(RequestContext context) => context.Via is { } service ? $"{service}.{context.ViaRegion ?? context.Region}.amazonaws.com" : null;

    private static IReadOnlyList<string>? AliasesOf(KmsKey key, Snapshot state) =>
        ConditionValue.Of(state.Rows(KmsTables.Aliases, key.Scope).InOrder.Where(each => each.TargetKeyId == key.KeyId).Select(each => each.AliasName));
}
