using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests;

/// <summary>KMS's calls for tests: the answer comes back whatever it is.</summary>
internal sealed class KmsClient(SigningClient client)
{
    public KmsClient As(string? accessKey = null, string? region = null) => new(client.As(accessKey, region));

    /// <summary>Any operation; null members are left out, bytes become base64.</summary>
    public Task<WireAnswer> Call(string operation, params (string Name, object? Value)[] members) => Call(operation, Body(members));

    public Task<WireAnswer> Call(string operation, JsonObject body) => Send(operation, body.ToJsonString());

    /// <summary>A body as it stands.</summary>
    public Task<WireAnswer> Send(string operation, string body) => client.Send("kms", body, ("X-Amz-Target", $"TrentService.{operation}"));

    /// <summary>A new key, symmetric unless the members say otherwise.</summary>
    /// <returns>Its bare id.</returns>
    public async Task<string> CreateKey(params (string Name, object? Value)[] members)
    {
        var answer = await Call("CreateKey", members);
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json.GetProperty("KeyMetadata").GetProperty("KeyId").GetString()!;
    }

    /// <summary>A key of a spec and usage.</summary>
    public Task<string> CreateKey(string spec, string? usage = null) => CreateKey(("KeySpec", spec), ("KeyUsage", usage));

    private static JsonObject Body((string Name, object? Value)[] members)
    {
        var body = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                body[name] = Node(value);
            }
        }

        return body;
    }

    private static JsonNode Node(object value) => value switch
    {
        JsonNode node => node.DeepClone(),
        byte[] bytes => Convert.ToBase64String(bytes),
        string text => text,
        bool flag => flag,
        int number => number,
        _ => throw new ArgumentException($"{value.GetType()} is no member.", nameof(value)),
    };
}

/// <summary>How KMS's errors look: most spell the message with a small letter, some have none (kms-iam-sts.md 2.2).</summary>
internal static class KmsAnswers
{
    public static void ShouldBeKmsError(this WireAnswer answer, string type, string sentence) => answer.ShouldBeError(type, sentence, messageKey: "message");

    /// <summary>Only the type, without a message.</summary>
    public static void ShouldBeBareError(this WireAnswer answer, string type)
    {
        answer.Body.ShouldBe($"{{\"__type\":\"{type}\"}}");
        answer.Status.ShouldBe(400);
    }

    /// <summary>A blob of the answer.</summary>
    public static byte[] Bytes(this WireAnswer answer, string member) => answer.Json.GetProperty(member).GetBytesFromBase64();

    /// <summary>The names of the members, in the order of the answer.</summary>
    public static IEnumerable<string> Members(this WireAnswer answer) => answer.Json.EnumerateObject().Select(member => member.Name);
}
