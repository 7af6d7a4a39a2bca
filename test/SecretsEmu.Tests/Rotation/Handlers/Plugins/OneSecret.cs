using System.Text.Json.Nodes;
using SecretsEmu.Rotation.Handlers;

namespace SecretsEmu.Tests.Rotation.Handlers.Plugins;

/// <summary>Secrets Manager with one secret, called db, as far as a plugin's context asks it for things.</summary>
internal sealed class OneSecret : ISecretsCalls
{
    private readonly Lock _gate = new();

    /// <summary>The values by version.</summary>
    public Dictionary<string, JsonObject> Values { get; } = new() { ["version-0"] = new() { ["SecretString"] = "one" } };

    /// <summary>The version of each label.</summary>
    public SortedDictionary<string, string> Labels { get; } = new(StringComparer.Ordinal) { ["AWSCURRENT"] = "version-0", ["AWSPENDING"] = "token-1" };

    /// <summary>What was asked for, as it came.</summary>
    public List<string> Asked { get; } = [];

    public Task<JsonObject> Call(string operation, JsonObject request)
    {
        lock (_gate)
        {
            Asked.Add($"{operation} {request.ToJsonString()}");
            return Task.FromResult(operation switch
            {
                "GetSecretValue" => ValueOf(request),
                "PutSecretValue" => Put(request),
                "DescribeSecret" => Describe(),
                "UpdateSecretVersionStage" => Move(request),
                "GetRandomPassword" => new() { ["RandomPassword"] = "a-password" },
                _ => throw new CallRefusedException("InvalidAction", $"The action {operation} is not valid."),
            });
        }
    }

    private JsonObject ValueOf(JsonObject request)
    {
        if (((string)request["SecretId"]!) is "closed")
        {
            throw new CallRefusedException("AccessDeniedException", "Not yours.");
        }

        return Labels.TryGetValue((string)request["VersionStage"]!, out var version)
            && ((string?)request["VersionId"] ?? version) == version
            && Values.TryGetValue(version, out var value)
                ? value.DeepClone().AsObject()
                : throw new CallRefusedException("ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label.");
    }

    private JsonObject Put(JsonObject request)
    {
        Values.Add((string)request["ClientRequestToken"]!, request["SecretString"] is { } text
            ? new() { ["SecretString"] = text.DeepClone() }
            : new() { ["SecretBinary"] = request["SecretBinary"]!.DeepClone() });
        return [];
    }

    private JsonObject Describe() => new()
    {
        ["VersionIdsToStages"] = new JsonObject(Labels.GroupBy(label => label.Value, label => label.Key)
            .Select(version => KeyValuePair.Create(version.Key, (JsonNode?)new JsonArray([.. version.Select(label => (JsonNode)label)])))),
    };

    private JsonObject Move(JsonObject request)
    {
        Labels[(string)request["VersionStage"]!] = (string)request["MoveToVersionId"]!;
        return [];
    }
}
