using System.Text.Json;
using System.Text.Json.Nodes;

namespace RotationFunctions;

/// <summary>The value of a database secret, with the members of AWS's templates; what this function does not know stays as it is.</summary>
public sealed class Login(JsonObject members)
{
    public string Username => Text("username") ?? throw new KeyNotFoundException("username key is missing from secret JSON");

    public string Password => Text("password") ?? throw new KeyNotFoundException("password key is missing from secret JSON");

    public string? MasterArn => Text("masterarn");

    public static Login Parse(string value) => new(JsonNode.Parse(value)!.AsObject());

    public Login With(string username, string password)
    {
        var copy = members.DeepClone().AsObject();
        copy["username"] = username;
        copy["password"] = password;
        return new(copy);
    }

    public string ToJson() => members.ToJsonString();

    public override string ToString() => "***";

    private string? Text(string name) => members[name] is { } value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
