using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>Removes labels from a version; those that it does not carry are listed.</summary>
/// <remarks>Source: API reference, UnlabelParameterVersion.</remarks>
internal sealed class UnlabelParameterVersion : IChange<UnlabelParameterVersionRequest, Found<SsmParameter>, UnlabelParameterVersionResult>
{
    public Plan<Found<SsmParameter>> Plan(UnlabelParameterVersionRequest request, Snapshot state, RequestContext context) =>
        ParameterPlan.Find(request.Name!, SsmActions.UnlabelParameterVersion, state, context);

    public UnlabelParameterVersionResult Apply(Found<SsmParameter> found, UnlabelParameterVersionRequest request, UnitOfWork unit, RequestContext context)
    {
        var parameter = found.OrThrow(SsmErrors.ParameterNotFound);
        var number = request.ParameterVersion!.Value;
        if (parameter.Find(number) is null)
        {
            throw SsmErrors.VersionNotFound($"{number}", parameter.Name).AsException();
        }

        var asked = request.Labels!.Distinct(StringComparer.Ordinal).ToLookup(label => parameter.Labels.VersionOf(label) == number);
        unit.Put(parameter with { Labels = parameter.Labels.Without([.. asked[true]]) });
        return new() { InvalidLabels = [.. asked[false]], RemovedLabels = [.. asked[true]] };
    }
}

internal sealed class UnlabelParameterVersionRequest
{
    /// <summary>A name, no ARN; 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? Name { get; init; }

    [NotNull] public long? ParameterVersion { get; init; }

    /// <summary>1 to 10, each of 1 to 100 characters.</summary>
    [NotNull, Length(1, 10), EachLength(1, 100)] public IReadOnlyList<string>? Labels { get; init; }
}

internal sealed class UnlabelParameterVersionResult
{
    /// <summary>Those that were not on the version.</summary>
    public required IReadOnlyList<string> InvalidLabels { get; init; }

    public required IReadOnlyList<string> RemovedLabels { get; init; }
}
