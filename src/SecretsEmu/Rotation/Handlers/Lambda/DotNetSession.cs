using SecretsEmu.Rotation.Handlers.Loading;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>A .NET function for the steps of one rotation.</summary>
internal sealed class DotNetSession(
    DotNetFunction function, IReadOnlyDictionary<string, string> variables, string file, LoadedCode code, CodeSource source, TimeProvider wall) : IHandlerSession
{
    private DotNetFunction? _function = function;

    /// <remarks>
    /// Waits for its turn: see <see cref="InProcessTurn"/>. A function that has not returned when the time is over cannot be stopped: it is
    /// left behind on its thread, others get their turn at once, and the next rotation loads the code anew, as Lambda throws away
    /// the whole environment of a function that timed out.
    /// </remarks>
    public async Task Invoke(Invocation invocation, CancellationToken cancellation)
    {
        using var turn = await InProcessTurn.Take(variables, cancellation);
        var work = Run(_function!, invocation);
        try
        {
            await work.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            source.Discard(code);
            throw;
        }
        catch (Exception failure)
        {
            throw FunctionFailure.Of(failure, file);
        }
    }

    public ValueTask DisposeAsync()
    {
        // Nothing of ours may hold on to a type of the function's.
        if (Interlocked.Exchange(ref _function, null) is not null)
        {
            code.GiveBack();
        }

        return ValueTask.CompletedTask;
    }

    // On a thread of its own, since it may block that for as long as it likes.
    private Task Run(DotNetFunction function, Invocation invocation) => Task.Factory.StartNew(
        async () =>
        {
            using var lines = FunctionConsole.Begin(invocation.Log);
            await function.Invoke(invocation, variables, wall);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).Unwrap();
}
