using System.Buffers;
using SecretsEmu.State;

namespace SecretsEmu.Ssm;

/// <summary>What a parameter can be called, and how a name is written in an ARN (integrations.md 3).</summary>
internal static class ParameterNames
{
    private const int DeepestLevel = 15;

    // With the ARN that stands before it. Source: API reference, PutParameter.
    private const int LongestArn = 1011;

    private static readonly SearchValues<char> InAName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-/");

    /// <summary>Without spaces around it; one that is no path loses its slash, so that <c>/name</c> and <c>name</c> are one.</summary>
    // Verified: field, terraform-provider-aws 49116: the API normalizes a single name with a slash to the one without.
    public static string Normalize(string name)
    {
        var trimmed = name.Trim(' ');
        return trimmed.Length > 1 && trimmed[0] == '/' && !trimmed.AsSpan(1).Contains('/') ? trimmed[1..] : trimmed;
    }

    /// <summary>The ARN of a parameter, or of a path: no doubled slash. Verified: recorded (integrations.md 3).</summary>
    public static string ArnOf(Scope scope, string name) =>
        $"arn:{Scope.PartitionOf(scope.Region)}:ssm:{scope.Region}:{scope.Account}:parameter/{(name.StartsWith('/') ? name[1..] : name)}";

    /// <summary>Whether AWS itself publishes such parameters, which are not here.</summary>
    public static bool IsPublic(string name) => name.StartsWith("/aws/service/", StringComparison.Ordinal);

    /// <summary>Refuses a name that no parameter can have.</summary>
    /// <param name="name">Normalized.</param>
    /// <exception cref="Calls.AwsErrorException">ValidationException: other characters, or a path without its first slash.</exception>
    public static void RequireWellFormed(string name)
    {
        if (!IsWellFormed(name))
        {
            throw SsmErrors.InvalidName.AsException();
        }
    }

    public static bool IsWellFormed(string name) =>
        name.Length > 0 && !name.AsSpan().ContainsAnyExcept(InAName) && !name.EndsWith('/')
        && !name.Contains("//", StringComparison.Ordinal) && (name[0] == '/' || !name.Contains('/', StringComparison.Ordinal));

    /// <summary>Refuses a name that a new parameter cannot have.</summary>
    /// <param name="name">Normalized.</param>
    /// <exception cref="Calls.AwsErrorException">Malformed, reserved, or too deep.</exception>
    public static void RequireUsable(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal) && name[0] != '/')
        {
            throw SsmErrors.NotFullyQualified.AsException();
        }

        RequireWellFormed(name);
        var isPath = name[0] == '/';
        if (isPath && name.StartsWith("/aws", StringComparison.OrdinalIgnoreCase))
        {
            throw SsmErrors.ReservedName(name).AsException();
        }

        if (name.AsSpan(isPath ? 1 : 0) is var bare
            && (bare.StartsWith("aws", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("ssm", StringComparison.OrdinalIgnoreCase)))
        {
            throw (isPath ? SsmErrors.InvalidName : SsmErrors.ReservedPrefix).AsException();
        }

        if (name.AsSpan().Count('/') > DeepestLevel)
        {
            throw SsmErrors.TooDeep.AsException();
        }
    }

    /// <exception cref="Calls.AwsErrorException">The name is too long, its ARN counted.</exception>
    public static void RequireWithinLength(string arn)
    {
        if (arn.Length > LongestArn)
        {
            throw SsmErrors.NameTooLong.AsException();
        }
    }

    /// <summary>Refuses a path that no parameter can be under; a slash at its end is fine.</summary>
    /// <exception cref="Calls.AwsErrorException">ValidationException.</exception>
    public static void RequirePath(string path)
    {
        if (path.Length == 0 || path[0] != '/' || path.AsSpan().ContainsAnyExcept(InAName) || path.Contains("//", StringComparison.Ordinal))
        {
            throw SsmErrors.InvalidPath.AsException();
        }
    }

    /// <summary>Whether a parameter is under a path: anywhere, or as its direct child. The parameters that are no path are children of <c>/</c>.</summary>
    /// <param name="name">Of the parameter.</param>
    /// <param name="path">With or without a slash at its end.</param>
    /// <param name="recursive">Anywhere.</param>
    public static bool IsUnder(string name, string path, bool recursive)
    {
        var parent = path.AsSpan().TrimEnd('/');
        var rest = name.AsSpan();
        if (!parent.IsEmpty)
        {
            if (!rest.StartsWith(parent, StringComparison.Ordinal) || rest.Length == parent.Length || rest[parent.Length] != '/')
            {
                return false;
            }

            rest = rest[parent.Length..];
        }

        return recursive || !rest.TrimStart('/').Contains('/');
    }

    /// <summary>Whether it lies where only AWS puts parameters.</summary>
    public static bool IsReservedPath(string path) =>
        path.StartsWith("/aws", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/ssm", StringComparison.OrdinalIgnoreCase);
}
