using SecretsEmu.Time;

namespace SecretsEmu.State;

/// <summary>What is due, and when: one queue for all services.</summary>
internal static class DueQueue
{
    public static Table<DueItem> Items { get; } = new("due", item => item.Key, Comparer<DueItem>.Create(ByTimeThenKey));

    public static void Schedule(this UnitOfWork unit, DueItem item) => unit.Put(Items, Scope.Emulator, item);

    public static void Unschedule(this UnitOfWork unit, string key) => unit.Remove(Items, Scope.Emulator, key);

    /// <summary>The item that is due first, or null when nothing is scheduled.</summary>
    public static DueItem? NextDue(this Snapshot state) => state.Rows(Items, Scope.Emulator).InOrder.Min;

    private static int ByTimeThenKey(DueItem one, DueItem other) =>
        one.At != other.At ? one.At.CompareTo(other.At) : string.CompareOrdinal(one.Key, other.Key);
}

/// <summary>How a service runs its due items: changes made in the unit, and the outcome in words.</summary>
internal sealed record DueKind(string Name, Func<DueItem, UnitOfWork, string> Run);
