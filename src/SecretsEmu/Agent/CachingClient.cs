using System.Globalization;
using System.Text.Json.Nodes;

namespace SecretsEmu.Agent;

/// <summary>A call of an operation upstream. It throws an <see cref="AgentException"/> when the service refuses or cannot be reached.</summary>
/// <param name="kind">What is asked for, which says how long the call may take.</param>
/// <param name="operation">As AWS writes it.</param>
/// <param name="request">Its members.</param>
/// <param name="hangUp">The app that waits for it is gone.</param>
internal delegate Task<JsonObject> UpstreamCall(CachedKind kind, string operation, JsonObject request, CancellationToken hangUp);

/// <summary>
/// Values by way of the cache. What is older than its time to live is asked for anew; the Secrets Manager Agent first asks whether the
/// version still holds the stage, and then spares reading the value again (integrations.md 6.1).
/// </summary>
internal sealed class CachingClient(AgentSettings settings, AgentCache cache, UpstreamCall upstream)
{
    private const string Current = "AWSCURRENT";

    /// <summary>The value in the cache that may be served as it is.</summary>
    public CachedValue? FindFresh(CacheKey key, DateTimeOffset now) =>
        cache.Find(key) is { } cached && !cached.IsExpired(settings.TtlOf(key.Kind), now) ? cached : null;

    /// <summary>The value from the service, or the cached one when it is still current or the service cannot be reached. Either is fresh again.</summary>
    /// <exception cref="AgentException">The service refuses, or cannot be reached and nothing old may stand in.</exception>
    public async Task<CachedValue> Fetch(CacheKey key, bool isRefreshing, DateTimeOffset now, CancellationToken hangUp)
    {
        var fetch = cache.BeginFetch();
        var cached = isRefreshing ? null : cache.Find(key);
        CachedValue value;
        try
        {
            value = cached is not null && await IsCurrent(key, cached, hangUp) ? cached.At(now) : await Get(key, now, hangUp);
        }
        catch (AgentException failure) when (failure.IsTransient && settings.ServesStale && cached is not null)
        {
            value = cached.At(now);
        }

        cache.Write(key, value, fetch);
        return value;
    }

    // Inferred: the extension has no such step.
    private async Task<bool> IsCurrent(CacheKey key, CachedValue cached, CancellationToken hangUp)
    {
        if (key.Kind != CachedKind.Secret || settings.Mode == AgentMode.Extension)
        {
            return false;
        }

        var described = await upstream(key.Kind, "DescribeSecret", new JsonObject { ["SecretId"] = cached.Arn }, hangUp);
        return described["VersionIdsToStages"] is JsonObject versions
            && versions[key.Version ?? cached.Version] is JsonArray stages
            && ((key.Version is not null && key.Stage is null) || stages.Any(stage => stage!.GetValue<string>() == (key.Stage ?? Current)));
    }

    private Task<CachedValue> Get(CacheKey key, DateTimeOffset now, CancellationToken hangUp) =>
        key.Kind == CachedKind.Secret ? GetSecret(key, now, hangUp) : GetParameter(key, now, hangUp);

    private async Task<CachedValue> GetSecret(CacheKey key, DateTimeOffset now, CancellationToken hangUp)
    {
        var request = new JsonObject { ["SecretId"] = key.Id };
        if (key.Version is not null)
        {
            request["VersionId"] = key.Version;
        }

        if (key.Stage is not null)
        {
            request["VersionStage"] = key.Stage;
        }

        var answer = await upstream(key.Kind, "GetSecretValue", request, hangUp);
        return new(AgentBody.Secret(answer, settings.Mode), answer["ARN"]!.GetValue<string>(), answer["VersionId"]!.GetValue<string>(), now);
    }

    private async Task<CachedValue> GetParameter(CacheKey key, DateTimeOffset now, CancellationToken hangUp)
    {
        var request = new JsonObject { ["Name"] = key.ParameterName, ["WithDecryption"] = key.Kind == CachedKind.DecryptedParameter };
        var answer = await upstream(key.Kind, "GetParameter", request, hangUp);
        var parameter = answer["Parameter"]!.AsObject();
        return new(AgentBody.Parameter(answer), parameter["ARN"]!.GetValue<string>(), VersionOf(parameter), now);
    }

    // A secret that is read as a parameter says whose value it is in the answer that it came with.
    private static string VersionOf(JsonObject parameter) => parameter["SourceResult"]?.GetValue<string>() is { } secret
        ? JsonNode.Parse(secret)!["VersionId"]!.GetValue<string>()
        : parameter["Version"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture);
}
