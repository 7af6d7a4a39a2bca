namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>
/// A function in processes of its own that ask the Runtime API for work: an unmodified function in any language. A process is started
/// when a rotation needs it and kept for the next one, up to four of them, each for one rotation at a time. A rotation that begins
/// after files in the function's folder changed gets a new process.
/// </summary>
/// <param name="settings">What is started, and where.</param>
/// <param name="identity">Who the function is.</param>
/// <param name="runtime">Where it asks for work; on the server that <see cref="FunctionIdentity.Endpoint"/> names.</param>
/// <param name="time">The wall clock.</param>
internal sealed class ProcessHandler(ProcessSettings settings, FunctionIdentity identity, RuntimeApi runtime, TimeProvider time) : IHandler
{
    private const int MostProcesses = 4;

    private readonly SemaphoreSlim _places = new(MostProcesses);
    private readonly Lock _gate = new();
    private readonly Stack<Held> _idle = [];
    private readonly HashSet<ExecutionEnvironment> _all = [];
    private readonly CancellationTokenSource _disposal = new();

    public HandlerSettings Settings => settings;

    public async Task<IHandlerSession> Open(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _disposal.Token);
        await _places.WaitAsync(either.Token);
        try
        {
            return new Session(this, await Take(either.Token));
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    /// <summary>Kills all processes; what they run is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposal.CancelAsync();
        List<ExecutionEnvironment> all;
        lock (_gate)
        {
            all = [.. _all];
            _all.Clear();
            _idle.Clear();
        }

        await Task.WhenAll(all.Select(environment => environment.DisposeAsync().AsTask()));
    }

    // A process that is idle and has the files as they are now, else a new one.
    private async Task<Held> Take(CancellationToken cancellation)
    {
        var stamp = FolderStamp.Of(settings.Folder);
        while (TakeIdle() is { } held)
        {
            if (held.Environment.IsUsable && held.Stamp == stamp)
            {
                return held;
            }

            await End(held.Environment);
        }

        var environment = await ExecutionEnvironment.Start(settings, identity, runtime, time, cancellation);
        lock (_gate)
        {
            if (!_disposal.IsCancellationRequested)
            {
                _all.Add(environment);
                return new(environment, stamp);
            }
        }

        await environment.DisposeAsync();
        throw new OperationCanceledException(_disposal.Token);
    }

    private Held? TakeIdle()
    {
        lock (_gate)
        {
            return _idle.TryPop(out var held) ? held : null;
        }
    }

    private async ValueTask GiveBack(Held held)
    {
        if (held.Environment.IsUsable)
        {
            lock (_gate)
            {
                _idle.Push(held);
            }
        }
        else
        {
            await End(held.Environment);
        }

        _places.Release();
    }

    private async ValueTask End(ExecutionEnvironment environment)
    {
        lock (_gate)
        {
            _all.Remove(environment);
        }

        await environment.DisposeAsync();
    }

    /// <param name="Environment">The process.</param>
    /// <param name="Stamp">Of the files that it was started with.</param>
    private sealed record Held(ExecutionEnvironment Environment, string Stamp);

    private sealed class Session(ProcessHandler handler, Held held) : IHandlerSession
    {
        private Held _held = held;
        private int _disposed;

        public async Task Invoke(Invocation invocation, CancellationToken cancellation)
        {
            // As Lambda does after a crash: there is no other way to run what the rotation still needs.
            if (!_held.Environment.IsUsable)
            {
                await handler.End(_held.Environment);
                _held = await handler.Take(cancellation);
            }

            await _held.Environment.Invoke(invocation, cancellation);
        }

        public ValueTask DisposeAsync() => Interlocked.Exchange(ref _disposed, 1) == 0 ? handler.GiveBack(_held) : ValueTask.CompletedTask;
    }
}
