using System.Text.Json.Serialization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>What is known of parameters beside their values, by name, a page at a time.</summary>
/// <remarks>Source: API reference, DescribeParameters. Nothing is ever shared with an account here, so that with Shared there are none.</remarks>
internal sealed class DescribeParameters : IRead<DescribeParametersRequest, IReadOnlyList<ParameterFilter>, DescribeParametersResult>
{
    private const int DefaultPage = 50;

    public Plan<IReadOnlyList<ParameterFilter>> Plan(DescribeParametersRequest request, Snapshot state, RequestContext context)
    {
        if (request is { Filters.Count: > 0, ParameterFilters.Count: > 0 })
        {
            throw SsmErrors.FiltersOrParameterFilters.AsException();
        }

        var filters = request.Filters is { Count: > 0 } older ? ParameterFilter.OfDescribe(older) : ParameterFilter.OfDescribe(request.ParameterFilters ?? []);
        return new(filters, ParameterTarget.OfAll(SsmActions.DescribeParameters, context));
    }

    public DescribeParametersResult Answer(
        IReadOnlyList<ParameterFilter> filters, DescribeParametersRequest request, Snapshot state, RequestContext context)
    {
        var matching = state.Rows(SsmTables.Parameters, context.Scope).InOrder
            .Where(parameter => request.Shared is not true && ParameterFilter.Choose(parameter, filters) is not null);
        var question = ParameterFilter.QuestionOf($"describe {request.Shared}", request.ParameterFilters, request.Filters);
        var page = Page.Of(matching, parameter => parameter.Name, question, request.MaxResults ?? DefaultPage, request.NextToken, SsmErrors.InvalidNextToken);
        return new() { NextToken = page.NextMarker, Parameters = [.. page.Entries.Select(ParameterMetadata.Of)] };
    }
}

internal sealed class DescribeParametersRequest
{
    /// <summary>The older form, in which a name is a beginning.</summary>
    public IReadOnlyList<ParametersFilter>? Filters { get; init; }

    /// <summary>All must match.</summary>
    public IReadOnlyList<ParameterStringFilter>? ParameterFilters { get; init; }

    /// <summary>1 to 50; 50 when absent.</summary>
    [Range(1, 50)] public int? MaxResults { get; init; }

    public string? NextToken { get; init; }

    /// <summary>Only what other accounts share with the caller.</summary>
    public bool? Shared { get; init; }
}

internal sealed class DescribeParametersResult
{
    /// <summary>Absent on the last page.</summary>
    public string? NextToken { get; init; }

    public required IReadOnlyList<ParameterMetadata> Parameters { get; init; }
}

/// <summary>A parameter without its value, as its latest version has it.</summary>
internal sealed class ParameterMetadata
{
    [JsonPropertyName("ARN")] public required string Arn { get; init; }

    public string? AllowedPattern { get; init; }

    public required string DataType { get; init; }

    public string? Description { get; init; }

    /// <summary>As PutParameter named it; only of a SecureString.</summary>
    public string? KeyId { get; init; }

    public required DateTimeOffset LastModifiedDate { get; init; }

    /// <summary>The ARN of who made the version.</summary>
    public required string LastModifiedUser { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<ParameterInlinePolicy> Policies { get; init; }

    public required string Tier { get; init; }

    public required string Type { get; init; }

    public required long Version { get; init; }

    public static ParameterMetadata Of(SsmParameter parameter)
    {
        var latest = parameter.Latest;
        return new()
        {
            Arn = parameter.Arn,
            AllowedPattern = latest.AllowedPattern,
            DataType = DataTypes.Text,
            Description = latest.Description,
            KeyId = latest.KeyId,
            LastModifiedDate = latest.LastModifiedDate,
            LastModifiedUser = latest.LastModifiedUser,
            Name = parameter.Name,
            Policies = ParameterInlinePolicy.ListOf(latest.Policies),
            Tier = latest.Tier,
            Type = latest.Type,
            Version = latest.Version,
        };
    }
}
