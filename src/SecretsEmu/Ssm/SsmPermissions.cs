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
    /// <remarks>A value is asked for in clear. PutParameter writes under the key that a SecureString has, and tags when the keys name some.</remarks>
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
        return [new(target, context), .. Tagging(action, target, context, keys), .. OnSecret(action, wanted, state, context, keys), .. OnKey(action, wanted, state, context)];
    }

    private static IEnumerable<NeededPermission> Tagging(string action, Target target, RequestContext context, IConditionKeys keys) =>
        action == SsmActions.PutParameter && keys.Find("aws:TagKeys") is not null
            ? [new(target with { Action = SsmActions.AddTagsToResource }, context)]
            : [];

    private static IReadOnlyList<NeededPermission> OnSecret(string action, WantedParameter wanted, Snapshot state, RequestContext context, IConditionKeys keys) =>
        wanted.Id is null && action is SsmActions.GetParameter or SsmActions.GetParameters
            ? new SecretPermissions().For(
                Actions.GetSecretValue, SecretReferences.RequestOf(wanted.Asked).SecretId!, state, context.Through(SecureStrings.Service.SigningName), keys)
            : [];

    private static IReadOnlyList<NeededPermission> OnKey(string action, WantedParameter wanted, Snapshot state, RequestContext context)
    {
        if (wanted is not { Id: { } id, Found: { } parameter })
        {
            return [];
        }

        var version = action == SsmActions.PutParameter ? parameter.Latest : id.Choose(parameter);
        var ofKms = action switch
        {
            SsmActions.GetParameter or SsmActions.GetParameters or SsmActions.GetParameterHistory => KmsActions.Decrypt,
            SsmActions.PutParameter => version.Tier == ParameterTiers.Advanced ? KmsActions.GenerateDataKey : KmsActions.Encrypt,
            _ => null,
        };
        return ofKms is null || version.KeyId is not { } keyId ? [] : [SecureStrings.KeyPermission(ofKms, keyId, parameter, state, context)];
    }
}
