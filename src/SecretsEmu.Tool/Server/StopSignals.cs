using System.Runtime.InteropServices;

namespace SecretsEmu.Tool.Server;

/// <summary>The first SIGINT or SIGTERM asks for a clean stop; a further SIGINT, from a person who will not wait, leaves at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
    }

    /// <summary>Completes when a stop is asked for.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Cancelled when a stop is asked for.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Ask(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_asked.TrySetResult())
        {
            _stop.Cancel();
        }
        else if (signal.Signal == PosixSignal.SIGINT)
        {
            Environment.Exit(ExitCodes.Signal + 2);
        }
    }
}
