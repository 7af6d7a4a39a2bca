using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>Which permissions a call needs, the key's side included, without making it: what <c>secrets-emu can</c> decides beforehand.</summary>
/// <param name="functions">Where the policy of a rotation function is; null knows of none.</param>
internal sealed class SecretPermissions(RotationFunctions? functions = null) : IPermissions
{
    // Until a call is made nobody knows the id of the version that it writes.
    private const string NewVersionId = "00000000-0000-0000-0000-000000000000";

    /// <inheritdoc/>
    /// <remarks>A read takes its version from the keys, CreateSecret and UpdateSecret their key.</remarks>
    public IReadOnlyList<NeededPermission> For(string action, string resource, Snapshot state, RequestContext context, IConditionKeys keys) =>
        action switch
        {
            Actions.ListSecrets or Actions.GetRandomPassword => [WithoutSecret(action, context)],
            Actions.CreateSecret => OfCreation(resource, state, context, keys),
            Actions.BatchGetSecretValue when resource == "*" => [WithoutSecret(action, context)],
            Actions.BatchGetSecretValue => [WithoutSecret(action, context), .. For(Actions.GetSecretValue, resource, state, context, keys)],
            Actions.ValidateResourcePolicy => [.. OnSecret(action, resource, state, context, keys), .. OnSecret(Actions.PutResourcePolicy, resource, state, context, keys)],
            Actions.RotateSecret => [.. OnSecret(action, resource, state, context, keys), .. OnFunction(resource, state, context, keys)],
            _ => [.. OnSecret(action, resource, state, context, keys), .. OnKey(action, resource, state, context, keys)],
        };

    private static NeededPermission WithoutSecret(string action, RequestContext context) =>
        new(Target.WithoutResource(action, context.Caller.Account), context);

    private static IEnumerable<NeededPermission> OnSecret(string action, string secretId, Snapshot state, RequestContext context, IConditionKeys keys) =>
        SecretPlan.Find(secretId, action, state, context, keys).Targets.Select(target => new NeededPermission(target, context));

    private static List<NeededPermission> OfCreation(string secretId, Snapshot state, RequestContext context, IConditionKeys keys)
    {
        var id = SecretId.Parse(secretId);
        var arn = id.Kind switch
        {
            SecretIdKind.Malformed => throw SecretsManagerErrors.InvalidArn.AsException(),
            SecretIdKind.FullArn => secretId,
            SecretIdKind.PartialArn => $"{secretId}-{SecretTarget.AnySuffix}",
            _ => SecretArn.For(context.Region, context.Caller.Account, secretId, SecretTarget.AnySuffix),
        };
        var keyId = keys.Find("secretsmanager:KmsKeyId") is [var given] ? SecretKey.Kept(given, context.Scope) : null;
        var actions = keys.Find("aws:TagKeys") is null ? new[] { Actions.CreateSecret } : [Actions.CreateSecret, Actions.TagResource];
        return
        [
            .. actions.Select(action => new NeededPermission(SecretTarget.New(action, arn, secretId, state, context, keys), context)),
            Envelope.KeyPermission(KmsActions.GenerateDataKey, keyId, arn, NewVersionId, state, context),
            Envelope.KeyPermission(KmsActions.Decrypt, keyId, arn, Envelope.ValidationVersionId, state, context),
        ];
    }

    private IReadOnlyList<NeededPermission> OnFunction(string secretId, Snapshot state, RequestContext context, IConditionKeys keys)
    {
        var function = keys.Find("secretsmanager:RotationLambdaARN") is [var given]
            ? given
            : SecretPlan.Find(secretId, Actions.RotateSecret, state, context, keys).Found.Record?.Rotation?.LambdaArn;
        return functions is null || function is null || FunctionArn.Parse(function) is null ? [] : [new NeededPermission(functions.InvokeBy(function, context), context)];
    }

    private static IReadOnlyList<NeededPermission> OnKey(string action, string secretId, Snapshot state, RequestContext context, IConditionKeys keys)
    {
        if (SecretPlan.Find(secretId, action, state, context, keys).Found.Record is not { } secret)
        {
            return [];
        }

        return action switch
        {
            Actions.GetSecretValue when VersionOf(secret, keys) is { Value: { } value } version =>
                [Envelope.KeyPermission(KmsActions.Decrypt, value.DataKeys[^1].KeyArn, secret.Arn, version.VersionId, state, context)],
            Actions.PutSecretValue => [Envelope.KeyPermission(KmsActions.GenerateDataKey, secret.KmsKeyId, secret.Arn, NewVersionId, state, context)],
            Actions.UpdateSecret when keys.Find("secretsmanager:KmsKeyId") is [var given] =>
            [
                Envelope.KeyPermission(KmsActions.GenerateDataKey, SecretKey.Kept(given, secret.Scope), secret.Arn, NewVersionId, state, context),
                Envelope.KeyPermission(KmsActions.Decrypt, SecretKey.Kept(given, secret.Scope), secret.Arn, Envelope.ValidationVersionId, state, context),
            ],
            Actions.UpdateSecret => [Envelope.KeyPermission(KmsActions.GenerateDataKey, secret.KmsKeyId, secret.Arn, NewVersionId, state, context)],
            _ => [],
        };
    }

    private static SecretVersion? VersionOf(Secret secret, IConditionKeys keys) =>
        keys.Find("secretsmanager:VersionId") is [var versionId] ? secret.FindVersion(versionId)
        : secret.FindStage(keys.Find("secretsmanager:VersionStage") is [var stage] ? stage : StagingLabels.Current);
}
