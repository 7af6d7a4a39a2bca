using System.Threading.Channels;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>How an invocation ended.</summary>
/// <param name="Failure">Null for a success.</param>
/// <param name="EndsLog">Whether the process wrote a mark behind the last line of both its outputs, see <see cref="OutputLines"/>.</param>
internal sealed record InvocationEnd(HandlerException? Failure, bool EndsLog);

/// <summary>A request of the Runtime API that is not due now, or names another invocation.</summary>
/// <param name="status">400 or 403.</param>
/// <param name="errorType">As Lambda names it.</param>
/// <param name="message">For the log of the process.</param>
internal sealed class RuntimeApiException(int status, string errorType, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string ErrorType { get; } = errorType;
}

/// <summary>What one process and the emulator tell each other: that it is ready, one invocation at a time, how each ended. Safe to use from several threads.</summary>
/// <remarks>Source: Lambda developer guide, "Runtime API"; states and sentences as AWS's runtime interface emulator has them.</remarks>
internal sealed class RuntimeConversation : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Invocation> _work = Channel.CreateUnbounded<Invocation>();
    private readonly CancellationTokenSource _closed = new();
    private TaskCompletionSource<InvocationEnd>? _end;
    private Invocation? _running;

    /// <summary>Completes when the process asks for work the first time; fails with the <see cref="HandlerException"/> that kept it from that.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Gives the process work. Not before the last invocation has ended.</summary>
    public Task<InvocationEnd> Begin(Invocation invocation)
    {
        lock (_gate)
        {
            _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _work.Writer.TryWrite(invocation);
            return _end.Task;
        }
    }

    /// <summary>The process asks for work: completes when there is some.</summary>
    /// <exception cref="RuntimeApiException">It has not ended what it was given.</exception>
    public async Task<Invocation> Next(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_running is not null)
            {
                throw NotNow("Ready");
            }
        }

        _ready.TrySetResult();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closed.Token);
        var invocation = await _work.Reader.ReadAsync(either.Token);
        lock (_gate)
        {
            return _running = invocation;
        }
    }

    /// <summary>The process says how an invocation ended.</summary>
    /// <exception cref="RuntimeApiException">It runs none, or another.</exception>
    public void End(string requestId, InvocationEnd end)
    {
        TaskCompletionSource<InvocationEnd> ended;
        lock (_gate)
        {
            if (_running is null)
            {
                throw NotNow(end.Failure is null ? "InvocationResponse" : "InvocationErrorResponse");
            }

            if (_running.RequestId != requestId)
            {
                throw new RuntimeApiException(400, "InvalidRequestID", "Invalid request ID");
            }

            (ended, _running) = (_end!, null);
        }

        ended.TrySetResult(end);
    }

    /// <summary>The process says why it cannot start.</summary>
    /// <exception cref="RuntimeApiException">It had started.</exception>
    public void FailInit(HandlerException failure)
    {
        if (!_ready.TrySetException(failure))
        {
            throw NotNow("InitError");
        }

        // Whoever waited may have given up; nobody else asks for it.
        _ = _ready.Task.Exception;
    }

    /// <summary>Ends a request for work that still waits.</summary>
    public void Dispose()
    {
        _closed.Cancel();
    }

    private RuntimeApiException NotNow(string state)
    {
        var now = _running is not null ? "Running" : _ready.Task.IsCompletedSuccessfully ? "Ready" : "Started";
        return new(403, "InvalidStateTransition", $"State transition from {now} to {state} failed for runtime. Error: State transition is not allowed");
    }
}
