using System.Collections.Immutable;

namespace SecretsEmu.Access;

/// <summary>A policy, read and checked, for as many decisions as follow. Immutable; it does not decide anything itself.</summary>
internal sealed class PolicyDocument
{
    /// <summary>The version in which <c>${...}</c> is a policy variable; in the older one, also when Version is absent, it is literal text.</summary>
    public const string VersionWithVariables = "2012-10-17";

    /// <summary>The older version, and what an absent Version means.</summary>
    public const string DefaultVersion = "2008-10-17";

    /// <summary>One of the two versions of the policy language.</summary>
    public required string Version { get; init; }

    public string? Id { get; init; }

    /// <summary>One statement or more, in the order of the text.</summary>
    public required ImmutableArray<PolicyStatement> Statements { get; init; }

    /// <summary>Reads the JSON text of a resource policy: every statement names a Principal or NotPrincipal.</summary>
    /// <exception cref="PolicySyntaxException">The text is no such policy; the exception says which of AWS's three problems it is.</exception>
    public static PolicyDocument Parse(string text) => PolicyParser.Parse(text, PolicyForm.Resource);

    /// <summary>Reads a resource policy that was accepted before: a Sid may stand twice, as it does in the policy that AWS writes for its own key of Secrets Manager.</summary>
    /// <exception cref="PolicySyntaxException">The text is no such policy.</exception>
    public static PolicyDocument ParseStored(string text) => PolicyParser.Parse(text, PolicyForm.Resource, mayRepeatSids: true);

    /// <summary>Reads the JSON text of an identity policy, boundary, session or service control policy: every statement has a Resource or NotResource and no principal.</summary>
    /// <exception cref="PolicySyntaxException">The text is no such policy.</exception>
    public static PolicyDocument ParseIdentity(string text) => PolicyParser.Parse(text, PolicyForm.Identity);

    /// <summary>Reads the JSON text of a role's trust policy: every statement names a principal, and no resource, which is the role.</summary>
    /// <exception cref="PolicySyntaxException">The text is no such policy.</exception>
    public static PolicyDocument ParseTrust(string text) => PolicyParser.Parse(text, PolicyForm.Trust);
}
