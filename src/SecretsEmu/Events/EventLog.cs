using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Events;

/// <summary>Writes events down in the unit that brings them about, so that there is none without its cause.</summary>
internal sealed class EventLog(IRandom random)
{
    /// <summary>How many are kept; older ones make room.</summary>
    public const int Kept = 10_000;

    /// <param name="unit">What brings it about.</param>
    /// <param name="name">One of <see cref="EventNames"/>.</param>
    /// <param name="secretArn">The secret's.</param>
    /// <param name="at">The emulator's time.</param>
    public void Add(UnitOfWork unit, string name, string secretArn, DateTimeOffset at)
    {
        var sequence = unit.State.LastEvent() + 1;
        unit.Put(EventTable.Events, Scope.Emulator, new ServiceEvent(sequence, random.Uuid(), random.Uuid(), random.Uuid(), at, name, secretArn));
        unit.Remove(EventTable.Events, Scope.Emulator, EventTable.KeyOf(sequence - Kept));
    }
}
