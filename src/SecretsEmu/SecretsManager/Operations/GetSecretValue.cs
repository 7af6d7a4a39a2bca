using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>Decrypts and returns one version of a secret's value.</summary>
/// <remarks>Source: API reference, GetSecretValue (secretsmanager.md 4.9).</remarks>
internal sealed class GetSecretValue(Envelope envelope, AccessNotes notes)
    : IRead<GetSecretValueRequest, Found<Secret>, GetSecretValueResponse>
{
    public Plan<Found<Secret>> Plan(GetSecretValueRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.GetSecretValue, state, context, request);

    public GetSecretValueResponse Answer(Found<Secret> found, GetSecretValueRequest request, Snapshot state, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound).RequireActive().RequireKeyFor(context);
        var version = Choose(secret, request.VersionId, request.VersionStage);
        var value = envelope.Open(version.Value!, secret.Arn, version.VersionId, state, context);
        notes.NoteRead(secret, version, context);
        var stages = secret.Labels.LabelsOf(version.VersionId);
        return new()
        {
            Arn = secret.Arn,
            CreatedDate = version.CreatedDate,
            Name = secret.Name,
            SecretBinary = value.AsBinary,
            SecretString = value.AsString,
            VersionId = version.VersionId,
            VersionStages = stages.IsEmpty ? null : stages,
        };
    }

    /// <summary>The version that a request means, one that has a value. None of these sentences has a full stop.</summary>
    internal static SecretVersion Choose(Secret secret, string? versionId, string? versionStage)
    {
        if (versionId is null)
        {
            var stage = versionStage ?? StagingLabels.Current;
            return secret.FindStage(stage) is { Value: not null } labelled
                ? labelled
                : throw SecretsManagerErrors.ValueNotFoundForStage(stage).AsException();
        }

        if (secret.FindVersion(versionId) is not { Value: not null } version)
        {
            throw SecretsManagerErrors.ValueNotFoundForVersion(versionId).AsException();
        }

        return versionStage is null || secret.Labels.IsOn(versionStage, versionId)
            ? version
            : throw SecretsManagerErrors.VersionStageNotOnVersion.AsException();
    }
}

internal sealed class GetSecretValueRequest : IConditionKeys
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }

    /// <summary>The version to read; 32 to 64 characters.</summary>
    [Length(32, 64)] public string? VersionId { get; init; }

    /// <summary>The label of the version to read; AWSCURRENT when neither member is given. 1 to 256 characters.</summary>
    [Length(1, 256)] public string? VersionStage { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) => key.ToLowerInvariant() switch
    {
        "secretsmanager:versionid" => ConditionValue.Of(VersionId),
        "secretsmanager:versionstage" => ConditionValue.Of(VersionStage),
        _ => null,
    };
}

internal sealed class GetSecretValueResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    /// <summary>When the version was made.</summary>
    public required DateTimeOffset CreatedDate { get; init; }

    public required string Name { get; init; }

    [Sensitive] public byte[]? SecretBinary { get; init; }

    [Sensitive] public string? SecretString { get; init; }

    public required string VersionId { get; init; }

    /// <summary>Absent for a deprecated version.</summary>
    public IReadOnlyList<string>? VersionStages { get; init; }
}
