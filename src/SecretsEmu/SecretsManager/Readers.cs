using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>The last time that somebody read a version of a secret.</summary>
/// <param name="SecretArn">The secret.</param>
/// <param name="VersionId">The version whose value it got.</param>
/// <param name="Caller">The ARN of the principal.</param>
/// <param name="Client">What its client calls itself; empty for one that says nothing.</param>
/// <param name="At">On the emulator's clock.</param>
internal sealed record SecretReader(string SecretArn, string VersionId, string Caller, string Client, DateTimeOffset At);

/// <summary>
/// Who read which version last: after a rotation, who still holds the old value. A read writes nothing durable; what is
/// noted here is written down at the clean stop.
/// </summary>
internal sealed class Readers
{
    // Beyond it nobody reads the list any more; clients that name themselves anew with each call would fill the memory.
    private const int Most = 10_000;
    private const int LongestClient = 200;

    private readonly ConcurrentDictionary<(string Arn, string VersionId, string Caller, string Client), StrongBox> _reads = new();
    private int _count;

    /// <summary>One table for all scopes. The key is only to be unique, and shorter than what it stands for.</summary>
    public static Table<SecretReader> Table { get; } = new("readers", KeyOf, Comparer<SecretReader>.Create(ByTimeThenKey));

    public void Note(Secret secret, SecretVersion version, RequestContext context)
    {
        var key = (secret.Arn, version.VersionId, context.Caller.Arn, context.UserAgent ?? "");
        if (_reads.TryGetValue(key, out var noted))
        {
            Volatile.Write(ref noted.Ticks, context.Now.Ticks);
        }
        else if (Volatile.Read(ref _count) < Most && _reads.TryAdd(key, new StrongBox { Ticks = context.Now.Ticks }))
        {
            // The dictionary's own count takes all its locks.
            Interlocked.Increment(ref _count);
        }
    }

    /// <summary>The readers of a secret, the latest first; those of an earlier run among them.</summary>
    public IReadOnlyList<SecretReader> Of(Secret secret, Snapshot state) =>
    [
        .. _reads.Where(read => read.Key.Arn == secret.Arn).Select(ReaderOf)
            .Concat(state.Rows(Table, Scope.Emulator).InOrder.Where(reader => reader.SecretArn == secret.Arn))
            .GroupBy(reader => (reader.VersionId, reader.Caller, reader.Client))
            .Select(group => group.MaxBy(reader => reader.At)!)
            .OrderByDescending(reader => reader.At).ThenBy(reader => reader.Caller, StringComparer.Ordinal).ThenBy(reader => reader.Client, StringComparer.Ordinal),
    ];

    /// <summary>Writes all of it down.</summary>
    public void WriteDown(UnitOfWork unit)
    {
        foreach (var reader in unit.State.Rows(Table, Scope.Emulator).InOrder.Where(reader => unit.State.SecretByArn(reader.SecretArn) is null).ToList())
        {
            unit.Remove(Table, Scope.Emulator, Table.Key(reader));
        }

        foreach (var reader in _reads.Select(ReaderOf).Where(reader => unit.State.SecretByArn(reader.SecretArn) is not null))
        {
            unit.Put(Table, Scope.Emulator, reader);
        }
    }

    public void Clear()
    {
        _reads.Clear();
        Volatile.Write(ref _count, 0);
    }

    private static SecretReader ReaderOf(KeyValuePair<(string Arn, string VersionId, string Caller, string Client), StrongBox> read) => new(
        read.Key.Arn, read.Key.VersionId, read.Key.Caller,
        read.Key.Client.Length > LongestClient ? read.Key.Client[..LongestClient] : read.Key.Client,
        new DateTimeOffset(Volatile.Read(ref read.Value.Ticks), TimeSpan.Zero));

    private static string KeyOf(SecretReader reader) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{reader.SecretArn}\n{reader.VersionId}\n{reader.Caller}\n{reader.Client}")));

    private static int ByTimeThenKey(SecretReader one, SecretReader other) =>
        one.At != other.At ? one.At.CompareTo(other.At) : string.CompareOrdinal(KeyOf(one), KeyOf(other));

    private sealed class StrongBox
    {
        public long Ticks;
    }
}
