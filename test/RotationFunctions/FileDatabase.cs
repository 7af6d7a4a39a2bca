using System.Text.Json.Nodes;

namespace RotationFunctions;

/// <summary>The database whose users rotate: a JSON file of user and password, named by the variable <c>DATABASE_FILE</c>.</summary>
public sealed class FileDatabase
{
    private readonly string path = Environment.GetEnvironmentVariable("DATABASE_FILE")
        ?? throw new InvalidOperationException("DATABASE_FILE is not set.");

    /// <summary>Whether the user may log in with the password.</summary>
    public bool CanLogIn(string username, string password) => Read()[username]?.GetValue<string>() == password;

    public bool Has(string username) => Read().ContainsKey(username);

    /// <summary>Sets the password of a user, who is made if there is none.</summary>
    public void SetPassword(string username, string password)
    {
        var users = Read();
        users[username] = password;
        File.WriteAllText(path, users.ToJsonString());
    }

    private JsonObject Read() => JsonNode.Parse(File.ReadAllText(path))!.AsObject();
}
