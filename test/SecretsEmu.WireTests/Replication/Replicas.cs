using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests.Replication;

/// <summary>Replication in the words of its tests.</summary>
internal static class Replicas
{
    public const string OnReplica = "Operation not permitted on a replica secret. Call must be made in primary secret's region.";

    /// <summary>The member AddReplicaRegions.</summary>
    public static JsonArray To(params string[] regions) => [.. regions.Select(region => new JsonObject { ["Region"] = region })];

    public static Task<WireAnswer> Replicate(this SecretsClient secrets, string id, params string[] regions) =>
        secrets.Call("ReplicateSecretToRegions", new JsonObject { ["SecretId"] = id, ["AddReplicaRegions"] = To(regions) });

    public static Task<WireAnswer> RemoveRegions(this SecretsClient secrets, string id, params string[] regions) => secrets.Call(
        "RemoveRegionsFromReplication",
        new JsonObject { ["SecretId"] = id, ["RemoveReplicaRegions"] = new JsonArray([.. regions.Select(region => JsonValue.Create(region))]) });

    public static Task<WireAnswer> Promote(this SecretsClient secrets, string id) => secrets.Call("StopReplicationToReplica", new JsonObject { ["SecretId"] = id });

    /// <summary>A secret in us-east-1 with a replica in each region, in step; its ARN.</summary>
    public static async Task<string> CreateReplicated(this Emulator emulator, string name, params string[] regions)
    {
        var created = await emulator.Secrets.Create(name, "one", more: new JsonObject { ["AddReplicaRegions"] = To(regions) });
        created.Status.ShouldBe(200, created.Body);
        await emulator.Replicated();
        return created.Text("ARN");
    }

    /// <summary>What is due of replication has run.</summary>
    public static Task Replicated(this Emulator emulator) => emulator.Server.Clock.AdvanceAsync(TimeSpan.Zero);

    /// <summary>The status of each region: <c>eu-west-1 InSync Replication succeeded</c>.</summary>
    public static async Task<IReadOnlyList<string>> Status(this SecretsClient secrets, string id) => StatusIn(await secrets.Describe(id));

    public static IReadOnlyList<string> StatusIn(WireAnswer answer) => !answer.Has("ReplicationStatus") ? [] :
    [
        .. answer.Json.GetProperty("ReplicationStatus").EnumerateArray().Select(one =>
            $"{one.GetProperty("Region")} {one.GetProperty("Status")}{(one.TryGetProperty("StatusMessage", out var message) ? $" {message}" : "")}"),
    ];
}
