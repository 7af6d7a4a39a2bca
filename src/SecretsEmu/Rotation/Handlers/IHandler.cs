namespace SecretsEmu.Rotation.Handlers;

/// <summary>One rotation function: where its code is and how it is run. Safe to use from several threads.</summary>
internal interface IHandler : IAsyncDisposable
{
    HandlerSettings Settings { get; }

    /// <summary>Gets the code ready as it is now and holds it for the steps of one rotation, whatever is built meanwhile.</summary>
    /// <exception cref="HandlerException">It cannot be loaded or started; the message names the file and what is missing.</exception>
    Task<IHandlerSession> Open(CancellationToken cancellation);
}

/// <summary>A function's code, held for the steps of one rotation.</summary>
internal interface IHandlerSession : IAsyncDisposable
{
    /// <summary>Runs one step to its end.</summary>
    /// <param name="invocation">The event and what belongs to it.</param>
    /// <param name="cancellation">Asked for when the time is over or the rotation is given up. Who does not heed it is abandoned.</param>
    /// <exception cref="HandlerException">The function failed.</exception>
    Task Invoke(Invocation invocation, CancellationToken cancellation);
}

/// <summary>A function that cannot be loaded, threw, ran out of time or went away: what AWS would put in the function's log.</summary>
/// <param name="errorType">As Lambda names it: the exception's type, <c>Runtime.ExitError</c>, <c>Sandbox.Timedout</c>.</param>
/// <param name="message">For the person who wrote the function.</param>
/// <param name="stackTrace">Where it was thrown, or null.</param>
internal sealed class HandlerException(string errorType, string message, string? stackTrace = null, Exception? inner = null)
    : Exception(message, inner)
{
    public string ErrorType { get; } = errorType;

    public string? Trace { get; } = stackTrace;
}
