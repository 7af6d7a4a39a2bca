using System.Text.Json.Nodes;

namespace RotateDb;

/// <summary>Stands for a database: a JSON file of users and their passwords. Your plugin has the client of a real one here.</summary>
internal sealed class Database(string path)
{
    private readonly string _path = Path.GetFullPath(path);

    /// <exception cref="UnauthorizedAccessException">There is no such user, or the password is wrong.</exception>
    public void LogIn(string user, string password)
    {
        if ((string?)Read()[user] != password)
        {
            throw new UnauthorizedAccessException($"The database refused the login of {user}.");
        }
    }

    /// <summary>Sets the password of a user, who is made when missing, as the file is.</summary>
    public void SetPassword(string user, string password)
    {
        var users = Read();
        users[user] = password;
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        // Moved into place as a whole: nobody who logs in meanwhile reads half a file.
        File.WriteAllText(_path + ".new", users.ToJsonString());
        File.Move(_path + ".new", _path, overwrite: true);
    }

    private JsonObject Read() => File.Exists(_path) ? JsonNode.Parse(File.ReadAllText(_path))!.AsObject() : [];
}
