using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>What a permission on a key is asked on: always the key, never an alias (kms-iam-sts.md 4.6).</summary>
internal static class KmsTarget
{
    /// <param name="action">Such as <c>kms:Decrypt</c>.</param>
    /// <param name="key">The key.</param>
    /// <param name="state">Where its grants and aliases are.</param>
    /// <param name="context">Who asks, where, and through which service.</param>
    /// <param name="encryption">The encryption context of the request, or null.</param>
    /// <param name="keys">The condition keys that the request's own members give.</param>
    /// <param name="alias">The alias by which the request named the key, or null.</param>
    public static Target Of(
        string action, KmsKey key, Snapshot state, RequestContext context, EncryptionContext? encryption, IConditionKeys? keys, string? alias = null) => new()
    {
        Action = action,
        Kind = ResourceKind.Key,
        Arn = key.Arn,
        Account = key.Scope.Account,
        // An alias of another account may not tell which key it names, nor that it exists.
        Shown = alias is not null && key.Scope.Account != context.Caller.Account ? KeyArn.OfAlias(context.Region, key.Scope.Account, alias) : key.Arn,
        ResourcePolicy = new AttachedPolicy(PolicyKind.Resource, $"key policy of {key.Arn}", key.Policy),
        Grant = Grants.Covering(action, key, state, context, encryption),
        Keys = new KeyConditionKeys(key, state, context, encryption, alias, keys),
    };

    /// <summary>An alias itself, beside the key that it names: only identity policies speak of it.</summary>
    public static Target OfAlias(string action, string aliasName, RequestContext context)
    {
        var arn = KeyArn.OfAlias(context.Region, context.Caller.Account, aliasName);
        return new() { Action = action, Kind = ResourceKind.Alias, Arn = arn, Account = context.Caller.Account, Shown = arn, Keys = WithCaller(null, context) };
    }

    /// <summary>An action that is asked on no key.</summary>
    public static Target WithoutKey(string action, RequestContext context, RequestKeys? keys = null) =>
        Target.WithoutResource(action, context.Caller.Account, WithCaller(keys, context));

    private static RequestKeys WithCaller(RequestKeys? keys, RequestContext context) =>
        (keys ?? new()).Add("kms:CallerAccount", context.Caller.Account).Add("kms:ViaService", KeyConditionKeys.ViaService(context));

    /// <summary>A key that is not there. In the caller's account its identity policies decide, as under the default key policy; in another account nothing can allow.</summary>
    public static Target Missing(
        string action, string keyId, string account, Snapshot state, RequestContext context, EncryptionContext? encryption, IConditionKeys? keys)
    {
        var arn = keyId.StartsWith("arn:", StringComparison.Ordinal) ? keyId
            : keyId.StartsWith("alias/", StringComparison.Ordinal) ? KeyArn.OfAlias(context.Region, account, keyId)
            : KeyArn.Of(context.Region, account, keyId);
        return new()
        {
            Action = action,
            Kind = ResourceKind.Key,
            Arn = arn,
            Account = account,
            Shown = arn,
            ResourcePolicy = account == context.Caller.Account
                ? new AttachedPolicy(PolicyKind.Resource, $"key policy of {arn}", KeyPolicies.Default(account, context.Region))
                : null,
            Keys = new KeyConditionKeys(null, state, context, encryption, null, keys),
        };
    }
}
