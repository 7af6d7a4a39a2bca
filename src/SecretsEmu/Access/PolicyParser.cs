using System.Collections.Immutable;
using System.Text.Json;
using static SecretsEmu.Access.PolicyJson;

namespace SecretsEmu.Access;

/// <summary>What a policy is attached to decides which elements its statements must and must not have.</summary>
internal enum PolicyForm
{
    /// <summary>Attached to a resource: names principals; may name resources.</summary>
    Resource,

    /// <summary>Attached to a role to say who may assume it: names principals, but no resource.</summary>
    Trust,

    /// <summary>Attached to a user, role, session or account: names resources, but no principal.</summary>
    Identity,
}

/// <summary>Reads the text of a policy and refuses what AWS refuses at Put (secretsmanager.md 4.12, kms-iam-sts.md 4.3 and 4.5).</summary>
/// <remarks>
/// Inferred: names of elements are case-sensitive. Empty lists, an empty Principal object and an empty Sid are accepted, since AWS's policy checks
/// list them as suggestions and not as errors.
/// </remarks>
internal static class PolicyParser
{
    public static PolicyDocument Parse(string text, PolicyForm form, bool mayRepeatSids = false)
    {
        try
        {
            using var json = PolicyJson.Parse(text);
            return Document(json.RootElement, form, mayRepeatSids);
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

    private static PolicyDocument Document(JsonElement root, PolicyForm form, bool mayRepeatSids)
    {
        var version = PolicyDocument.DefaultVersion;
        string? id = null;
        JsonElement? statement = null;
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
                    statement = member.Value;
                    break;
                default:
                    throw Error($"{member.Name} is no element of a policy.");
            }
        }

        // Only now, since the version may stand behind the statements that it is about.
        var hasVariables = version == PolicyDocument.VersionWithVariables;
        var statements = statement is { } json ? OneOrMany(json, each => Statement(each, form, hasVariables)) : [];
        if (statements.IsEmpty)
        {
            throw Error("A policy must have a Statement.");
        }

        if (!mayRepeatSids)
        {
            RequireUniqueSids(statements);
        }

        return new() { Version = version, Id = id, Statements = statements };
    }

    private static string Version(string text) =>
        text is PolicyDocument.VersionWithVariables or PolicyDocument.DefaultVersion ? text : throw Error($"There is no policy version {text}.");

    private static PolicyStatement Statement(JsonElement json, PolicyForm form, bool hasVariables)
    {
        string? sid = null;
        PolicyEffect? effect = null;
        PolicyPrincipal? principal = null;
        ActionPatterns? actions = null;
        ResourcePatterns? resources = null;
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
                    actions = new([.. Texts(value, name).Select(Action)], isNegated: name == "NotAction");
                    break;
                case "Resource" or "NotResource":
                    RequireFirst(resources, "Resource");
                    resources = new(Texts(value, name), isNegated: name == "NotResource", hasVariables);
                    break;
                case "Condition":
                    conditions = Conditions(value, hasVariables);
                    break;
                default:
                    throw Error($"{name} is no element of a statement.");
            }
        }

        RequireElements(form, principal, resources);
        return new()
        {
            Sid = sid,
            Effect = effect ?? throw Error("A statement must have an Effect."),
            Principal = principal,
            Actions = actions ?? throw Error("A statement must have an Action or NotAction."),
            Resources = resources,
            Conditions = conditions,
        };
    }

    private static void RequireElements(PolicyForm form, PolicyPrincipal? principal, ResourcePatterns? resources)
    {
        if ((principal is null) != (form == PolicyForm.Identity))
        {
            throw Error(form == PolicyForm.Identity
                ? "A statement of a policy that is attached to a user, role, session or account cannot have a Principal or NotPrincipal."
                : "A statement of a policy that is attached to a resource must have a Principal or NotPrincipal.");
        }

        if (form != PolicyForm.Resource && (resources is null) != (form == PolicyForm.Trust))
        {
            throw Error(form == PolicyForm.Trust
                ? "A statement of a trust policy cannot have a Resource or NotResource: it is about the role."
                : "A statement of a policy that is attached to a user, role, session or account must have a Resource or NotResource.");
        }
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

    private static ImmutableArray<PolicyCondition> Conditions(JsonElement json, bool hasVariables)
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
                conditions.Add(new(conditionOperator, key.Name, Scalars(key.Value, key.Name), hasVariables));
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
