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

    public CachedValue At(DateTimeOffset moment) => new(Reply, Arn, Version, moment);

    public bool IsExpired(TimeSpan ttl, DateTimeOffset now) => now - AsOf >= ttl;
}

/// <summary>The values that an agent holds, so many at most: one that is new takes the place of the one that was written longest ago. Reads change nothing.</summary>
internal sealed class AgentCache(int most)
{
    private readonly ConcurrentDictionary<CacheKey, Entry> _values = new();
    private readonly Lock _writing = new();
    private long _fetches;
    private long _cleared;
    private long _writes;

    public IEnumerable<KeyValuePair<CacheKey, CachedValue>> InOrder => _values.OrderBy(one => one.Value.Rank).Select(one => KeyValuePair.Create(one.Key, one.Value.Value));

    public CachedValue? Find(CacheKey key) => _values.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>Before a service is asked: the number by which the cache knows how old the answer is.</summary>
    public long BeginFetch() => Interlocked.Increment(ref _fetches);

    /// <summary>Keeps a value, unless a fetch that began later brought one already, or the cache was cleared meanwhile.</summary>
    public void Write(CacheKey key, CachedValue value, long fetch)
    {
        lock (_writing)
        {
            if (most == 0 || fetch <= _cleared)
            {
                return;
            }

            if (_values.TryGetValue(key, out var held))
            {
                if (held.Fetch > fetch)
                {
                    return;
                }
            }
            else if (_values.Count == most)
            {
                _values.TryRemove(_values.MinBy(one => one.Value.Rank).Key, out _);
            }

            _values[key] = new(value, fetch, ++_writes);
        }
    }

    public void Clear()
    {
        lock (_writing)
        {
            _values.Clear();
            _cleared = Interlocked.Read(ref _fetches);
        }
    }

    /// <param name="Value">What is held.</param>
    /// <param name="Fetch">Which fetch brought it.</param>
    /// <param name="Rank">Which write it was.</param>
    private readonly record struct Entry(CachedValue Value, long Fetch, long Rank);
}
