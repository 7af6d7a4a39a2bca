using System.Globalization;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>All versions of a parameter that are kept, oldest first, a page at a time.</summary>
/// <remarks>Source: API reference, GetParameterHistory.</remarks>
internal sealed class GetParameterHistory(ParameterReader reader)
    : IRead<GetParameterHistoryRequest, Found<SsmParameter>, GetParameterHistoryResult>
{
    private const int DefaultPage = 50;

    public Plan<Found<SsmParameter>> Plan(GetParameterHistoryRequest request, Snapshot state, RequestContext context)
    {
        var id = ParameterId.Parse(request.Name!, context);
        if (id.Selector is not null)
        {
            throw SsmErrors.InvalidName.AsException();
        }

        var parameter = id.Look(state, context);
        return new(new Found<SsmParameter>(parameter), ParameterTarget.Of(SsmActions.GetParameterHistory, id.Scope, id.Name, parameter));
    }

    public GetParameterHistoryResult Answer(Found<SsmParameter> found, GetParameterHistoryRequest request, Snapshot state, RequestContext context)
    {
        var parameter = found.OrThrow(SsmErrors.ParameterNotFound);
        var page = Page.Of(
            parameter.Versions, version => version.Version.ToString("D19", CultureInfo.InvariantCulture), $"history {parameter.Arn}",
            request.MaxResults ?? DefaultPage, request.NextToken, SsmErrors.InvalidNextToken);
        return new() { NextToken = page.NextMarker, Parameters = [.. page.Entries.Select(version => Show(parameter, version, request, state, context))] };
    }

    private ParameterHistory Show(
        SsmParameter parameter, SsmParameterVersion version, GetParameterHistoryRequest request, Snapshot state, RequestContext context) => new()
    {
        AllowedPattern = version.AllowedPattern,
        DataType = DataTypes.Text,
        Description = version.Description,
        KeyId = version.KeyId,
        Labels = parameter.Labels.LabelsOf(version.Version),
        LastModifiedDate = version.LastModifiedDate,
        LastModifiedUser = version.LastModifiedUser,
        Name = parameter.Name,
        Policies = ParameterInlinePolicy.ListOf(version.Policies),
        Tier = version.Tier,
        Type = version.Type,
        Value = reader.ValueOf(parameter, version, request.WithDecryption is true, state, context),
        Version = version.Version,
    };
}

internal sealed class GetParameterHistoryRequest
{
    /// <summary>A name or ARN; 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? Name { get; init; }

    /// <summary>Whether SecureStrings come in clear.</summary>
    public bool? WithDecryption { get; init; }

    /// <summary>1 to 50; 50 when absent.</summary>
    [Range(1, 50)] public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed class GetParameterHistoryResult
{
    /// <summary>Absent on the last page.</summary>
    public string? NextToken { get; init; }

    public required IReadOnlyList<ParameterHistory> Parameters { get; init; }
}

/// <summary>One version, with all that was said of the parameter when it was made.</summary>
internal sealed class ParameterHistory
{
    public string? AllowedPattern { get; init; }

    public required string DataType { get; init; }

    public string? Description { get; init; }

    /// <summary>As PutParameter named it; only of a SecureString.</summary>
    public string? KeyId { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public required DateTimeOffset LastModifiedDate { get; init; }

    /// <summary>The ARN of who made the version.</summary>
    public required string LastModifiedUser { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<ParameterInlinePolicy> Policies { get; init; }

    public required string Tier { get; init; }

    public required string Type { get; init; }

    [Sensitive] public required string Value { get; init; }

    public required long Version { get; init; }
}
