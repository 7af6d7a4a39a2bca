using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.State;
using SecretsEmu.Validation;

namespace SecretsEmu.Ssm.Operations;

/// <summary>Reads one parameter: its latest version, or the one of a number or label. Also a secret, see <see cref="SecretReferences"/>.</summary>
/// <remarks>Source: API reference, GetParameter (integrations.md 3, 3.1).</remarks>
internal sealed class GetParameter(ParameterReader reader) : IRead<GetParameterRequest, WantedParameter, GetParameterResult>
{
    public Plan<WantedParameter> Plan(GetParameterRequest request, Snapshot state, RequestContext context)
    {
        var wanted = ParameterReader.Find(request.Name!, state, context);
        return new(wanted, ParameterReader.TargetOf(SsmActions.GetParameter, wanted, context));
    }

    public GetParameterResult Answer(WantedParameter found, GetParameterRequest request, Snapshot state, RequestContext context) =>
        new() { Parameter = reader.Read(found, request.WithDecryption is true, state, context) };
}

internal sealed class GetParameterRequest : IReadsSecrets
{
    /// <summary>A name or ARN, with <c>:3</c> or <c>:label</c> behind it. 1 to 2048 characters.</summary>
    [NotNull, Length(1, 2048)] public string? Name { get; init; }

    /// <summary>Whether a SecureString comes in clear; else it comes as its ciphertext in base64.</summary>
    public bool? WithDecryption { get; init; }

    IEnumerable<GetSecretValueRequest> IReadsSecrets.SecretReads => SecretReferences.RequestsOf([Name!]);
}

internal sealed class GetParameterResult
{
    public required Parameter Parameter { get; init; }
}
