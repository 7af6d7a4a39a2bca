namespace SecretsEmu.State;

/// <summary>Could not be made durable: nothing of it was kept.</summary>
internal sealed class NotDurableException(string message, Exception inner) : Exception(message, inner);

/// <summary>
/// The one thread that changes state. It takes the waiting units in turn, commits what they changed together, makes it
/// durable, swaps the snapshot, and only then answers them all: refusals too, since they may rest on an earlier unit of
/// the same batch. A unit that throws is undone alone.
/// </summary>
internal sealed class Writer : IDisposable
{
    // One commit costs several milliseconds whatever it holds; beyond this many units the first of them waits too long.
    private const int UnitsInACommit = 256;

    private readonly IStore _store;
    private readonly Action<UnitOfWork> _follow;
    private readonly Action<UnitOfWork, bool> _rideAlong;
    private readonly Action<string> _report;
    private readonly Thread _thread;
    private readonly Queue<Unit> _waiting = new();
    private volatile Snapshot _current;
    private bool _stopping;
    private bool _outOfStep;

    /// <param name="store">Opened already; the writer disposes it.</param>
    /// <param name="initial">What the store holds.</param>
    /// <param name="follow">Adds to each unit what follows from its changes, such as work for replicas; it is kept or undone with them.</param>
    /// <param name="rideAlong">Adds to a commit that happens anyway what reads have noted; true asks for all of it, at the stop.</param>
    /// <param name="report">Takes a line for the person who runs the server when a commit fails.</param>
    public Writer(IStore store, Snapshot initial, Action<UnitOfWork> follow, Action<UnitOfWork, bool> rideAlong, Action<string> report)
    {
        (_store, _current, _follow, _rideAlong, _report) = (store, initial, follow, rideAlong, report);
        _thread = new Thread(Work) { Name = "secrets-emu writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Raised on the writer's thread before a commit: what is added is kept with it, or undone alone.</summary>
    public event Action<UnitOfWork>? Committing;

    /// <summary>Raised on the writer's thread after the snapshot was swapped.</summary>
    public event Action<Snapshot>? Committed;

    /// <summary>The newest committed state.</summary>
    public Snapshot Current => _current;

    /// <summary>Runs a unit of work and completes when its changes are durable.</summary>
    /// <exception cref="NotDurableException">The store refused the commit.</exception>
    public Task<T> Run<T>(Func<UnitOfWork, T> work)
    {
        var unit = new Unit<T>(work);
        lock (_waiting)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            _waiting.Enqueue(unit);
            Monitor.Pulse(_waiting);
        }

        return unit.Done;
    }

    /// <summary>Finishes what waits, writes down what reads have noted and closes the store.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _stopping = true;
            Monitor.Pulse(_waiting);
        }

        if (_thread != Thread.CurrentThread)
        {
            _thread.Join();
        }
    }

    private void Work()
    {
        var batch = new List<Unit>();
        while (Take(batch))
        {
            Run(batch, last: false);
        }

        batch.Clear();
        Run(batch, last: true);
        Close();
    }

    // Everything that was acknowledged is durable already: a store that does not close must not end the process.
    private void Close()
    {
        try
        {
            _store.Dispose();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _report($"cannot close the store: {failure.Message}");
        }
    }

    private bool Take(List<Unit> batch)
    {
        batch.Clear();
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_stopping)
            {
                Monitor.Wait(_waiting);
            }

            while (batch.Count < UnitsInACommit && _waiting.TryDequeue(out var unit))
            {
                batch.Add(unit);
            }
        }

        return batch.Count > 0;
    }

    private void Run(List<Unit> batch, bool last)
    {
        try
        {
            GetInStep();
            var state = _current;
            var changes = new List<Change>();
            foreach (var unit in batch)
            {
                Try(unit);
            }

            if (changes.Count > 0 && Committing is { } committing)
            {
                var due = new Unit<bool>(work =>
                {
                    committing(work);
                    return true;
                });
                Try(due);
                due.ReportRefusal(_report);
            }

            if (changes.Count > 0 || last)
            {
                var noted = new UnitOfWork(state);
                _rideAlong(noted, last);
                state = noted.State;
                changes.AddRange(noted.Changes);
            }

            if (changes.Count > 0)
            {
                Commit(changes);
                _current = state;
                TellObservers();
            }

            batch.ForEach(unit => unit.Answer());

            void Try(Unit unit)
            {
                var work = new UnitOfWork(state);
                if (unit.Try(work, _follow))
                {
                    state = work.State;
                    changes.AddRange(work.Changes);
                }
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _report($"cannot write: {failure.Message} Nothing of this change was kept; reads go on.");
            batch.ForEach(unit => unit.Fail(new NotDurableException("The change could not be made durable.", failure)));
        }
    }

    private void Commit(List<Change> changes)
    {
        _outOfStep = true;
        _store.Commit(LastOfEach(changes));
        _outOfStep = false;
    }

    // After a failed commit only the store knows what it kept. While it cannot be read, the last snapshot goes on serving reads.
    private void GetInStep()
    {
        if (_outOfStep)
        {
            _current = _store.Load();
            _outOfStep = false;
            TellObservers();
        }
    }

    // The change is kept whatever an observer does: its callers must not hear that it was not.
    private void TellObservers()
    {
        try
        {
            Committed?.Invoke(_current);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _report($"what follows a change failed inside: {failure}");
        }
    }

    private static List<Change> LastOfEach(List<Change> changes)
    {
        var last = new Dictionary<(Table, Scope, string), Change>();
        foreach (var change in changes)
        {
            var place = (change.Table, change.Scope, change.Key);
            last[place] = last.TryGetValue(place, out var earlier) ? change with { Before = earlier.Before } : change;
        }

        // Work that was due at once came and went.
        return [.. last.Values.Where(change => change is not { Before: null, After: null })];
    }

    private abstract class Unit
    {
        public abstract bool Try(UnitOfWork work, Action<UnitOfWork> follow);

        public abstract void Answer();

        public abstract void Fail(Exception failure);
    }

    private sealed class Unit<T>(Func<UnitOfWork, T> run) : Unit
    {
        // Continuations must not run on the writer's thread.
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _refusal;

        public Task<T> Done => _done.Task;

        public override bool Try(UnitOfWork work, Action<UnitOfWork> follow)
        {
            // Whatever a unit throws is its caller's answer, never the end of the writer.
            try
            {
                _result = run(work);
                follow(work);
                return true;
            }
            catch (Exception refusal)
            {
                _refusal = refusal;
                return false;
            }
        }

        public override void Answer()
        {
            if (_refusal is null)
            {
                _done.TrySetResult(_result!);
            }
            else
            {
                _done.TrySetException(_refusal);
            }
        }

        public void ReportRefusal(Action<string> report)
        {
            if (_refusal is not null)
            {
                report($"what is due failed inside: {_refusal}");
            }
        }

        public override void Fail(Exception failure) => _done.TrySetException(failure);
    }
}
