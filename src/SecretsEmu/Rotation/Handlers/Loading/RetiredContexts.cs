namespace SecretsEmu.Rotation.Handlers.Loading;

/// <summary>
/// What was unloaded and may still be in memory: an unload is only a wish, which whatever holds on to the code prevents. Safe to
/// use from several threads.
/// </summary>
/// <param name="report">Takes a sentence when five stay, when ten do, and so on in doubles.</param>
internal sealed class RetiredContexts(Action<string> report)
{
    private const int FirstWarning = 5;

    // What a finalizer lets go of is free with the next collection only: two or three are the rule (feasibility.md 7).
    private const int MostCollections = 10;

    private readonly Lock _gate = new();
    private List<WeakReference> _contexts = [];
    private int _nextWarning = FirstWarning;
    private Task _counted = Task.CompletedTask;

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

    /// <summary>Completes when the count that is under way has ended.</summary>
    public Task Counted
    {
        get
        {
            lock (_gate)
            {
                return _counted;
            }
        }
    }

    public void Add(HandlerLoadContext context)
    {
        lock (_gate)
        {
            _contexts = [.. _contexts.Where(one => one.IsAlive), new WeakReference(context)];
            if (_contexts.Count >= _nextWarning && _counted.IsCompleted)
            {
                // Elsewhere: what the callers still refer to would count as held.
                _counted = Task.Run(Count);
            }
        }
    }

    private void Count()
    {
        // Only collections tell what is held from what merely waits to be collected, which in an idle process it does for hours.
        for (var collection = 0; collection < MostCollections && Alive >= _nextWarning; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        var alive = Alive;
        if (alive < _nextWarning)
        {
            return;
        }

        while (_nextWarning <= alive)
        {
            _nextWarning *= 2;
        }

        report(
            $"{alive} old copies of rotation functions stay in memory: something holds on to them, mostly the caches of System.Text.Json for a function's own types, or a step that never came back. \"isolation\": \"process\" in handlers.json, or --isolate-handlers, avoids it.");
    }
}
