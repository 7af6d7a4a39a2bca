using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Kms;

/// <summary>What the tests of keys ask again and again.</summary>
internal static class KeyCalls
{
    public const string MissingId = "12345678-1234-1234-1234-123456789012";
    public const string MissingArn = $"arn:aws:kms:us-east-1:000000000000:key/{MissingId}";

    public static string ArnOf(string keyId) => $"arn:aws:kms:us-east-1:000000000000:key/{keyId}";

    /// <summary>The KeyMetadata of a key.</summary>
    public static async Task<JsonElement> Metadata(this KmsClient kms, string keyId)
    {
        var answer = await kms.Call("DescribeKey", ("KeyId", keyId));
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json.GetProperty("KeyMetadata");
    }

    public static async Task<string> State(this KmsClient kms, string keyId) => (await kms.Metadata(keyId)).GetProperty("KeyState").GetString()!;

    /// <summary>An operation that has no output: 200 and nothing in the body.</summary>
    public static async Task Do(this KmsClient kms, string operation, params (string Name, object? Value)[] members)
    {
        var answer = await kms.Call(operation, members);
        (answer.Status, answer.Body).ShouldBe((200, ""), $"{operation}: {answer.Body}");
    }

    public static JsonArray Tags(params (string Key, string Value)[] tags) =>
        [.. tags.Select(tag => new JsonObject { ["TagKey"] = tag.Key, ["TagValue"] = tag.Value })];

    /// <summary>A list of the answer, each entry as text.</summary>
    public static IEnumerable<string> Texts(this WireAnswer answer, string list, string member) =>
        answer.Json.GetProperty(list).EnumerateArray().Select(entry => entry.GetProperty(member).GetString()!);
}
