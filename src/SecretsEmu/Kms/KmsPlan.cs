using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>A key that was looked for, or the sentence that says it is missing: revealed only after the decision.</summary>
internal readonly record struct FoundKey(KmsKey? Key, AwsError? Missing)
{
    public KmsKey OrThrow() => Key ?? throw Missing!.AsException();
}

/// <summary>How every operation that takes a KeyId finds its key (kms-iam-sts.md 2.3) and names the permission on it.</summary>
internal static class KmsPlan
{
    /// <summary>The key, or nothing, and the permission on it.</summary>
    /// <param name="keyId">A bare id, an alias, or an ARN of one of them.</param>
    /// <param name="action">Such as <c>kms:Decrypt</c>.</param>
    /// <param name="use">Which forms of id the operation takes.</param>
    /// <param name="state">Where to look.</param>
    /// <param name="context">Who asks, where.</param>
    /// <param name="encryption">The encryption context of the request, for conditions and grants; null where the operation has none.</param>
    /// <param name="keys">The condition keys that the request's own members give.</param>
    public static Plan<FoundKey> Find(
        string keyId, string action, KeyIdUse use, Snapshot state, RequestContext context, EncryptionContext? encryption = null, IConditionKeys? keys = null)
    {
        var id = KeyId.Parse(keyId);
        if (id.Region is { } region && region != context.Region)
        {
            // Says nothing about what exists.
            throw KmsErrors.InvalidArn(region).AsException();
        }

        var account = id.Account ?? context.Caller.Account;
        var scope = account == context.Caller.Account ? context.Scope : new Scope(account, context.Region);
        if (id.Kind == KeyIdKind.Malformed || (id.Kind == KeyIdKind.Alias && use == KeyIdUse.KeyOnly))
        {
            return Missing(KmsErrors.InvalidKeyId(keyId));
        }

        if (id.Kind == KeyIdKind.Key)
        {
            var arn = KeyArn.Of(context.Region, account, id.Name);
            return (account == context.Caller.Account || use != KeyIdUse.KeyOnly) && state.Find(KmsTables.Keys, scope, id.Name) is { } key
                ? new(new FoundKey(key, null), KmsTarget.Of(action, key, state, context, encryption, keys))
                : Missing(KmsErrors.KeyNotFound(arn));
        }

        return state.Find(KmsTables.Aliases, scope, id.Name) is { } alias && state.Find(KmsTables.Keys, scope, alias.TargetKeyId) is { } target
            ? new(new FoundKey(target, null), KmsTarget.Of(action, target, state, context, encryption, keys, id.Name))
            : Missing(KmsErrors.AliasNotFound(KeyArn.OfAlias(context.Region, account, id.Name)));

        Plan<FoundKey> Missing(AwsError error) => new(new FoundKey(null, error), KmsTarget.Missing(action, keyId, account, state, context, encryption, keys));
    }
}

/// <summary>Which forms of KeyId an operation takes (kms-iam-sts.md 2.3).</summary>
internal enum KeyIdUse
{
    /// <summary>Key ids and key ARNs, of the caller's account only: nobody can let another account in.</summary>
    KeyOnly,

    /// <summary>Key ids and key ARNs, of other accounts too.</summary>
    KeyOfAnyAccount,

    /// <summary>Aliases too, of other accounts too.</summary>
    KeyOrAlias,
}
