using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecretsEmu.Tool.Server;

namespace SecretsEmu.Tool.Shell;

/// <summary>A variable that takes its value from a secret, or from one key of a secret that is a JSON object.</summary>
internal sealed record SecretVariable(string Variable, string SecretId, string? Key)
{
    // arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME
    private const int ColonsInArn = 6;

    /// <summary>Reads <c>DB_PASSWORD=prod/db:password</c>; the secret may be an ARN.</summary>
    /// <exception cref="ToolException">It is not of that form.</exception>
    public static SecretVariable Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var secret = text[(equals + 1)..];
        var colon = secret.IndexOf(':', StringComparison.Ordinal);
        for (var passed = 0; secret.StartsWith("arn:", StringComparison.Ordinal) && passed < ColonsInArn && colon >= 0; passed++)
        {
            colon = secret.IndexOf(':', colon + 1);
        }

        var (id, key) = colon < 0 ? (secret, null) : (secret[..colon], secret[(colon + 1)..]);
        return equals > 0 && id.Length > 0 && key is not ""
            ? new SecretVariable(text[..equals], id, key)
            : throw ToolException.Usage($"--secret takes VARIABLE=SECRET or VARIABLE=SECRET:JSON-KEY, not '{text}'.");
    }

    /// <summary>The value, by the same GetSecretValue that any client calls.</summary>
    /// <exception cref="ToolException">There is no such secret, value or key.</exception>
    public async Task<string> Fetch(ServerClient server, string region, string? account, DateTimeOffset now)
    {
        var asked = Encoding.UTF8.GetBytes(new JsonObject { [nameof(SecretId)] = SecretId }.ToJsonString());
        using var request = SecretsRequest.Create(new Uri(server.Url), "GetSecretValue", asked, ClientVariables.AccessKeyIdOf(account), region, now);
        var (status, body) = await server.Send(request);
        using var answer = JsonDocument.Parse(body);
        if (status != HttpStatusCode.OK)
        {
            var said = answer.RootElement.TryGetProperty("Message", out var message) || answer.RootElement.TryGetProperty("message", out message)
                ? message.GetString()
                : null;
            throw ToolException.Usage($"--secret {Variable}: the secret {SecretId} cannot be read in {region}. {said}");
        }

        var text = answer.RootElement.TryGetProperty("SecretString", out var value)
            ? value.GetString()!
            : throw ToolException.Usage($"--secret {Variable}: the secret {SecretId} is binary, which no variable can hold.");
        text = Key is null ? text : AtKey(text, Key);
        return !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw ToolException.Usage($"--secret {Variable}: the secret {SecretId} holds a NUL, which no variable can.");
    }

    private string AtKey(string text, string key)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return !json.RootElement.TryGetProperty(key, out var member) ? throw ToolException.Usage($"--secret {Variable}: the secret {SecretId} has no key '{key}'.")
                    : member.ValueKind == JsonValueKind.String ? member.GetString()!
                    : member.GetRawText();
            }
        }
        catch (JsonException)
        {
            // The same sentence as for other JSON; what the text is does not belong on the console.
        }

        throw ToolException.Usage($"--secret {Variable}: the secret {SecretId} is not a JSON object, so it has no key '{key}'.");
    }
}
