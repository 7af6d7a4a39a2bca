using SecretsEmu.Files;

namespace SecretsEmu.Principals;

/// <summary>Reads principals files: JSON with comments, in the form that the README beside this file shows. IAM's own limits hold.</summary>
internal static class PrincipalsFile
{
    /// <exception cref="FileException">The file cannot be read, or is malformed.</exception>
    public static PrincipalsDocument Read(string path) => Parse(path, FileText.Read(path, "principals file"));

    /// <exception cref="FileException">One thing in it is malformed: then nothing of it counts.</exception>
    public static PrincipalsDocument Parse(string file, string text)
    {
        var root = FileNode.Parse(file, text);
        root.Members("a principals file", "$schema", "accounts");
        var nodes = root.Find("accounts")?.Items("accounts") ?? [];
        var accounts = nodes.Select(node => new AccountNode(node)).ToList();
        Names.RequireUnique(accounts, account => account.Account.Account, account => account.Node, id => $"the account {id} stands here twice.");
        var keys = accounts.SelectMany(account => account.AccessKeys).ToList();
        Names.RequireUnique(keys, key => key.Key.AccessKeyId, key => key.Node, id => $"the access key {id} stands here twice.");
        return new PrincipalsDocument(
            [.. accounts.Select(account => account.Account)],
            [.. accounts.SelectMany(account => account.Users)],
            [.. accounts.SelectMany(account => account.Roles)],
            [.. keys.Select(key => key.Key)]);
    }
}
