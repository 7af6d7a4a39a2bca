using System.Collections.Immutable;
using System.Text.Json;
using SecretsEmu.Access;
using SecretsEmu.Files;

namespace SecretsEmu.Principals;

/// <summary>The policies in an account of a principals file: written down where they are used, or named by the ARN of a managed policy.</summary>
internal sealed class PolicyNodes
{
    private const int LongestPolicyName = 128;

    private readonly string _account;

    public PolicyNodes(string account, IReadOnlyList<FileNode> managed)
    {
        _account = account;
        var own = managed.Select(node => (Node: node, Policy: Managed(node))).ToList();
        Names.RequireUnique(own, policy => policy.Policy.Arn, policy => policy.Node, arn => $"the policy {arn} stands here twice.");
        Own = [.. own.Select(policy => policy.Policy)];
    }

    /// <summary>The managed policies that the account describes.</summary>
    public ImmutableArray<ManagedPolicy> Own { get; }

    /// <summary>A document as an object, or as the text of one; it names no principal.</summary>
    public static PolicyText Identity(FileNode node) => Of(node, PolicyDocument.ParseIdentity);

    /// <summary>A role's trust policy.</summary>
    public static PolicyText Trust(FileNode node) => Of(node, PolicyDocument.ParseTrust);

    /// <summary>The inline and managed policies of a user, role or group.</summary>
    /// <param name="node">Where they stand.</param>
    /// <param name="owner">Such as <c>role app</c>.</param>
    public ImmutableArray<AttachedPolicy> Of(FileNode node, string owner)
    {
        var inline = (node.Find("policies")?.Items("policies") ?? []).Select(policy =>
        {
            policy.Members("a policy", "name", "document");
            return (Node: policy, Name: Names.Of(policy, "a policy", LongestPolicyName), Text: Identity(DocumentOf(policy)));
        }).ToList();
        Names.RequireUnique(inline, policy => policy.Name, policy => policy.Node, name => $"the policy {name} of {owner} stands here twice.");
        var managed = (node.Find("managedPolicies")?.Items("managedPolicies") ?? []).Select(arn => Named(arn, PolicyKind.Identity, "managed policy", owner));
        return [.. inline.Select(policy => new AttachedPolicy(PolicyKind.Identity, $"policy {policy.Name} of {owner}", policy.Text)), .. managed];
    }

    /// <summary>The permissions boundary: the ARN of a managed policy, or a document.</summary>
    public AttachedPolicy? Boundary(FileNode node, string owner) => node.Find("permissionsBoundary") switch
    {
        null or { Kind: JsonTokenType.Null } => null,
        { Kind: JsonTokenType.String } arn when arn.Text("permissionsBoundary").StartsWith("arn:", StringComparison.Ordinal) =>
            Named(arn, PolicyKind.Boundary, "permissions boundary", owner),
        var document => new AttachedPolicy(PolicyKind.Boundary, $"permissions boundary of {owner}", Identity(document)),
    };

    private AttachedPolicy Named(FileNode node, PolicyKind kind, string what, string owner)
    {
        var arn = node.Text("the ARN of a managed policy");
        var policy = Own.Concat(BuiltInPolicies.All).FirstOrDefault(policy => policy.Arn == arn) ?? throw node.Error(
            $"there is no managed policy {arn}. Describe it under policies of account {_account}, or name one of {string.Join(", ", BuiltInPolicies.All.Select(policy => policy.Arn))}.");
        return new AttachedPolicy(kind, $"{what} {arn} of {owner}", policy.Text);
    }

    private ManagedPolicy Managed(FileNode node)
    {
        node.Members("a managed policy", "name", "document");
        return new($"arn:aws:iam::{_account}:policy/{Names.Of(node, "a managed policy", LongestPolicyName)}", Identity(DocumentOf(node)));
    }

    private static FileNode DocumentOf(FileNode policy) => policy.Find("document") ?? throw policy.Error("a policy needs a document.");

    private static PolicyText Of(FileNode node, Func<string, PolicyDocument> parse)
    {
        var text = node.Kind == JsonTokenType.StartObject ? node.Compact() : node.Text("a policy, if it is no object,");
        try
        {
            return new PolicyText(text, parse(text));
        }
        catch (PolicySyntaxException syntax)
        {
            throw new FileException(node.File, node.Line, $"the policy cannot be used: {syntax.Message}", syntax);
        }
    }
}
