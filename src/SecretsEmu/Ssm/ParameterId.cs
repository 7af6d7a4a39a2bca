using System.Globalization;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>The Name of a request that reads: a name or an ARN, with or without a selector behind it (integrations.md 3).</summary>
/// <param name="Scope">Whose parameter it is.</param>
/// <param name="Name">Normalized.</param>
/// <param name="Selector">A version's number or a label; null for the latest version.</param>
internal readonly record struct ParameterId(Scope Scope, string Name, string? Selector)
{
    private const string ArnStart = "arn:";
    private const string ParameterPrefix = "parameter/";

    /// <exception cref="AwsErrorException">No parameter can be called so, or AWS publishes it and it is not here.</exception>
    public static ParameterId Parse(string text, RequestContext context)
    {
        var (scope, rest) = Split(text.Trim(' '), context);
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var name = ParameterNames.Normalize(colon < 0 ? rest : rest[..colon]);
        var selector = colon < 0 ? null : rest[(colon + 1)..];
        ParameterNames.RequireWellFormed(name);
        if (selector is "" || selector?.Contains(':', StringComparison.Ordinal) is true)
        {
            throw SsmErrors.InvalidName.AsException();
        }

        return ParameterNames.IsPublic(name)
            ? throw FrontEndErrors.NotEmulated($"AWS's public parameters, such as {name},").AsException()
            : new(scope, name, selector);
    }

    /// <summary>The parameter, or null where there is none, or where the ARN is of another region.</summary>
    public SsmParameter? Look(Snapshot state, RequestContext context) =>
        Scope.Region == context.Region ? state.Find(SsmTables.Parameters, Scope, Name) : null;

    /// <summary>The version that the selector means, the latest without one.</summary>
    /// <exception cref="AwsErrorException">ParameterVersionNotFound.</exception>
    public SsmParameterVersion Choose(SsmParameter parameter) =>
        Selector is null ? parameter.Latest
        : (long.TryParse(Selector, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? parameter.Find(number) : parameter.Find(Selector))
            ?? throw SsmErrors.VersionNotFound(Selector, parameter.Name).AsException();

    private static (Scope Scope, string Remainder) Split(string text, RequestContext context)
    {
        if (!text.StartsWith(ArnStart, StringComparison.Ordinal))
        {
            return (context.Scope, text);
        }

        if (text.Split(':', 6) is ["arn", _, "ssm", { Length: > 0 } region, { Length: > 0 } account, var resource]
            && resource.StartsWith(ParameterPrefix, StringComparison.Ordinal))
        {
            return (new Scope(account, region), resource[(ParameterPrefix.Length - 1)..]);
        }

        throw SsmErrors.InvalidName.AsException();
    }
}
