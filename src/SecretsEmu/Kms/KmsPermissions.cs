using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Kms;

/// <summary>The permissions that an action of KMS needs, for answers beforehand.</summary>
internal sealed class KmsPermissions : IPermissions
{
    /// <inheritdoc/>
    /// <remarks>An alias stands for its key; where an alias is what is changed, for itself and its key (kms-iam-sts.md 4.6).</remarks>
    public IReadOnlyList<NeededPermission> For(string action, string resource, Snapshot state, RequestContext context, IConditionKeys keys) => action switch
    {
        _ when resource == "*" => [new(Target.WithoutResource(action, context.Caller.Account, keys), context)],
        KmsActions.CreateAlias or KmsActions.UpdateAlias or KmsActions.DeleteAlias when AliasOf(resource) is { } alias =>
            [new(KmsTarget.OfAlias(action, alias, context), context), .. OnKeyOf(alias, action, state, context, keys)],
        _ => OnKey(resource, action, state, context, keys),
    };

    private static string? AliasOf(string resource) => KeyId.Parse(resource) is { Kind: KeyIdKind.Alias, Name: var name } ? name : null;

    // Before CreateAlias there is none: only the alias's side can be answered.
    private static List<NeededPermission> OnKeyOf(string alias, string action, Snapshot state, RequestContext context, IConditionKeys keys) =>
        state.Find(KmsTables.Aliases, context.Scope, alias) is { TargetKeyId: var keyId } ? OnKey(keyId, action, state, context, keys) : [];

    private static List<NeededPermission> OnKey(string keyId, string action, Snapshot state, RequestContext context, IConditionKeys keys) =>
        [.. KmsPlan.Find(keyId, action, KeyIdUse.KeyOrAlias, state, context, keys: keys).Targets.Select(target => new NeededPermission(target, context))];
}
