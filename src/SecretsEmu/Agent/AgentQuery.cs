using Microsoft.AspNetCore.WebUtilities;

namespace SecretsEmu.Agent;

/// <summary>What a request asks for. Names of parameters are case-sensitive, the last of a name counts (integrations.md 6.1, 6.2).</summary>
/// <param name="Key">What to find in the cache.</param>
/// <param name="IsRefreshing">Whether the service is asked whatever the cache holds.</param>
internal readonly record struct AgentQuery(CacheKey Key, bool IsRefreshing)
{
    /// <summary><c>/secretsmanager/get?secretId=…</c></summary>
    /// <exception cref="AgentException">A parameter is missing, unknown or unreadable.</exception>
    public static AgentQuery OfSecret(string? query) =>
        OfSecret(query, "", isInPath: false) is { Key.Id.Length: > 0 } read ? read : throw AgentErrors.MissingSecretId.AsException();

    /// <summary><c>/v1/ID</c>: the id as it stands there, escapes and slashes included.</summary>
    /// <exception cref="AgentException">The id is missing, or a parameter is unknown or unreadable.</exception>
    public static AgentQuery OfPath(string id, string? query) =>
        id.Length > 0 ? OfSecret(query, id, isInPath: true) : throw AgentErrors.MissingPathId.AsException();

    /// <summary><c>/systemsmanager/parameters/get?name=…</c></summary>
    /// <exception cref="AgentException">A parameter is missing, unknown or unreadable, or excludes another.</exception>
    public static AgentQuery OfParameter(string? query)
    {
        var (name, version, label, isDecrypted) = ("", (string?)null, (string?)null, false);
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var value = pair.DecodeValue().ToString();
            switch (pair.DecodeName().Span)
            {
                case "name":
                    name = value;
                    break;
                case "version":
                    version = value;
                    break;
                case "label":
                    label = value;
                    break;
                case "withDecryption":
                    isDecrypted = ReadFlag(value, AgentErrors.InvalidWithDecryption);
                    break;
                default:
                    throw AgentErrors.UnknownParameter(pair.DecodeName().ToString()).AsException();
            }
        }

        if (version is not null && label is not null)
        {
            throw AgentErrors.VersionAndLabel.AsException();
        }

        return name.Length > 0
            ? new(new CacheKey(isDecrypted ? CachedKind.DecryptedParameter : CachedKind.Parameter, name, version, label), false)
            : throw AgentErrors.MissingName.AsException();
    }

    private static AgentQuery OfSecret(string? query, string id, bool isInPath)
    {
        var (versionId, stage, isRefreshing) = ((string?)null, (string?)null, false);
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var value = pair.DecodeValue().ToString();
            switch (pair.DecodeName().Span)
            {
                case "secretId" when !isInPath:
                    id = value;
                    break;
                case "versionId":
                    versionId = value;
                    break;
                case "versionStage":
                    stage = value;
                    break;
                case "refreshNow":
                    isRefreshing = ReadFlag(value, AgentErrors.InvalidRefreshNow);
                    break;
                default:
                    throw AgentErrors.UnknownParameter(pair.DecodeName().ToString()).AsException();
            }
        }

        return new(new CacheKey(CachedKind.Secret, id, versionId, stage), isRefreshing);
    }

    // Inferred: that the extension's withDecryption takes what the agent's refreshNow takes; its documentation shows true alone.
    private static bool ReadFlag(string text, AgentReply refusal) => text.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw refusal.AsException(),
    };
}
