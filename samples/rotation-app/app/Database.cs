using System.Text.Json.Nodes;

namespace RotationApp;

/// <summary>Stands for the database: the JSON file of users and passwords that ../rotation-plugin writes.</summary>
public sealed class Database(string path)
{
    /// <summary>Whether it lets the user in.</summary>
    public bool LogIn(Login login)
    {
        ArgumentNullException.ThrowIfNull(login);
        // Shared in every way, so that the file can be replaced meanwhile.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return (string?)JsonNode.Parse(file)![login.Username] == login.Password;
    }
}
