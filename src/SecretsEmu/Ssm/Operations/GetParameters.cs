using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>The names of a GetParameters request, each once and without spaces around it: all, those that could be looked up, and those that no parameter can have.</summary>
internal sealed record WantedParameters(IReadOnlyList<string> Names, IReadOnlyList<WantedParameter> Wanted, IReadOnlyList<string> Malformed);

/// <summary>Reads up to ten parameters, each once, in the order of their names; what is not there is listed.</summary>
/// <remarks>Source: API reference, GetParameters (integrations.md 3, 3.1). A malformed name is listed as well, but one with spaces inside is refused.</remarks>
internal sealed class GetParameters(ParameterReader reader) : IRead<GetParametersRequest, WantedParameters, GetParametersResult>
{
    public Plan<WantedParameters> Plan(GetParametersRequest request, Snapshot state, RequestContext context)
    {
        IReadOnlyList<string> names = [.. request.Names!.Select(name => name.Trim(' ')).Distinct(StringComparer.Ordinal)];
        var (wanted, malformed) = (new List<WantedParameter>(), new List<string>());
        foreach (var name in names)
        {
            try
            {
                wanted.Add(ParameterReader.Find(name, state, context));
            }
            catch (AwsErrorException refused) when (refused.Error == SsmErrors.InvalidName && !name.Contains(' ', StringComparison.Ordinal))
            {
                malformed.Add(name);
            }
        }

        return new(new(names, wanted, malformed), [.. wanted.Select(one => ParameterReader.TargetOf(SsmActions.GetParameters, one, context))]);
    }

    public GetParametersResult Answer(WantedParameters found, GetParametersRequest request, Snapshot state, RequestContext context)
    {
        var (parameters, invalid) = (new List<Parameter>(), found.Malformed.ToHashSet(StringComparer.Ordinal));
        foreach (var wanted in found.Wanted)
        {
            try
            {
                parameters.Add(reader.Read(wanted, request.WithDecryption is true, state, context));
            }
            catch (AwsErrorException refused) when (IsMissing(refused.Error))
            {
                invalid.Add(wanted.Asked);
            }
        }

        return new()
        {
            InvalidParameters = [.. found.Names.Where(invalid.Contains)],
            Parameters = [.. parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ThenBy(parameter => parameter.Version)],
        };
    }

    private static bool IsMissing(AwsError error) =>
        error.Type == SsmErrors.ParameterNotFound.Type || error.Type == SsmErrors.VersionNotFound("", "").Type;
}

internal sealed class GetParametersRequest : IReadsSecrets
{
    /// <summary>1 to 10 names or ARNs, as GetParameter takes them; each of 1 to 2048 characters.</summary>
    [NotNull, Length(1, 10), EachLength(1, 2048)] public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Whether SecureStrings come in clear.</summary>
    public bool? WithDecryption { get; init; }

    IEnumerable<GetSecretValueRequest> IReadsSecrets.SecretReads => SecretReferences.RequestsOf(Names!);
}

internal sealed class GetParametersResult
{
    /// <summary>The names that no parameter has, as they were sent but for spaces around them.</summary>
    public required IReadOnlyList<string> InvalidParameters { get; init; }

    public required IReadOnlyList<Parameter> Parameters { get; init; }
}
