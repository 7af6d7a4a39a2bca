using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests;

/// <summary>Parameter Store's calls for tests: the answer comes back whatever it is.</summary>
internal sealed class SsmClient(SigningClient client)
{
    public SsmClient As(string? accessKey = null, string? region = null) => new(client.As(accessKey, region));

    /// <summary>A body as it stands.</summary>
    public Task<WireAnswer> Call(string operation, string body) => client.Send("ssm", body, ("X-Amz-Target", $"AmazonSSM.{operation}"));

    public Task<WireAnswer> Call(string operation, JsonObject members) => Call(operation, members.ToJsonString());

    /// <summary>Makes a parameter, or changes one with <c>"Overwrite":true</c> among the other members.</summary>
    public Task<WireAnswer> Put(string name, string value, string? type = "String", string? more = null)
    {
        var body = new JsonObject { ["Name"] = name, ["Value"] = value };
        if (type is not null)
        {
            body["Type"] = type;
        }

        foreach (var (member, node) in more is null ? [] : JsonNode.Parse($"{{{more}}}")!.AsObject())
        {
            body[member] = node?.DeepClone();
        }

        return Call("PutParameter", body);
    }

    /// <summary>A new version.</summary>
    public async Task Overwrite(string name, string value) => (await Put(name, value, null, "\"Overwrite\":true")).Status.ShouldBe(200);

    public Task<WireAnswer> Get(string name, bool? withDecryption = null) => Call(
        "GetParameter", withDecryption is null ? new() { ["Name"] = name } : new JsonObject { ["Name"] = name, ["WithDecryption"] = withDecryption });

    /// <summary>The value of a parameter, in clear.</summary>
    public async Task<string> Value(string name)
    {
        var answer = await Get(name, withDecryption: true);
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json.GetProperty("Parameter").GetProperty("Value").GetString()!;
    }

    public Task<WireAnswer> Label(string name, long version, params string[] labels) => Call(
        "LabelParameterVersion",
        new JsonObject { ["Name"] = name, ["ParameterVersion"] = version, ["Labels"] = new JsonArray([.. labels.Select(label => JsonValue.Create(label))]) });

    /// <summary>All versions with their labels: <c>1 2[blue,green] 3</c>.</summary>
    public async Task<string> History(string name) => string.Join(' ', (await Call("GetParameterHistory", new JsonObject { ["Name"] = name }))
        .Json.GetProperty("Parameters").EnumerateArray().Select(version =>
        {
            var labels = version.GetProperty("Labels").EnumerateArray().Select(label => label.GetString()).ToList();
            return version.GetProperty("Version").GetInt64() + (labels.Count == 0 ? "" : $"[{string.Join(',', labels)}]");
        }));

    /// <summary>The names in an answer.</summary>
    public static IEnumerable<string> Names(WireAnswer answer) =>
        answer.Json.GetProperty("Parameters").EnumerateArray().Select(parameter => parameter.GetProperty("Name").GetString()!);
}

/// <summary>How Parameter Store's errors look: most spell the message with a small letter.</summary>
internal static class SsmAnswers
{
    public const string InvalidName =
        "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_";

    public static void ShouldBeSsmError(this WireAnswer answer, string type, string sentence) => answer.ShouldBeError(type, sentence, messageKey: "message");
}
