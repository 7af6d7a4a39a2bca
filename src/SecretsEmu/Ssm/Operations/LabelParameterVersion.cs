using SecretsEmu.Calls;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>Attaches labels to a version; those that are on another version move. What cannot be a label is listed.</summary>
/// <remarks>Source: API reference, LabelParameterVersion.</remarks>
internal sealed class LabelParameterVersion : IChange<LabelParameterVersionRequest, Found<SsmParameter>, LabelParameterVersionResult>
{
    public Plan<Found<SsmParameter>> Plan(LabelParameterVersionRequest request, Snapshot state, RequestContext context) =>
        ParameterPlan.Find(request.Name!, SsmActions.LabelParameterVersion, state, context);

    public LabelParameterVersionResult Apply(Found<SsmParameter> found, LabelParameterVersionRequest request, UnitOfWork unit, RequestContext context)
    {
        var parameter = found.OrThrow(SsmErrors.ParameterNotFound);
        var number = request.ParameterVersion ?? parameter.Latest.Version;
        if (parameter.Find(number) is null)
        {
            throw SsmErrors.VersionNotFound($"{number}", parameter.Name).AsException();
        }

        var labels = parameter.Labels.With(number, request.Labels!.Where(ParameterLabels.IsUsable));
        unit.Put(parameter with { Labels = labels });
        return new() { InvalidLabels = [.. request.Labels!.Where(label => !ParameterLabels.IsUsable(label))], ParameterVersion = number };
    }
}

internal sealed class LabelParameterVersionRequest
{
    /// <summary>A name, no ARN; 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? Name { get; init; }

    /// <summary>The latest when absent.</summary>
    public long? ParameterVersion { get; init; }

    /// <summary>1 to 10, each of 1 to 100 characters.</summary>
    [NotNull, Length(1, 10), EachLength(1, 100)] public IReadOnlyList<string>? Labels { get; init; }
}

internal sealed class LabelParameterVersionResult
{
    /// <summary>Those that break a rule of labels: nothing came of them.</summary>
    public required IReadOnlyList<string> InvalidLabels { get; init; }

    public required long ParameterVersion { get; init; }
}
