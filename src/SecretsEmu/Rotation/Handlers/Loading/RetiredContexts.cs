namespace SecretsEmu.Rotation.Handlers.Loading;

/// <summary>What was unloaded and may still be in memory: an unload is only a wish, which whatever holds on to the code prevents.</summary>
/// <param name="report">Takes a sentence when too many stay.</param>
internal sealed class RetiredContexts(Action<string> report)
{
    private const int FirstWarning = 5;

    private readonly Lock _gate = new();
    private List<WeakReference> _contexts = [];
    private int _nextWarning = FirstWarning;

    /// <summary>How many are still in memory.</summary>
    public int Alive
    {
        get
        {
            lock (_gate)
            {
                return _contexts.Count(context => context.IsAlive);
            }
        }
    }

    public void Add(HandlerLoadContext context)
    {
        lock (_gate)
        {
            _contexts = [.. _contexts.Where(one => one.IsAlive), new WeakReference(context)];
            if (_contexts.Count < _nextWarning)
            {
                return;
            }
        }

        // Only a collection tells what is held from what merely waits to be collected.
        GC.Collect();
        var alive = Alive;
        if (alive >= _nextWarning)
        {
            _nextWarning = alive * 2;
            report(
                $"{alive} old copies of rotation functions stay in memory: something holds on to them, mostly the caches of System.Text.Json for a function's own types. \"isolation\": \"process\" in handlers.json, or --isolate-handlers, avoids it.");
        }
    }
}
