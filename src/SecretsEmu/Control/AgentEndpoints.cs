using System.Globalization;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Agent;
using SecretsEmu.SecretsManager;
using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Control;

/// <summary>What the agent holds, beside what the services hold by now.</summary>
internal sealed class AgentEndpoints(AgentSettings settings, AgentCache cache, Func<AgentAnswer> info)
{
    /// <summary><c>GET agent</c>: what was written into the cache first comes first. Values are not in it.</summary>
    public Task List(HttpContext http, Controls controls)
    {
        var state = controls.Writer.Current;
        var now = controls.Clock.Now(state);
        return ControlEndpoints.Write(
            http, 200, new CacheAnswer(info(), [.. cache.InOrder.Select(one => EntryOf(one.Key, one.Value, state, now))]), ControlEndpoints.Shapes.CacheAnswer);
    }

    private CacheEntryAnswer EntryOf(CacheKey key, CachedValue value, Snapshot state, DateTimeOffset now)
    {
        var ttl = settings.TtlOf(key.Kind);
        var version = VersionOf(key, value, state);
        return new(
            key.Kind == CachedKind.Secret ? "secret" : "parameter", key.Id, key.Version, key.Stage, value.Arn, value.Version, version, version != value.Version,
            Math.Round((now - value.AsOf).TotalSeconds, 3), ControlEndpoints.Text(value.AsOf + ttl), value.IsExpired(ttl, now));
    }

    // What the service would give for the same question: null when it would give nothing.
    private static string? VersionOf(CacheKey key, CachedValue value, Snapshot state)
    {
        if (key.Kind == CachedKind.Secret)
        {
            return SecretVersionOf(value.Arn, key.Version, key.Stage, state);
        }

        if (SecretReferences.Is(key.ParameterName))
        {
            var reference = SecretReferences.RequestOf(key.ParameterName);
            return SecretVersionOf(value.Arn, reference.VersionId, reference.VersionStage, state);
        }

        return ParameterVersionOf(value.Arn, key.ParameterName, state)?.Version.ToString(CultureInfo.InvariantCulture);
    }

    private static string? SecretVersionOf(string arn, string? versionId, string? stage, Snapshot state) =>
        state.SecretByArn(arn) is not { DeletedDate: null } secret ? null
        : versionId is null ? secret.FindStage(stage ?? StagingLabels.Current)?.VersionId
        : secret.FindVersion(versionId) is { } version && (stage is null || secret.Labels.IsOn(stage, versionId)) ? version.VersionId
        : null;

    private static SsmParameterVersion? ParameterVersionOf(string arn, string asked, Snapshot state)
    {
        // arn:aws:ssm:region:account:parameter/name
        var parts = arn.Split(':', 6);
        var parameter = state.Rows(SsmTables.Parameters, new Scope(parts[4], parts[3])).InOrder.FirstOrDefault(one => one.Arn == arn);
        var name = asked.StartsWith("arn:", StringComparison.Ordinal) ? asked.Split(':', 6)[^1] : asked;
        return name.Split(':') is [_, var selector]
            ? long.TryParse(selector, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? parameter?.Find(number) : parameter?.Find(selector)
            : parameter?.Latest;
    }
}

/// <summary>The agent of a server.</summary>
/// <param name="Mode"><c>agent</c> or <c>extension</c>.</param>
/// <param name="TtlSeconds">How long a secret is served from the cache.</param>
/// <param name="ParameterTtlSeconds">The same for a parameter.</param>
/// <param name="Region">Of its calls.</param>
/// <param name="Role">That it runs as; absent for the default account's root.</param>
/// <param name="TokenVariable">The environment variable that the server took the token from; absent for the default token.</param>
internal sealed record AgentAnswer(string Url, string Mode, double TtlSeconds, double ParameterTtlSeconds, string Region, string? Role, string? TokenVariable);

/// <summary>What the agent holds.</summary>
internal sealed record CacheAnswer(AgentAnswer Agent, IReadOnlyList<CacheEntryAnswer> Entries);

/// <summary>One value in the cache.</summary>
/// <param name="Kind"><c>secret</c> or <c>parameter</c>.</param>
/// <param name="Id">As the app asked for it.</param>
/// <param name="RequestedVersion">As the app asked for it; absent when it named none.</param>
/// <param name="RequestedStage">As the app asked for it; absent when it named none.</param>
/// <param name="Version">Whose value is cached.</param>
/// <param name="Current">Whose value the service would give by now; absent when it would give none.</param>
/// <param name="Stale">Whether the two differ.</param>
/// <param name="AgeSeconds">Since the service was asked.</param>
/// <param name="ExpiresAt">When the service is asked again, on the emulator's clock.</param>
/// <param name="Expired">Whether that is past: the next request asks.</param>
internal sealed record CacheEntryAnswer(
    string Kind, string Id, string? RequestedVersion, string? RequestedStage, string Arn, string Version, string? Current, bool Stale,
    double AgeSeconds, string ExpiresAt, bool Expired);
