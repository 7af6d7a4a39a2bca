using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>Removes a parameter with all its versions, at once and for good.</summary>
/// <remarks>Source: API reference, DeleteParameter. AWS asks to wait half a minute before the name is used again; here it is free.</remarks>
internal sealed class DeleteParameter : IChange<DeleteParameterRequest, Found<SsmParameter>, DeleteParameterResult>
{
    public Plan<Found<SsmParameter>> Plan(DeleteParameterRequest request, Snapshot state, RequestContext context) =>
        ParameterPlan.Find(request.Name!, SsmActions.DeleteParameter, state, context);

    public DeleteParameterResult Apply(Found<SsmParameter> found, DeleteParameterRequest request, UnitOfWork unit, RequestContext context)
    {
        var parameter = found.OrThrow(SsmErrors.ParameterNotFound);
        unit.Remove(SsmTables.Parameters, parameter.Scope, parameter.Name);
        return new();
    }
}

internal sealed class DeleteParameterRequest
{
    /// <summary>A name, no ARN; 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? Name { get; init; }
}

internal sealed class DeleteParameterResult;
