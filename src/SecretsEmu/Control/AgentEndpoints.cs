using System.Globalization;
using Microsoft.AspNetCore.Http;
using SecretsEmu.Agent;
using SecretsEmu.Calls;
using SecretsEmu.SecretsManager;
using SecretsEmu.SecretsManager.Operations;
using SecretsEmu.Ssm;
using SecretsEmu.State;

namespace SecretsEmu.Control;

/// <summary>What the agent holds, beside what the services hold by now.</summary>
/// <param name="settings">How long values are served.</param>
/// <param name="cache">What it holds.</param>
/// <param name="info">What it is.</param>
/// <param name="asking">As whom it asks, as a state describes it; null for a role that nobody describes any more.</param>
internal sealed class AgentEndpoints(AgentSettings settings, AgentCache cache, Func<AgentAnswer> info, Func<Snapshot, RequestContext?> asking)
{
    /// <summary><c>GET agent</c>: what was written into the cache first comes first. Values are not in it.</summary>
    public Task List(HttpContext http, Controls controls)
    {
        var state = controls.Writer.Current;
        var now = controls.Clock.Now(state);
        var context = asking(state);
        return ControlEndpoints.Write(
            http, 200, new CacheAnswer(info(), [.. cache.InOrder.Select(one => EntryOf(one.Key, one.Value, state, context, now))]), ControlEndpoints.Shapes.CacheAnswer);
    }

    private CacheEntryAnswer EntryOf(CacheKey key, CachedValue value, Snapshot state, RequestContext? context, DateTimeOffset now)
    {
        var ttl = settings.TtlOf(key.Kind);
        var held = context is null ? null : HeldBy(key, state, context);
        return new(
            key.Kind == CachedKind.Secret ? "secret" : "parameter", key.Id, key.Version, key.Stage, value.Arn, value.Version, held?.Version, held != (value.Arn, value.Version),
            Math.Round((now - value.AsOf).TotalSeconds, 3), ControlEndpoints.Text(value.AsOf + ttl), value.IsExpired(ttl, now));
    }

    // What the service would give for the same question: a name may stand for another secret by now. Null when it would give nothing.
    private static (string Arn, string Version)? HeldBy(CacheKey key, Snapshot state, RequestContext context)
    {
        try
        {
            return key.Kind == CachedKind.Secret ? HeldSecret(key.Id, key.Version, key.Stage, state, context) : HeldParameter(key.ParameterName, state, context);
        }
        catch (AwsErrorException)
        {
            return null;
        }
    }

    private static (string Arn, string Version)? HeldSecret(string id, string? versionId, string? stage, Snapshot state, RequestContext context) =>
        SecretPlan.Find(id, Actions.GetSecretValue, state, context).Found.Record is { DeletedDate: null } secret
            ? (secret.Arn, GetSecretValue.Choose(secret, versionId, stage).VersionId)
            : null;

    private static (string Arn, string Version)? HeldParameter(string name, Snapshot state, RequestContext context)
    {
        var wanted = ParameterReader.Find(name, state, context);
        if (wanted.Id is not { } id)
        {
            var reference = SecretReferences.RequestOf(wanted.Asked);
            return HeldSecret(reference.SecretId!, reference.VersionId, reference.VersionStage, state, context);
        }

        return wanted.Found is { } parameter ? (parameter.Arn, id.Choose(parameter).Version.ToString(CultureInfo.InvariantCulture)) : null;
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
/// <param name="Stale">Whether that is another version, or of another secret.</param>
/// <param name="AgeSeconds">Since the service was asked.</param>
/// <param name="ExpiresAt">When the service is asked again, on the emulator's clock.</param>
/// <param name="Expired">Whether that is past: the next request asks.</param>
internal sealed record CacheEntryAnswer(
    string Kind, string Id, string? RequestedVersion, string? RequestedStage, string Arn, string Version, string? Current, bool Stale,
    double AgeSeconds, string ExpiresAt, bool Expired);
