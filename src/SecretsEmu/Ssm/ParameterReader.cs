using SecretsEmu.Access;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>A name of a GetParameter or GetParameters request, looked up without saying whether it exists.</summary>
/// <param name="Asked">As it was sent, without spaces around it.</param>
/// <param name="Id">Null for a secret that is read as a parameter.</param>
/// <param name="Found">Null where there is none.</param>
internal sealed record WantedParameter(string Asked, ParameterId? Id, SsmParameter? Found);

/// <summary>Reads values: what GetParameter, GetParameters and GetParametersByPath have in common.</summary>
internal sealed class ParameterReader(SecureStrings secureStrings, SecretReferences secrets)
{
    /// <exception cref="AwsErrorException">No parameter can be called so.</exception>
    public static WantedParameter Find(string name, Snapshot state, RequestContext context)
    {
        var asked = name.Trim(' ');
        if (SecretReferences.Is(asked))
        {
            SecretReferences.RequireWellFormed(asked);
            return new(asked, null, null);
        }

        var id = ParameterId.Parse(asked, context);
        return new(asked, id, id.Look(state, context));
    }

    public static Target TargetOf(string action, WantedParameter wanted, RequestContext context) => wanted.Id is { } id
        ? ParameterTarget.Of(action, id.Scope, id.Name, wanted.Found)
        : ParameterTarget.Of(action, context.Scope, SecretReferences.NameOf(wanted.Asked));

    /// <exception cref="AwsErrorException">ParameterNotFound, ParameterVersionNotFound, or the value cannot be decrypted.</exception>
    public Parameter Read(WantedParameter wanted, bool withDecryption, Snapshot state, RequestContext context)
    {
        if (wanted.Id is not { } id)
        {
            return secrets.Read(wanted.Asked, withDecryption, state, context);
        }

        var parameter = wanted.Found ?? throw SsmErrors.ParameterNotFound.AsException();
        return Show(parameter, id.Choose(parameter), id.Selector, withDecryption, state, context);
    }

    /// <exception cref="AwsErrorException">The value cannot be decrypted.</exception>
    public Parameter Show(
        SsmParameter parameter, SsmParameterVersion version, string? selector, bool withDecryption, Snapshot state, RequestContext context) => new()
    {
        Arn = parameter.Arn,
        DataType = DataTypes.Text,
        LastModifiedDate = version.LastModifiedDate,
        Name = parameter.Name,
        Selector = selector is null ? null : $":{selector}",
        Type = version.Type,
        Value = ValueOf(parameter, version, withDecryption, state, context),
        Version = version.Version,
    };

    /// <summary>In clear; without decryption a SecureString as it is kept.</summary>
    /// <exception cref="AwsErrorException">The value cannot be decrypted.</exception>
    public string ValueOf(SsmParameter parameter, SsmParameterVersion version, bool withDecryption, Snapshot state, RequestContext context) =>
        withDecryption && version.Type == ParameterTypes.SecureString
            ? secureStrings.Open(version, parameter.Arn, state, context)
            : version.Value.Content;
}
