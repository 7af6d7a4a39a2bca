using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretsEmu.Agent;

/// <summary>From a service's answer to the bytes that an app gets (integrations.md 6.1, 6.2).</summary>
internal static class AgentBody
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An answer of GetSecretValue.</summary>
    public static AgentReply Secret(JsonObject answer, AgentMode mode) => Reply(mode == AgentMode.Extension ? ExtensionSecret(answer) : AgentSecret(answer));

    /// <summary>An answer of GetParameter. Inferred: members and their order, absent ones as null, as a Go program writes its SDK's types.</summary>
    public static AgentReply Parameter(JsonObject answer)
    {
        var parameter = answer["Parameter"]!.AsObject();
        return Reply(new JsonObject
        {
            ["Parameter"] = new JsonObject
            {
                ["ARN"] = Copy(parameter, "ARN"),
                ["DataType"] = Copy(parameter, "DataType"),
                ["LastModifiedDate"] = IsoText(parameter["LastModifiedDate"]!),
                ["Name"] = Copy(parameter, "Name"),
                ["Selector"] = Copy(parameter, "Selector"),
                ["SourceResult"] = Copy(parameter, "SourceResult"),
                ["Type"] = Copy(parameter, "Type"),
                ["Value"] = Copy(parameter, "Value"),
                ["Version"] = Copy(parameter, "Version"),
            },
            ["ResultMetadata"] = new JsonObject(),
        });
    }

    private static JsonObject AgentSecret(JsonObject answer)
    {
        var secret = new JsonObject();
        foreach (var member in (string[])["ARN", "Name", "VersionId", "SecretString", "SecretBinary", "VersionStages"])
        {
            if (answer.ContainsKey(member))
            {
                secret[member] = Copy(answer, member);
            }
        }

        secret["CreatedDate"] = SecondsText(answer["CreatedDate"]!);
        return secret;
    }

    // Inferred: as Parameter.
    private static JsonObject ExtensionSecret(JsonObject answer) => new()
    {
        ["ARN"] = Copy(answer, "ARN"),
        ["CreatedDate"] = IsoText(answer["CreatedDate"]!),
        ["Name"] = Copy(answer, "Name"),
        ["SecretBinary"] = Copy(answer, "SecretBinary"),
        ["SecretString"] = Copy(answer, "SecretString"),
        ["VersionId"] = Copy(answer, "VersionId"),
        ["VersionStages"] = Copy(answer, "VersionStages"),
        ["ResultMetadata"] = new JsonObject(),
    };

    private static JsonNode? Copy(JsonObject from, string member) => from[member]?.DeepClone();

    // Inferred: a whole second has no fraction.
    private static string SecondsText(JsonNode seconds) => (Milliseconds(seconds) / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static string IsoText(JsonNode seconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds(seconds)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static long Milliseconds(JsonNode seconds) => (long)Math.Round(seconds.GetValue<double>() * 1000);

    private static AgentReply Reply(JsonObject body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Form))
        {
            body.WriteTo(writer);
        }

        return new(200, stream.ToArray());
    }
}
