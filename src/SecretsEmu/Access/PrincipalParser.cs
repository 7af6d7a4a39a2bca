using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using static SecretsEmu.Access.PolicyJson;

namespace SecretsEmu.Access;

/// <summary>Reads Principal and NotPrincipal and refuses principals that AWS does not support in a resource policy (secretsmanager.md 4.12).</summary>
/// <remarks>Whether a user or role exists is not asked: any well-formed ARN is accepted.</remarks>
internal static class PrincipalParser
{
    private const string NameOrPathCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_-/";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> NamesAndPaths = SearchValues.Create(NameOrPathCharacters);
    private static readonly SearchValues<char> HostNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    public static PolicyPrincipal Parse(JsonElement json, bool isNegated)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return json.GetString() == "*"
                ? new() { IsNegated = isNegated, Aws = PolicyPrincipal.AwsAnyone }
                : throw Error("A principal that is a string must be *.");
        }

        ImmutableArray<string> aws = [], service = [], federated = [], canonicalUser = [];
        foreach (var kind in Members(json, "Principal"))
        {
            var names = Texts(kind.Value, kind.Name);
            switch (kind.Name)
            {
                case "AWS":
                    aws = Require(names, IsAwsPrincipal, PolicyProblem.UnsupportedPrincipal);
                    break;
                case "Service":
                    service = Require(names, IsServicePrincipal, PolicyProblem.UnsupportedServicePrincipal);
                    break;
                case "Federated":
                    federated = names;
                    break;
                case "CanonicalUser":
                    canonicalUser = names;
                    break;
                default:
                    throw Error($"{kind.Name} is no kind of principal.");
            }
        }

        return new() { IsNegated = isNegated, Aws = aws, Service = service, Federated = federated, CanonicalUser = canonicalUser };
    }

    private static ImmutableArray<string> Require(ImmutableArray<string> names, Func<string, bool> isSupported, PolicyProblem problem)
    {
        foreach (var name in names)
        {
            if (!isSupported(name))
            {
                throw new PolicySyntaxException(problem, $"{name} is no supported principal.");
            }
        }

        return names;
    }

    private static bool IsAwsPrincipal(string name) => name == "*" || IsAccount(name) || IsPrincipalArn(name);

    private static bool IsAccount(ReadOnlySpan<char> text) => text.Length == 12 && !text.ContainsAnyExcept(Digits);

    /// <summary>The root of an account, a user, a role or a session. Groups cannot be principals, and a wildcard is none of the characters of a name.</summary>
    private static bool IsPrincipalArn(string name)
    {
        var fields = name.Split(':');
        return fields is ["arn", var partition, var service, "", var account, var resource]
            && (partition == "aws" || partition.StartsWith("aws-", StringComparison.Ordinal))
            && !partition.AsSpan().ContainsAnyExcept(HostNames)
            && IsAccount(account)
            && (service switch
            {
                "iam" => resource == "root" || IsNamed(resource, "user/") || IsNamed(resource, "role/"),
                "sts" => (IsNamed(resource, "assumed-role/") && resource.Count(static character => character == '/') == 2) || IsNamed(resource, "federated-user/"),
                _ => false,
            });
    }

    private static bool IsNamed(string resource, string kind) =>
        resource.Length > kind.Length
        && resource.StartsWith(kind, StringComparison.Ordinal)
        && !resource.EndsWith('/')
        && !resource.Contains("//", StringComparison.Ordinal)
        && !resource.AsSpan().ContainsAnyExcept(NamesAndPaths);

    private static bool IsServicePrincipal(string name)
    {
        var host = name.EndsWith(".cn", StringComparison.Ordinal) ? name.AsSpan(0, name.Length - ".cn".Length) : name;
        return host.EndsWith(".amazonaws.com", StringComparison.Ordinal)
            && host.Length > ".amazonaws.com".Length
            && !host.StartsWith('.')
            && !host.ContainsAnyExcept(HostNames);
    }
}
