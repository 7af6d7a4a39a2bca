using System.Collections.Concurrent;

namespace SecretsEmu.Agent;

/// <summary>What an agent caches.</summary>
internal enum CachedKind
{
    /// <summary>A version of a secret.</summary>
    Secret,

    /// <summary>A parameter as it is stored.</summary>
    Parameter,

    /// <summary>A parameter, decrypted if it is a SecureString.</summary>
    DecryptedParameter,
}

/// <summary>What an app asked for, as it asked: the same secret by name and by ARN is cached twice, as AWS's agents cache it.</summary>
/// <param name="Kind">A secret or a parameter.</param>
/// <param name="Id">A name or ARN.</param>
/// <param name="Version">The id of a secret's version, or the number of a parameter's.</param>
/// <param name="Stage">A staging label, or the label of a parameter.</param>
internal readonly record struct CacheKey(CachedKind Kind, string Id, string? Version, string? Stage)
{
    /// <summary>How Parameter Store is asked: a version or label stands behind a colon.</summary>
    public string ParameterName => (Version ?? Stage) is { } selector ? $"{Id}:{selector}" : Id;
}

/// <summary>A value in the cache, ready to be sent.</summary>
/// <param name="reply">The bytes that go out.</param>
/// <param name="arn">Of the secret or parameter.</param>
/// <param name="version">Which version's value it is.</param>
/// <param name="asOf">When it was asked for, or last found to be current, on the emulator's clock.</param>
internal sealed class CachedValue(AgentReply reply, string arn, string version, DateTimeOffset asOf)
{
    public AgentReply Reply { get; } = reply;

    public string Arn { get; } = arn;

    public string Version { get; } = version;

    public DateTimeOffset AsOf { get; } = asOf;

    /// <summary>Which write into the cache it came with.</summary>
    public long Rank { get; init; }

    public CachedValue At(DateTimeOffset moment) => new(Reply, Arn, Version, moment);

    public bool IsExpired(TimeSpan ttl, DateTimeOffset now) => now - AsOf >= ttl;
}

/// <summary>The values that an agent holds, so many at most: one that is new takes the place of the one that was written longest ago. Reads change nothing.</summary>
internal sealed class AgentCache(int most)
{
    private readonly ConcurrentDictionary<CacheKey, CachedValue> _values = new();
    private readonly Lock _writing = new();
    private long _writes;

    public IReadOnlyList<KeyValuePair<CacheKey, CachedValue>> InOrder => [.. _values.OrderBy(one => one.Value.Rank)];

    public CachedValue? Find(CacheKey key) => _values.GetValueOrDefault(key);

    public void Write(CacheKey key, CachedValue value)
    {
        lock (_writing)
        {
            if (most == 0)
            {
                return;
            }

            if (_values.Count == most && !_values.ContainsKey(key))
            {
                _values.TryRemove(_values.MinBy(one => one.Value.Rank).Key, out _);
            }

            _values[key] = new(value.Reply, value.Arn, value.Version, value.AsOf) { Rank = ++_writes };
        }
    }

    public void Clear()
    {
        lock (_writing)
        {
            _values.Clear();
        }
    }
}
