using System.Text.Json.Nodes;
using SecretsEmu.Plugins;
using StagingLabels = SecretsEmu.SecretsManager.StagingLabels;

namespace SecretsEmu.Rotation.Handlers.Plugins;

/// <summary>One step as a plugin sees it: every member is one call of Secrets Manager.</summary>
internal sealed class PluginContext(Invocation invocation, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation) : IRotationContext
{
    private const string NotFound = "ResourceNotFoundException";

    public string Step => invocation.Event.Step;

    public string SecretArn => invocation.Event.SecretId;

    public string ClientRequestToken => invocation.Event.ClientRequestToken;

    public IReadOnlyDictionary<string, string> Settings { get; } = settings;

    public CancellationToken Cancellation { get; } = cancellation;

    public Task<SecretValue?> ReadAsync(string stage) => stage == StagingLabels.Pending
        ? Read(new JsonObject { ["SecretId"] = SecretArn, ["VersionId"] = ClientRequestToken, ["VersionStage"] = stage })
        : Read(new JsonObject { ["SecretId"] = SecretArn, ["VersionStage"] = stage });

    public Task<SecretValue?> ReadSecretAsync(string secretId, string stage = StagingLabels.Current) =>
        Read(new JsonObject { ["SecretId"] = secretId, ["VersionStage"] = stage });

    public async Task StorePendingAsync(SecretValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var request = new JsonObject
        {
            ["SecretId"] = SecretArn,
            [nameof(ClientRequestToken)] = ClientRequestToken,
            ["VersionStages"] = new JsonArray(StagingLabels.Pending),
            ["RotationToken"] = invocation.Event.RotationToken,
        };
        if (value.Text is { } text)
        {
            request["SecretString"] = text;
        }
        else
        {
            request["SecretBinary"] = Convert.ToBase64String([.. value.Binary!]);
        }

        await Call("PutSecretValue", request);
    }

    public async Task MakeCurrentAsync()
    {
        var holder = (await DescribeVersionsAsync()).FirstOrDefault(version => version.Value.Contains(StagingLabels.Current)).Key;
        if (holder == ClientRequestToken)
        {
            return;
        }

        var request = new JsonObject { ["SecretId"] = SecretArn, ["VersionStage"] = StagingLabels.Current, ["MoveToVersionId"] = ClientRequestToken };
        if (holder is not null)
        {
            request["RemoveFromVersionId"] = holder;
        }

        await Call("UpdateSecretVersionStage", request);
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> DescribeVersionsAsync()
    {
        var described = await Call("DescribeSecret", new JsonObject { ["SecretId"] = SecretArn });
        return (described["VersionIdsToStages"]?.AsObject() ?? []).ToDictionary(
            version => version.Key, version => (IReadOnlyList<string>)[.. version.Value!.AsArray().Select(label => (string)label!)], StringComparer.Ordinal);
    }

    public async Task<string> GeneratePasswordAsync(PasswordOptions? options = null)
    {
        var chosen = options ?? new();
        var request = new JsonObject
        {
            ["PasswordLength"] = chosen.Length,
            ["ExcludeNumbers"] = chosen.ExcludeNumbers,
            ["ExcludePunctuation"] = chosen.ExcludePunctuation,
            ["ExcludeUppercase"] = chosen.ExcludeUppercase,
            ["ExcludeLowercase"] = chosen.ExcludeLowercase,
            ["IncludeSpace"] = chosen.IncludeSpace,
            ["RequireEachIncludedType"] = chosen.RequireEachIncludedType,
        };
        if (chosen.ExcludeCharacters.Length > 0)
        {
            request["ExcludeCharacters"] = chosen.ExcludeCharacters;
        }

        return (string)(await Call("GetRandomPassword", request))["RandomPassword"]!;
    }

    public void Log(string line) => invocation.Log(line);

    private async Task<SecretValue?> Read(JsonObject request)
    {
        try
        {
            var answer = await Call("GetSecretValue", request);
            return answer["SecretString"] is { } text ? SecretValue.Of((string)text!) : SecretValue.Of(Convert.FromBase64String((string)answer["SecretBinary"]!));
        }
        catch (SecretsManagerException missing) when (missing.ErrorCode == NotFound)
        {
            return null;
        }
    }

    private async Task<JsonObject> Call(string operation, JsonObject request)
    {
        Cancellation.ThrowIfCancellationRequested();
        try
        {
            return await invocation.Secrets.Call(operation, request);
        }
        catch (CallRefusedException refused)
        {
            throw new SecretsManagerException(refused.Type, refused.Message);
        }
    }
}
