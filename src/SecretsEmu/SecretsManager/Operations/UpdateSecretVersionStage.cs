using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Moves a label from one version to another, or takes it off. This call is the last step of a rotation.</summary>
/// <remarks>Source: API reference, UpdateSecretVersionStage (secretsmanager.md 4.22, its table).</remarks>
internal sealed class UpdateSecretVersionStage
    : IChange<UpdateSecretVersionStageRequest, Found<Secret>, UpdateSecretVersionStageResponse>, IValidate<UpdateSecretVersionStageRequest>
{
    public void Validate(UpdateSecretVersionStageRequest request)
    {
        if (request is { RemoveFromVersionId: null, MoveToVersionId: null })
        {
            throw SecretsManagerErrors.NoVersionToUpdate.AsException();
        }
    }

    public Plan<Found<Secret>> Plan(UpdateSecretVersionStageRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.UpdateSecretVersionStage, state, context, request);

    public UpdateSecretVersionStageResponse Apply(
        Found<Secret> found, UpdateSecretVersionStageRequest request, UnitOfWork unit, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequirePrimary().RequireActive();
        var labels = Move(secret, request.VersionStage!, request.RemoveFromVersionId, request.MoveToVersionId);
        if (labels.Count > StagingLabels.Quota)
        {
            throw SecretsManagerErrors.LabelQuotaExceeded.AsException();
        }

        if (!labels.Equals(secret.Labels))
        {
            unit.Put(secret with { Labels = labels, LastChangedDate = context.Now });
        }

        return new() { Arn = secret.Arn, Name = secret.Name };
    }

    private static StagingLabels Move(Secret secret, string label, string? removeFrom, string? moveTo)
    {
        var holder = secret.Labels.VersionOf(label);
        if (moveTo is not null && secret.FindVersion(moveTo) is null)
        {
            throw SecretsManagerErrors.ValueNotFoundForVersion(moveTo).AsException();
        }

        if (removeFrom is not null && removeFrom != holder)
        {
            throw SecretsManagerErrors.LabelNotOnVersion(label, removeFrom).AsException();
        }

        if (moveTo is null)
        {
            return label == StagingLabels.Current
                ? throw SecretsManagerErrors.CurrentCannotBeRemoved.AsException()
                : secret.Labels.Remove(label);
        }

        if (removeFrom is null && holder is not null && holder != moveTo)
        {
            throw SecretsManagerErrors.RemoveFromVersionRequired(label, holder).AsException();
        }

        return label == StagingLabels.Current ? secret.Labels.WithNewCurrent(moveTo) : secret.Labels.Attach(label, moveTo);
    }
}

internal sealed class UpdateSecretVersionStageRequest : IConditionKeys
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>The label; 1 to 256 characters.</summary>
    [NotNull, Length(1, 256)] public string? VersionStage { get; init; }

    /// <summary>The version that loses it, which must be named when one has it; 32 to 64 characters.</summary>
    [Length(32, 64)] public string? RemoveFromVersionId { get; init; }

    /// <summary>The version that gets it; 32 to 64 characters.</summary>
    [Length(32, 64)] public string? MoveToVersionId { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => key.ToLowerInvariant() switch
    {
        "secretsmanager:versionstage" => ConditionValue.Of(VersionStage),
        _ => null,
    };
}

internal sealed class UpdateSecretVersionStageResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required string Name { get; init; }
}
