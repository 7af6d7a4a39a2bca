namespace SecretsEmu.Principals;

/// <summary>The ARNs of users, roles and sessions, made and taken apart.</summary>
/// <param name="Partition"><c>aws</c>, <c>aws-cn</c> or another.</param>
/// <param name="Service"><c>iam</c> or <c>sts</c>.</param>
/// <param name="Account">Twelve digits.</param>
/// <param name="Kind">What stands before the first slash: <c>user</c>, <c>role</c>, <c>assumed-role</c>, <c>federated-user</c>, or <c>root</c>.</param>
/// <param name="Rest">What stands behind it: path and name, or role and session; empty for a root.</param>
internal sealed record PrincipalArn(string Partition, string Service, string Account, string Kind, string Rest)
{
    /// <summary>The last part of a path: the name of a user or role.</summary>
    public string Name => Rest[(Rest.LastIndexOf('/') + 1)..];

    public static string OfUser(string account, string path, string name) => $"arn:aws:iam::{account}:user{path}{name}";

    public static string OfRole(string account, string path, string name) => $"arn:aws:iam::{account}:role{path}{name}";

    /// <summary>A session of a role: without the role's path.</summary>
    public string OfSession(string sessionName) => $"arn:{Partition}:sts::{Account}:assumed-role/{Name}/{sessionName}";

    public static string OfFederatedUser(string account, string name) => $"arn:aws:sts::{account}:federated-user/{name}";

    /// <summary>Null for what is no ARN of IAM or STS with an account.</summary>
    public static PrincipalArn? Parse(string text)
    {
        if (text.Split(':', 6) is not ["arn", { Length: > 0 } partition, ("iam" or "sts") and var service, "", var account, { Length: > 0 } resource]
            || !Callers.IsAccount(account))
        {
            return null;
        }

        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new(partition, service, account, resource, "")
            : new(partition, service, account, resource[..slash], resource[(slash + 1)..]);
    }

    /// <summary>The role that an ARN names, path included; null for any other ARN.</summary>
    public static PrincipalArn? ParseRole(string text) =>
        Parse(text) is { Service: "iam", Kind: "role", Name.Length: > 0 } role ? role : null;
}
