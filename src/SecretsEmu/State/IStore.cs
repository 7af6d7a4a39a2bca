namespace SecretsEmu.State;

/// <summary>The durable copy of the state. Only the writer's thread touches it.</summary>
internal interface IStore : IDisposable
{
    /// <summary>Reads everything, opening the store anew when an earlier commit failed.</summary>
    Snapshot Load();

    /// <summary>Makes the changes durable, all or none. When it throws, what happened is unknown until the next <see cref="Load"/>.</summary>
    void Commit(IReadOnlyCollection<Change> changes);
}
