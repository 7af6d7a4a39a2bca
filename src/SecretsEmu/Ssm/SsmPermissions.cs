using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>Which permissions a call of Parameter Store needs, the key's and the secret's sides included: what <c>secrets-emu can</c> decides beforehand.</summary>
internal sealed class SsmPermissions : IPermissions
{
    /// <inheritdoc/>
    /// <remarks>A value is asked for in clear. PutParameter writes a SecureString under the default key, as a request without a KeyId does, and tags when the keys name some.</remarks>
    public IReadOnlyList<NeededPermission> For(string action, string resource, Snapshot state, RequestContext context, IConditionKeys keys)
    {
        if (action == SsmActions.DescribeParameters || resource == "*")
        {
            return [new(ParameterTarget.OfAll(action, context), context)];
        }

        if (action == SsmActions.GetParametersByPath)
        {
            ParameterNames.RequirePath(resource);
            return [new(ParameterTarget.Of(action, context.Scope, resource, request: keys), context)];
        }

        var wanted = ParameterReader.Find(resource, state, context);
        var target = ParameterReader.TargetOf(action, wanted, context);
        return [new(target, context), .. Tagging(action, target, context, keys), .. OnSecret(action, wanted, state, context), .. OnKey(action, wanted, state, context)];
    }

    private static IEnumerable<NeededPermission> Tagging(string action, Target target, RequestContext context, IConditionKeys keys) =>
        action == SsmActions.PutParameter && keys.Find("aws:TagKeys") is not null
            ? [new(target with { Action = SsmActions.AddTagsToResource }, context)]
            : [];

    // Its version is that of the reference.
    private static IReadOnlyList<NeededPermission> OnSecret(string action, WantedParameter wanted, Snapshot state, RequestContext context)
    {
        if (wanted.Id is not null || action is not (SsmActions.GetParameter or SsmActions.GetParameters))
        {
            return [];
        }

        var request = SecretReferences.RequestOf(wanted.Asked);
        return new SecretPermissions().For(Actions.GetSecretValue, request.SecretId!, state, context.Through(SecureStrings.Service.SigningName), request);
    }

    private static IReadOnlyList<NeededPermission> OnKey(string action, WantedParameter wanted, Snapshot state, RequestContext context)
    {
        if (wanted is not { Id: { } id, Found: { } parameter })
        {
            return [];
        }

        NeededPermission Key(string ofKms, string keyId) => SecureStrings.KeyPermission(ofKms, keyId, parameter, state, context);
        return action switch
        {
            SsmActions.GetParameter or SsmActions.GetParameters or SsmActions.GetParameterHistory when id.Choose(parameter).KeyId is { } keyId =>
                [Key(KmsActions.Decrypt, keyId)],
            SsmActions.PutParameter when parameter.Latest is { Type: ParameterTypes.SecureString, Tier: var tier } =>
                [Key(tier == ParameterTiers.Advanced ? KmsActions.GenerateDataKey : KmsActions.Encrypt, SecureStrings.Service.DefaultAlias)],
            _ => [],
        };
    }
}
