using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>The caller's secrets in this region, filtered, sorted and in pages.</summary>
/// <remarks>Source: API reference, ListSecrets (secretsmanager.md 4.10).</remarks>
internal sealed class ListSecrets(AccessNotes notes) : IRead<ListSecretsRequest, SecretSearch, ListSecretsResponse>
{
    private const int DefaultPage = 100;

    public Plan<SecretSearch> Plan(ListSecretsRequest request, Snapshot state, RequestContext context) => new(
        new SecretSearch(
            request.Filters ?? [], request.NextToken, request.SortBy, request.SortOrder == "desc", request.IncludePlannedDeletion ?? false),
        Target.WithoutResource(Actions.ListSecrets, context.Caller.Account));

    public ListSecretsResponse Answer(SecretSearch found, ListSecretsRequest request, Snapshot state, RequestContext context)
    {
        var secrets = state.Rows(SecretsManagerTables.Secrets, context.Scope);
        var (page, next) = found.Run(secrets, notes, request.MaxResults ?? DefaultPage);
        return new() { NextToken = next, SecretList = [.. page.Select(Entry)] };
    }

    private SecretListEntry Entry(Secret secret) => new()
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
        RotationEnabled = secret.Rotation?.IsEnabled,
        RotationLambdaArn = secret.Rotation?.LambdaArn,
        RotationRules = RotationRulesType.Of(secret.Rotation?.Rules),
        SecretVersionsToStages = DescribeSecret.StagesByVersion(secret),
        Tags = Tag.ListOf(secret.Tags),
    };
}

internal sealed class ListSecretsRequest
{
    /// <summary>Whether secrets that wait for their deletion are listed.</summary>
    public bool? IncludePlannedDeletion { get; init; }

    /// <summary>1 to 100; 100 when absent.</summary>
    [Range(1, 100)] public int? MaxResults { get; init; }

    /// <summary>From the page before; 1 to 4096 characters.</summary>
    [Length(1, 4096)] public string? NextToken { get; init; }

    /// <summary>At most 10, with at most ten values in all; all must match.</summary>
    [Length(10)] public IReadOnlyList<Filter>? Filters { get; init; }

    /// <summary>Ascending when absent.</summary>
    [OneOf("asc", "desc")] public string? SortOrder { get; init; }

    /// <summary>Creation when absent.</summary>
    [OneOf("created-date", "last-accessed-date", "last-changed-date", "name")] public string? SortBy { get; init; }
}

internal sealed class ListSecretsResponse
{
    public string? NextToken { get; init; }

    public required IReadOnlyList<SecretListEntry> SecretList { get; init; }
}

/// <summary>What DescribeSecret says, under the names of the list.</summary>
internal sealed class SecretListEntry
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public DateTimeOffset? DeletedDate { get; init; }

    public string? Description { get; init; }

    public string? KmsKeyId { get; init; }

    public DateTimeOffset? LastAccessedDate { get; init; }

    public required DateTimeOffset LastChangedDate { get; init; }

    public DateTimeOffset? LastRotatedDate { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset? NextRotationDate { get; init; }

    public string? OwningService { get; init; }

    /// <summary>Only of a replica, or of a secret that has some.</summary>
    public string? PrimaryRegion { get; init; }

    public bool? RotationEnabled { get; init; }

    [JsonPropertyName("RotationLambdaARN")] public string? RotationLambdaArn { get; init; }

    public RotationRulesType? RotationRules { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? SecretVersionsToStages { get; init; }

    public IReadOnlyList<Tag>? Tags { get; init; }
}
