using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>Reads the parameters under a path, a page at a time. Decided on the path alone: whoever may read it gets all that is under it.</summary>
/// <remarks>Source: API reference, GetParametersByPath; user guide, "How Parameter Store authorizes parameter retrieval".</remarks>
internal sealed class GetParametersByPath(ParameterReader reader)
    : IRead<GetParametersByPathRequest, IReadOnlyList<ParameterFilter>, GetParametersByPathResult>
{
    private const int DefaultPage = 10;

    public Plan<IReadOnlyList<ParameterFilter>> Plan(GetParametersByPathRequest request, Snapshot state, RequestContext context)
    {
        var path = request.Path!.Trim(' ');
        ParameterNames.RequirePath(path);
        if (ParameterNames.IsPublic($"{path}/"))
        {
            throw FrontEndErrors.NotEmulated($"AWS's public parameters, such as those under {path},").AsException();
        }

        return new(
            ParameterFilter.OfPath(request.ParameterFilters ?? []),
            ParameterTarget.Of(SsmActions.GetParametersByPath, context.Scope, path, request: request));
    }

    public GetParametersByPathResult Answer(
        IReadOnlyList<ParameterFilter> filters, GetParametersByPathRequest request, Snapshot state, RequestContext context)
    {
        var (path, recursive) = (request.Path!.Trim(' '), request.Recursive is true);
        var matching =
            from parameter in state.Rows(SsmTables.Parameters, context.Scope).InOrder
            where ParameterNames.IsUnder(parameter.Name, path, recursive)
            let version = ParameterFilter.Choose(parameter, filters)
            where version is not null
            select (Parameter: parameter, Version: version);
        var page = Page.Of(
            matching, one => one.Parameter.Name, ParameterFilter.QuestionOf($"path {recursive} {path}", request.ParameterFilters),
            request.MaxResults ?? DefaultPage, request.NextToken, SsmErrors.InvalidNextToken);
        var label = request.ParameterFilters?.FirstOrDefault(filter => filter.Key == "Label")?.Values;
        return new()
        {
            NextToken = page.NextMarker,
            Parameters =
            [
                .. page.Entries.Select(one => reader.Show(
                    one.Parameter, one.Version, label?.FirstOrDefault(text => one.Parameter.Labels.VersionOf(text) == one.Version.Version),
                    request.WithDecryption is true, state, context)),
            ],
        };
    }
}

internal sealed class GetParametersByPathRequest : IConditionKeys
{
    /// <summary>Begins with a slash; 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? Path { get; init; }

    /// <summary>Also what is further down; else only the direct children.</summary>
    public bool? Recursive { get; init; }

    /// <summary>Type, KeyId and Label.</summary>
    public IReadOnlyList<ParameterStringFilter>? ParameterFilters { get; init; }

    /// <summary>Whether SecureStrings come in clear.</summary>
    public bool? WithDecryption { get; init; }

    /// <summary>1 to 10; 10 when absent.</summary>
    [Range(1, 10)] public int? MaxResults { get; init; }

    public string? NextToken { get; init; }

    IReadOnlyList<string>? IConditionKeys.Find(string key) =>
        key.Equals("ssm:Recursive", StringComparison.OrdinalIgnoreCase) ? ConditionValue.Of(Recursive) : null;
}

internal sealed class GetParametersByPathResult
{
    /// <summary>Absent on the last page.</summary>
    public string? NextToken { get; init; }

    public required IReadOnlyList<Parameter> Parameters { get; init; }
}
