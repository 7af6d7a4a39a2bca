using System.Text.Json.Nodes;

namespace RotateOrders;

/// <summary>Stands for a database: a JSON file of users and their passwords. Your function has the client of a real one here.</summary>
public sealed class Database(string path)
{
    public static Database OfEnvironment() =>
        new(Environment.GetEnvironmentVariable("DATABASE_FILE") ?? throw new InvalidOperationException("DATABASE_FILE is not set."));

    public bool CanLogIn(string user, string password) => (string?)Read()[user] == password;

    /// <summary>As <c>ALTER USER</c> by the user himself.</summary>
    /// <exception cref="UnauthorizedAccessException">The user cannot log in with the old password.</exception>
    public void ChangePassword(string user, string old, string @new)
    {
        if (!CanLogIn(user, old))
        {
            throw new UnauthorizedAccessException($"The database refused the login of {user}.");
        }

        var users = Read();
        users[user] = @new;
        // Moved into place as a whole: nobody who logs in meanwhile reads half a file.
        File.WriteAllText(path + ".new", users.ToJsonString());
        File.Move(path + ".new", path, overwrite: true);
    }

    private JsonObject Read() => JsonNode.Parse(File.ReadAllText(path))!.AsObject();
}
