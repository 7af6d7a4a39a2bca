using System.Collections.Immutable;
using System.Text.Json;
using static SecretsEmu.Access.PolicyJson;

namespace SecretsEmu.Access;

/// <summary>Reads the text of a resource policy and refuses what AWS refuses at Put (secretsmanager.md 4.12, kms-iam-sts.md 4.3 and 4.5).</summary>
/// <remarks>
/// Inferred: names of elements are case-sensitive. Empty lists, an empty Principal object and an empty Sid are accepted, since AWS's policy checks
/// list them as suggestions and not as errors.
/// </remarks>
internal static class PolicyParser
{
    public static PolicyDocument Parse(string text)
    {
        try
        {
            using var json = PolicyJson.Parse(text);
            return Document(json.RootElement);
        }
        catch (JsonException notJson)
        {
            throw new PolicySyntaxException(PolicyProblem.Syntax, notJson.Message, notJson);
        }
        catch (Exception lonelySurrogate) when (lonelySurrogate is InvalidOperationException or ArgumentException)
        {
            // System.Text.Json reports half a surrogate pair as a mistake of the program; here it is one of the caller.
            throw new PolicySyntaxException(PolicyProblem.Syntax, "The text has half a surrogate pair.", lonelySurrogate);
        }
    }

    private static PolicyDocument Document(JsonElement root)
    {
        var version = PolicyDocument.DefaultVersion;
        string? id = null;
        ImmutableArray<PolicyStatement> statements = [];
        foreach (var member in Members(root, "A policy"))
        {
            switch (member.Name)
            {
                case "Version":
                    version = Version(Text(member.Value, "Version"));
                    break;
                case "Id":
                    id = Text(member.Value, "Id");
                    break;
                case "Statement":
                    statements = OneOrMany(member.Value, Statement);
                    break;
                default:
                    throw Error($"{member.Name} is no element of a policy.");
            }
        }

        if (statements.IsEmpty)
        {
            throw Error("A policy must have a Statement.");
        }

        RequireUniqueSids(statements);
        return new() { Version = version, Id = id, Statements = statements };
    }

    private static string Version(string text) =>
        text is PolicyDocument.VersionWithVariables or PolicyDocument.DefaultVersion ? text : throw Error($"There is no policy version {text}.");

    private static PolicyStatement Statement(JsonElement json)
    {
        string? sid = null;
        PolicyEffect? effect = null;
        PolicyPrincipal? principal = null;
        PolicyPatterns? actions = null;
        PolicyPatterns? resources = null;
        ImmutableArray<PolicyCondition> conditions = [];
        foreach (var (name, value) in Members(json, "A statement").Select(static member => (member.Name, member.Value)))
        {
            switch (name)
            {
                case "Sid":
                    sid = Text(value, name);
                    break;
                case "Effect":
                    effect = Effect(Text(value, name));
                    break;
                case "Principal" or "NotPrincipal":
                    RequireFirst(principal, "Principal");
                    principal = PrincipalParser.Parse(value, isNegated: name == "NotPrincipal");
                    break;
                case "Action" or "NotAction":
                    RequireFirst(actions, "Action");
                    actions = new([.. Texts(value, name).Select(Action)], IsNegated: name == "NotAction");
                    break;
                case "Resource" or "NotResource":
                    RequireFirst(resources, "Resource");
                    resources = new(Texts(value, name), IsNegated: name == "NotResource");
                    break;
                case "Condition":
                    conditions = Conditions(value);
                    break;
                default:
                    throw Error($"{name} is no element of a statement.");
            }
        }

        return new()
        {
            Sid = sid,
            Effect = effect ?? throw Error("A statement must have an Effect."),
            Principal = principal ?? throw Error("A statement of a resource policy must have a Principal or NotPrincipal."),
            Actions = actions ?? throw Error("A statement must have an Action or NotAction."),
            Resources = resources,
            Conditions = conditions,
        };
    }

    private static void RequireFirst(object? sameElement, string name)
    {
        if (sameElement is not null)
        {
            throw Error($"A statement cannot have both {name} and Not{name}.");
        }
    }

    private static PolicyEffect Effect(string text) => text switch
    {
        "Allow" => PolicyEffect.Allow,
        "Deny" => PolicyEffect.Deny,
        _ => throw Error($"Effect must be Allow or Deny, not {text}."),
    };

    /// <summary><c>*</c>, or a service and a name with wildcards.</summary>
    private static string Action(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var service = text.AsSpan(0, Math.Max(colon, 0));
        var isAction = text == "*"
            || (colon > 0
                && colon < text.Length - 1
                && (service.SequenceEqual("*") || IsAll(service, static character => char.IsAsciiLetterOrDigit(character) || character == '-'))
                && IsAll(text.AsSpan(colon + 1), static character => char.IsAsciiLetterOrDigit(character) || character is '*' or '?'));
        return isAction ? text : throw Error($"{text} is no action.");
    }

    private static bool IsAll(ReadOnlySpan<char> text, Func<char, bool> isAllowed)
    {
        foreach (var character in text)
        {
            if (!isAllowed(character))
            {
                return false;
            }
        }

        return true;
    }

    private static ImmutableArray<PolicyCondition> Conditions(JsonElement json)
    {
        var conditions = ImmutableArray.CreateBuilder<PolicyCondition>();
        foreach (var block in Members(json, "Condition"))
        {
            if (!ConditionOperators.TryParse(block.Name, out var conditionOperator))
            {
                throw Error($"{block.Name} is no condition operator.");
            }

            foreach (var key in Members(block.Value, block.Name))
            {
                conditions.Add(new(conditionOperator, key.Name, Scalars(key.Value, key.Name)));
            }
        }

        return conditions.DrainToImmutable();
    }

    private static void RequireUniqueSids(ImmutableArray<PolicyStatement> statements)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var repeated = statements.Select(static statement => statement.Sid).FirstOrDefault(sid => !string.IsNullOrEmpty(sid) && !seen.Add(sid));
        if (repeated is not null)
        {
            throw Error($"The Sid {repeated} stands twice.");
        }
    }
}
