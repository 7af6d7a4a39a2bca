using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace SecretsEmu.WireTests;

/// <summary>
/// Secrets Manager's calls for tests that are about something else: a token is filled in as the SDKs do, and the answer
/// comes back whatever it is. Tests of the wire itself use <see cref="SigningClient"/>.
/// </summary>
internal sealed class SecretsClient(SigningClient client, StrongBox<int>? tokens = null)
{
    private readonly StrongBox<int> _tokens = tokens ?? new();

    /// <summary>The same for another caller or region; the two never send the same token.</summary>
    public SecretsClient As(string? accessKey = null, string? region = null) => new(client.As(accessKey, region), _tokens);

    /// <summary>The next token that a call without one sends: 32 digits that count up.</summary>
    public string NextToken() => Interlocked.Increment(ref _tokens.Value).ToString("D32", null);

    public Task<WireAnswer> Create(string name, string? value = null, string? token = null, JsonObject? more = null) =>
        Call("CreateSecret", new JsonObject { ["Name"] = name, ["SecretString"] = value, ["ClientRequestToken"] = token ?? NextToken() }, more);

    public Task<WireAnswer> PutValue(string id, string value, string[]? stages = null, string? token = null, JsonObject? more = null) =>
        Call(
            "PutSecretValue",
            new JsonObject
            {
                ["SecretId"] = id, ["SecretString"] = value, ["ClientRequestToken"] = token ?? NextToken(),
                ["VersionStages"] = stages is null ? null : new JsonArray([.. stages.Select(stage => JsonValue.Create(stage))]),
            },
            more);

    public Task<WireAnswer> Update(string id, JsonObject? more = null, string? token = null) =>
        Call("UpdateSecret", new JsonObject { ["SecretId"] = id, ["ClientRequestToken"] = token ?? NextToken() }, more);

    public Task<WireAnswer> GetValue(string id, string? versionId = null, string? stage = null) =>
        Call("GetSecretValue", new JsonObject { ["SecretId"] = id, ["VersionId"] = versionId, ["VersionStage"] = stage });

    /// <summary>A version id for tests that follow labels: <c>v1</c>, filled up to the shortest length.</summary>
    public static string Version(int number) => $"v{number}-".PadRight(32, '0');

    /// <summary>All versions with their labels, as the reference writes them: <c>v1 [AWSPREVIOUS] v2 [AWSCURRENT,AWSPENDING] v3 deprecated</c>.</summary>
    public async Task<string> Labels(string id)
    {
        var answer = await Call("ListSecretVersionIds", new JsonObject { ["SecretId"] = id, ["IncludeDeprecated"] = true });
        return string.Join(' ', answer.Json.GetProperty("Versions").EnumerateArray().Select(version =>
            version.GetProperty("VersionId").GetString()!.Split('-')[0] + (version.TryGetProperty("VersionStages", out var stages)
                ? $" [{string.Join(',', stages.EnumerateArray().Select(stage => stage.GetString()))}]"
                : " deprecated")));
    }

    public Task<WireAnswer> MoveStage(string id, string stage, int? from = null, int? to = null) =>
        Call(
            "UpdateSecretVersionStage",
            new JsonObject
            {
                ["SecretId"] = id, ["VersionStage"] = stage,
                ["RemoveFromVersionId"] = from is { } left ? Version(left) : null,
                ["MoveToVersionId"] = to is { } right ? Version(right) : null,
            });

    public Task<WireAnswer> Describe(string id) => Call("DescribeSecret", new JsonObject { ["SecretId"] = id });

    public Task<WireAnswer> Delete(string id, JsonObject? more = null) => Call("DeleteSecret", new JsonObject { ["SecretId"] = id }, more);

    public Task<WireAnswer> Restore(string id) => Call("RestoreSecret", new JsonObject { ["SecretId"] = id });

    /// <summary>Attaches a policy that allows an account everything on the secret.</summary>
    public Task<WireAnswer> LetIn(string id, string account) => PutPolicy(
        id, $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"{{{account}}}"},"Action":"secretsmanager:*","Resource":"*"}}""");

    public Task<WireAnswer> PutPolicy(string id, string policy) =>
        Call("PutResourcePolicy", new JsonObject { ["SecretId"] = id, ["ResourcePolicy"] = policy });

    /// <summary>Any operation; members of <paramref name="more"/> win, and null members are left out.</summary>
    public Task<WireAnswer> Call(string operation, JsonObject members, JsonObject? more = null)
    {
        var body = new JsonObject();
        foreach (var (name, value) in members.Concat(more ?? []))
        {
            body.Remove(name);
            if (value is not null)
            {
                body[name] = value.DeepClone();
            }
        }

        return client.Call(operation, body.ToJsonString());
    }
}
