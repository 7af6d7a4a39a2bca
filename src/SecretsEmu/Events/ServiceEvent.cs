using System.Globalization;
using SecretsEmu.State;

namespace SecretsEmu.Events;

/// <summary>Something that Secrets Manager did by itself: an entry that CloudTrail would have. Source: user guide, CloudTrail entries for Secrets Manager.</summary>
/// <param name="Sequence">Counts from 1, over all accounts and regions.</param>
/// <param name="Id">A UUID: of the event on its bus.</param>
/// <param name="EventId">A UUID: of the entry in the trail.</param>
/// <param name="RequestId">A UUID.</param>
/// <param name="Time">On the emulator's clock, UTC.</param>
/// <param name="Name">One of <see cref="EventNames"/>.</param>
/// <param name="SecretArn">Whose account and region the event belongs to.</param>
internal sealed record ServiceEvent(long Sequence, string Id, string EventId, string RequestId, DateTimeOffset Time, string Name, string SecretArn)
{
    public string Region => SecretArn.Split(':')[3];

    public string Account => SecretArn.Split(':')[4];

    /// <summary>The name in the ARN, without the suffix.</summary>
    public string SecretName => SecretArn.Split(':', 7)[6] is var last ? last[..last.LastIndexOf('-')] : "";
}

/// <summary>The names of events as rules match them (integrations.md 8).</summary>
internal static class EventNames
{
    public const string RotationStarted = "RotationStarted";
    public const string RotationSucceeded = "RotationSucceeded";
    public const string RotationFailed = "RotationFailed";

    /// <summary>A write took AWSPENDING off the version that a rotation had prepared.</summary>
    public const string RotationAbandoned = "RotationAbandoned";
    public const string TestRotationStarted = "TestRotationStarted";
    public const string TestRotationSucceeded = "TestRotationSucceeded";
    public const string TestRotationFailed = "TestRotationFailed";

    /// <summary>A recovery window began.</summary>
    public const string StartSecretVersionDelete = "StartSecretVersionDelete";

    /// <summary>A secret was restored within its window.</summary>
    public const string CancelSecretVersionDelete = "CancelSecretVersionDelete";

    /// <summary>A secret is gone with all its versions.</summary>
    public const string EndSecretVersionDelete = "EndSecretVersionDelete";

    /// <summary>A deprecated version made room.</summary>
    public const string SecretVersionDeletion = "SecretVersionDeletion";

    /// <summary>A change of a secret is on its way to its replicas.</summary>
    public const string ReplicationStarted = "ReplicationStarted";
    public const string ReplicationSucceeded = "ReplicationSucceeded";
    public const string ReplicationFailed = "ReplicationFailed";

    /// <summary>With these a rotation begins.</summary>
    public static IReadOnlyList<string> Starts { get; } = [RotationStarted, TestRotationStarted];

    /// <summary>With these a rotation ends.</summary>
    public static IReadOnlyList<string> Ends { get; } = [RotationSucceeded, RotationFailed, RotationAbandoned, TestRotationSucceeded, TestRotationFailed];

    public static IReadOnlyList<string> All { get; } =
        [.. Starts, .. Ends, StartSecretVersionDelete, CancelSecretVersionDelete, EndSecretVersionDelete, SecretVersionDeletion, ReplicationStarted, ReplicationSucceeded, ReplicationFailed];
}

/// <summary>The events that are kept, oldest first.</summary>
internal static class EventTable
{
    public static Table<ServiceEvent> Events { get; } =
        new("events", KeyOf, Comparer<ServiceEvent>.Create((one, other) => one.Sequence.CompareTo(other.Sequence)));

    /// <summary>Every kept event behind a sequence number, oldest first.</summary>
    public static IEnumerable<ServiceEvent> EventsAfter(this Snapshot state, long sequence)
    {
        var events = state.Rows(Events, Scope.Emulator).InOrder;
        for (var i = events.Count - 1; i >= 0 && events[i].Sequence > sequence; i--)
        {
            if (i == 0 || events[i - 1].Sequence <= sequence)
            {
                return events.Skip(i);
            }
        }

        return [];
    }

    /// <summary>The event of a number while it is kept, or null.</summary>
    public static ServiceEvent? FindEvent(this Snapshot state, long sequence) => state.Find(Events, Scope.Emulator, KeyOf(sequence));

    /// <summary>The number of the newest event, or 0.</summary>
    public static long LastEvent(this Snapshot state) => state.Rows(Events, Scope.Emulator).InOrder.Max?.Sequence ?? 0;

    public static string KeyOf(ServiceEvent one) => KeyOf(one.Sequence);

    public static string KeyOf(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
