using System.Text.Json.Serialization;
using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.SecretsManager.Operations;

/// <summary>The current values of several secrets, by id or by filter. What fails for one secret is data, not a refusal.</summary>
/// <remarks>Source: API reference, BatchGetSecretValue (secretsmanager.md 4.1).</remarks>
internal sealed class BatchGetSecretValue(GetSecretValue one, AccessNotes notes)
    : IRead<BatchGetSecretValueRequest, SecretSearch?, BatchGetSecretValueResponse>, IValidate<BatchGetSecretValueRequest>
{
    private const int DefaultPage = 20;

    public void Validate(BatchGetSecretValueRequest request)
    {
        if (request.SecretIdList is null == request.Filters is null)
        {
            throw SecretsManagerErrors.SecretIdListOrFilters.AsException();
        }

        if (request.Filters is null && (request.MaxResults is not null || request.NextToken is not null))
        {
            throw SecretsManagerErrors.FiltersRequiredBy(
                request.MaxResults is not null ? nameof(request.MaxResults) : nameof(request.NextToken)).AsException();
        }
    }

    public Plan<SecretSearch?> Plan(BatchGetSecretValueRequest request, Snapshot state, RequestContext context)
    {
        var batch = Target.WithoutResource(Actions.BatchGetSecretValue, context.Caller.Account);
        return request.Filters is { } filters
            ? new(new SecretSearch(filters, request.NextToken), batch, Target.WithoutResource(Actions.ListSecrets, context.Caller.Account))
            : new(null, batch);
    }

    public BatchGetSecretValueResponse Answer(
        SecretSearch? found, BatchGetSecretValueRequest request, Snapshot state, RequestContext context)
    {
        var (ids, next) = found is null ? (request.SecretIdList!, null) : Search(found, request, state, context);
        var errors = new List<APIErrorType>();
        var values = new List<SecretValueEntry>();
        foreach (var id in ids)
        {
            try
            {
                values.Add(Entry(Get(id, state, context)));
            }
            catch (AwsErrorException refused)
            {
                errors.Add(new() { ErrorCode = refused.Error.Type, Message = refused.Error.Message!, SecretId = id });
            }
        }

        return new() { Errors = errors, NextToken = next, SecretValues = values };
    }

    private (IReadOnlyList<string> Ids, string? Next) Search(
        SecretSearch search, BatchGetSecretValueRequest request, Snapshot state, RequestContext context)
    {
        var secrets = state.Rows(SecretsManagerTables.Secrets, context.Scope);
        var (page, next) = search.Run(secrets, notes, request.MaxResults ?? DefaultPage);
        return ([.. page.Select(secret => secret.Arn)], next);
    }

    private GetSecretValueResponse Get(string secretId, Snapshot state, RequestContext context)
    {
        if (!secretId.StartsWith("arn:", StringComparison.Ordinal) && SecretNames.Broken(secretId) is not null)
        {
            throw SecretsManagerErrors.InvalidName.AsException();
        }

        var request = new GetSecretValueRequest { SecretId = secretId };
        var plan = one.Plan(request, state, context);
        context.Require(plan.Targets);
        return one.Answer(plan.Found, request, state, context);
    }

    private static SecretValueEntry Entry(GetSecretValueResponse value) => new()
    {
        Arn = value.Arn,
        CreatedDate = value.CreatedDate,
        Name = value.Name,
        SecretBinary = value.SecretBinary,
        SecretString = value.SecretString,
        VersionId = value.VersionId,
        VersionStages = value.VersionStages,
    };
}

internal sealed class BatchGetSecretValueRequest
{
    /// <summary>1 to 20 names or ARNs of 1 to 2048 characters; instead of <see cref="Filters"/>.</summary>
    [Length(1, 20), EachLength(1, 2048)] public IReadOnlyList<string>? SecretIdList { get; init; }

    /// <summary>At most 10, with at most ten values in all; all must match.</summary>
    [Length(10)] public IReadOnlyList<Filter>? Filters { get; init; }

    /// <summary>1 to 20, with <see cref="Filters"/> only; 20 when absent.</summary>
    [Range(1, 20)] public int? MaxResults { get; init; }

    /// <summary>From the page before; 1 to 4096 characters.</summary>
    [Length(1, 4096)] public string? NextToken { get; init; }
}

internal sealed class BatchGetSecretValueResponse
{
    /// <summary>One entry for each secret that could not be read.</summary>
    public required IReadOnlyList<APIErrorType> Errors { get; init; }

    public string? NextToken { get; init; }

    public required IReadOnlyList<SecretValueEntry> SecretValues { get; init; }
}

/// <summary>Why one secret could not be read: code and sentence of GetSecretValue.</summary>
internal sealed class APIErrorType
{
    public required string ErrorCode { get; init; }

    public required string Message { get; init; }

    /// <summary>As the caller wrote it.</summary>
    public required string SecretId { get; init; }
}

internal sealed class SecretValueEntry
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required string Name { get; init; }

    [Sensitive] public byte[]? SecretBinary { get; init; }

    [Sensitive] public string? SecretString { get; init; }

    public required string VersionId { get; init; }

    public IReadOnlyList<string>? VersionStages { get; init; }
}
