using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>All about a secret but its value. Works on one that waits for its deletion.</summary>
/// <remarks>Source: API reference, DescribeSecret (secretsmanager.md 4.6).</remarks>
internal sealed class DescribeSecret(AccessNotes notes) : IRead<DescribeSecretRequest, Found<Secret>, DescribeSecretResponse>
{
    public Plan<Found<Secret>> Plan(DescribeSecretRequest request, Snapshot state, RequestContext context) =>
        SecretPlan.Find(request.SecretId!, Actions.DescribeSecret, state, context);

    public DescribeSecretResponse Answer(Found<Secret> found, DescribeSecretRequest request, Snapshot state, RequestContext context)
    {
        var secret = found.OrThrow(SecretsManagerErrors.SecretNotFound);
        return new()
        {
            Arn = secret.Arn,
            CreatedDate = secret.CreatedDate,
            DeletedDate = secret.DeletedDate,
            Description = secret.Description,
            KmsKeyId = secret.KmsKeyId,
            LastAccessedDate = notes.LastAccessedDate(secret),
            LastChangedDate = secret.LastChangedDate,
            LastRotatedDate = secret.Rotation?.LastRotatedDate,
            Name = secret.Name,
            NextRotationDate = secret.Rotation?.NextRotationDate,
            OwningService = secret.OwningService,
            PrimaryRegion = secret.PrimaryRegion,
            ReplicationStatus = secret.Replicas.IsEmpty ? null : ReplicationStatusType.ListOf(secret, state, notes),
            RotationEnabled = secret.Rotation?.IsEnabled,
            RotationLambdaArn = secret.Rotation?.LambdaArn,
            RotationRules = RotationRulesType.Of(secret.Rotation?.Rules),
            Tags = Tag.ListOf(secret.Tags),
            VersionIdsToStages = StagesByVersion(secret),
        };
    }

    /// <summary>Each labelled version with its labels, deprecated ones left out; null without any (secretsmanager.md 4.6).</summary>
    internal static Dictionary<string, IReadOnlyList<string>>? StagesByVersion(Secret secret)
    {
        if (secret.Labels.Count == 0)
        {
            return null;
        }

        var stages = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var version in secret.Versions)
        {
            if (secret.Labels.LabelsOf(version.VersionId) is { IsEmpty: false } labels)
            {
                stages.Add(version.VersionId, labels);
            }
        }

        return stages;
    }
}

internal sealed class DescribeSecretRequest
{
    /// <summary>Name, full ARN or partial ARN of the secret. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048), SecretId] public string? SecretId { get; init; }
}

/// <summary>A member without a value is absent: no key for the default key, no rotation for a secret that never had one.</summary>
internal sealed class DescribeSecretResponse
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>When the deletion was asked for.</summary>
    public DateTimeOffset? DeletedDate { get; init; }

    public string? Description { get; init; }

    /// <summary>As it was given, an alias as its ARN; absent for the service's default key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Midnight UTC of the day of the last read.</summary>
    public DateTimeOffset? LastAccessedDate { get; init; }

    public required DateTimeOffset LastChangedDate { get; init; }

    /// <summary>Absent until a rotation succeeds.</summary>
    public DateTimeOffset? LastRotatedDate { get; init; }

    public required string Name { get; init; }

    /// <summary>The last second of the next window.</summary>
    public DateTimeOffset? NextRotationDate { get; init; }

    public string? OwningService { get; init; }

    /// <summary>Only of a replica, or of a secret that has some.</summary>
    public string? PrimaryRegion { get; init; }

    /// <summary>Of a primary that has replicas.</summary>
    public IReadOnlyList<ReplicationStatusType>? ReplicationStatus { get; init; }

    /// <summary>Absent for a secret that was never rotated; false after a cancel.</summary>
    public bool? RotationEnabled { get; init; }

    [JsonPropertyName("RotationLambdaARN")] public string? RotationLambdaArn { get; init; }

    public RotationRulesType? RotationRules { get; init; }

    /// <summary>Empty after all were removed, absent when there never was one.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? VersionIdsToStages { get; init; }
}
