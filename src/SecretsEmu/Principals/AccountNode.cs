using System.Collections.Immutable;
using SecretsEmu.Access;
using SecretsEmu.Files;

namespace SecretsEmu.Principals;

/// <summary>An account of a principals file, with its users and roles.</summary>
internal sealed class AccountNode
{
    private const string What = "an account";
    private const int LongestName = 64;
    private const int ShortestKeyId = 16;
    private const int LongestKeyId = 128;

    private readonly PolicyNodes _policies;
    private readonly List<(FileNode Node, string Name, ImmutableArray<AttachedPolicy> Policies)> _groups;
    private readonly string _id;

    public AccountNode(FileNode node)
    {
        Node = node;
        node.Members(What, "id", "alias", "organizationId", "scps", "policies", "groups", "users", "roles");
        _id = Names.Required(node, What, "id");
        Require(Callers.IsAccount(_id), node.Find("id"), "the id of an account is twelve digits, as a text.");
        _policies = new PolicyNodes(_id, Items(node, "policies"));
        _groups = [.. Items(node, "groups").Select(GroupOf)];
        Names.RequireUnique(_groups, group => group.Name, group => group.Node, name => $"the group {name} stands twice in account {_id}.");

        var users = Items(node, "users").Select(user => (Node: user, User: UserOf(user))).ToList();
        Names.RequireUnique(users, user => user.User.Name, user => user.Node, name => $"the user {name} stands twice in account {_id}.");
        var roles = Items(node, "roles").Select(role => (Node: role, Role: RoleOf(role))).ToList();
        Names.RequireUnique(roles, role => role.Role.Name, role => role.Node, name => $"the role {name} stands twice in account {_id}.");

        Account = new DescribedAccount
        {
            Account = _id,
            Alias = node.Find("alias")?.Text("alias"),
            OrganizationId = OrganizationOf(node),
            ServiceControlPolicies =
            [
                .. Items(node, "scps").Select((scp, i) =>
                    new AttachedPolicy(PolicyKind.ServiceControl, $"service control policy {i + 1} of account {_id}", PolicyNodes.Identity(scp))),
            ],
            ManagedPolicies = _policies.Own,
        };
        Users = [.. users.Select(user => user.User)];
        Roles = [.. roles.Select(role => role.Role)];
        AccessKeys = [.. users.SelectMany(user => KeysOf(user.Node, user.User))];
    }

    public FileNode Node { get; }

    public DescribedAccount Account { get; }

    public ImmutableArray<DescribedUser> Users { get; }

    public ImmutableArray<DescribedRole> Roles { get; }

    public ImmutableArray<(FileNode Node, AccessKey Key)> AccessKeys { get; }

    private static IReadOnlyList<FileNode> Items(FileNode node, string name) => node.Find(name)?.Items(name) ?? [];

    private static string? OrganizationOf(FileNode node)
    {
        var id = node.Find("organizationId")?.Text("organizationId");
        Require(id is null || id.StartsWith("o-", StringComparison.Ordinal), node.Find("organizationId"), "an organizationId begins with o-.");
        return id;
    }

    private (FileNode Node, string Name, ImmutableArray<AttachedPolicy> Policies) GroupOf(FileNode node)
    {
        node.Members("a group", "name", "policies", "managedPolicies");
        var name = Names.Of(node, "a group", LongestName);
        return (node, name, _policies.Of(node, $"group {name}"));
    }

    private DescribedUser UserOf(FileNode node)
    {
        node.Members(
            "a user", "name", "path", "accessKeyId", "secretAccessKey", "accessKeys", "tags", "policies", "managedPolicies", "permissionsBoundary", "groups");
        var name = Names.Of(node, "a user", LongestName);
        return new DescribedUser
        {
            Account = _id,
            Name = name,
            Arn = PrincipalArn.OfUser(_id, Names.PathOf(node), name),
            IdentityPolicies = [.. _policies.Of(node, $"user {name}"), .. Items(node, "groups").SelectMany(group => PoliciesOfGroup(group))],
            Boundary = _policies.Boundary(node, $"user {name}"),
            Tags = TagNodes.Of(node),
        };
    }

    private ImmutableArray<AttachedPolicy> PoliciesOfGroup(FileNode node)
    {
        var name = node.Text("the name of a group");
        return _groups.Find(group => group.Name == name) is { Node: not null } found
            ? found.Policies
            : throw node.Error($"account {_id} has no group {name}.");
    }

    private DescribedRole RoleOf(FileNode node)
    {
        node.Members("a role", "name", "path", "trust", "policies", "managedPolicies", "permissionsBoundary", "maxSessionDuration", "tags");
        var name = Names.Of(node, "a role", LongestName);
        return new DescribedRole
        {
            Account = _id,
            Name = name,
            Arn = PrincipalArn.OfRole(_id, Names.PathOf(node), name),
            Trust = PolicyNodes.Trust(node.Find("trust") ?? throw node.Error("a role needs trust: the policy that says who may assume it.")),
            IdentityPolicies = _policies.Of(node, $"role {name}"),
            Boundary = _policies.Boundary(node, $"role {name}"),
            MaxSessionDurationSeconds = MaxSessionOf(node),
            Tags = TagNodes.Of(node),
        };
    }

    private static int MaxSessionOf(FileNode node)
    {
        var seconds = node.Find("maxSessionDuration")?.Number("maxSessionDuration") ?? DescribedRole.DefaultMaxSessionDuration;
        Require(
            seconds is >= DescribedRole.DefaultMaxSessionDuration and <= DescribedRole.LongestMaxSessionDuration,
            node.Find("maxSessionDuration"),
            $"maxSessionDuration is {DescribedRole.DefaultMaxSessionDuration} to {DescribedRole.LongestMaxSessionDuration} seconds.");
        return seconds;
    }

    private static IEnumerable<(FileNode Node, AccessKey Key)> KeysOf(FileNode node, DescribedUser user)
    {
        if (node.Find("accessKeyId") is not null || node.Find("secretAccessKey") is not null)
        {
            yield return (node, KeyOf(node, "a user with one of accessKeyId and secretAccessKey", user));
        }

        foreach (var key in Items(node, "accessKeys"))
        {
            key.Members("an access key", "accessKeyId", "secretAccessKey");
            yield return (key, KeyOf(key, "an access key", user));
        }
    }

    private static AccessKey KeyOf(FileNode node, string what, DescribedUser user)
    {
        var (id, secret) = (Names.Required(node, what, "accessKeyId"), Names.Required(node, what, "secretAccessKey"));
        Require(
            id.Length is >= ShortestKeyId and <= LongestKeyId && id.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'),
            node.Find("accessKeyId"),
            $"an accessKeyId has {ShortestKeyId} to {LongestKeyId} letters, digits and underscores.");
        Require(secret.Length > 0, node.Find("secretAccessKey"), "a secretAccessKey is not empty.");
        return new AccessKey(id, new SecretText(secret), user.Account, user.Name);
    }

    private static void Require(bool holds, FileNode? node, string reason)
    {
        if (!holds)
        {
            throw node!.Error(reason);
        }
    }
}
