using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>Removes up to ten parameters; what is not there is listed.</summary>
/// <remarks>Source: API reference, DeleteParameters.</remarks>
internal sealed class DeleteParameters : IChange<DeleteParametersRequest, IReadOnlyList<string>, DeleteParametersResult>
{
    public Plan<IReadOnlyList<string>> Plan(DeleteParametersRequest request, Snapshot state, RequestContext context)
    {
        IReadOnlyList<string> names = [.. request.Names!.Distinct(StringComparer.Ordinal)];
        var usable = names.Select(ParameterNames.Normalize).Where(ParameterNames.IsWellFormed);
        return new(names,
        [
            .. usable.Select(name => ParameterTarget.Of(
                SsmActions.DeleteParameters, context.Scope, name, state.Find(SsmTables.Parameters, context.Scope, name))),
        ]);
    }

    public DeleteParametersResult Apply(IReadOnlyList<string> names, DeleteParametersRequest request, UnitOfWork unit, RequestContext context)
    {
        var (deleted, invalid) = (new List<string>(), new List<string>());
        foreach (var name in names)
        {
            var isThere = unit.State.Find(SsmTables.Parameters, context.Scope, ParameterNames.Normalize(name)) is not null;
            unit.Remove(SsmTables.Parameters, context.Scope, ParameterNames.Normalize(name));
            (isThere ? deleted : invalid).Add(name);
        }

        return new() { DeletedParameters = deleted, InvalidParameters = invalid };
    }
}

internal sealed class DeleteParametersRequest
{
    /// <summary>1 to 10 names, no ARNs; each of 1 to 2048 characters.</summary>
    [NotNull, Length(1, 10), EachLength(1, 2048)] public IReadOnlyList<string>? Names { get; init; }
}

internal sealed class DeleteParametersResult
{
    public required IReadOnlyList<string> DeletedParameters { get; init; }

    public required IReadOnlyList<string> InvalidParameters { get; init; }
}
