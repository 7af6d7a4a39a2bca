using SecretsEmu.Time;

namespace SecretsEmu.State;

/// <summary>What is due, and when: one queue for all services.</summary>
internal static class DueQueue
{
    public static Table<DueItem> Items { get; } = new("due", item => item.Key, Comparer<DueItem>.Create(ByTimeThenKey));

    public static void Schedule(this UnitOfWork unit, DueItem item) => unit.Put(Items, Scope.Emulator, item);

    public static void Unschedule(this UnitOfWork unit, string key) => unit.Remove(Items, Scope.Emulator, key);

    /// <summary>The item that is due first, or null when nothing is scheduled.</summary>
    /// <param name="state">Where the queue is.</param>
    /// <param name="waits">Which items stay in the queue, however late it is; null where none does.</param>
    public static DueItem? NextDue(this Snapshot state, Func<Snapshot, DueItem, bool>? waits = null)
    {
        var items = state.Rows(Items, Scope.Emulator).InOrder;
        return waits is null || items.Min is not { } first || !waits(state, first) ? items.Min : items.FirstOrDefault(item => !waits(state, item));
    }

    private static int ByTimeThenKey(DueItem one, DueItem other) =>
        one.At != other.At ? one.At.CompareTo(other.At) : string.CompareOrdinal(one.Key, other.Key);
}

/// <summary>How a service runs its due items: changes made in the unit at the emulator's time, and how it ended.</summary>
internal sealed record DueKind(string Name, Func<DueItem, UnitOfWork, DateTimeOffset, DueOutcome> Run);

/// <summary>How a due item ended, in words.</summary>
/// <param name="Text">Where it ended with the unit; else what began.</param>
/// <param name="Ended">Completes with the end of what goes on beside the writer, once the unit is committed; null where nothing does.</param>
internal readonly record struct DueOutcome(string Text, Func<Task<string>>? Ended = null)
{
    public static implicit operator DueOutcome(string text) => new(text);
}
