using SecretsEmu.Plugins;
using SecretsEmu.Rotation.Handlers.Loading;
using SecretsEmu.Rotation.Steps;

namespace SecretsEmu.Rotation.Handlers.Plugins;

/// <summary>An instance of a plugin for the steps of one rotation.</summary>
internal sealed class PluginSession(IRotationPlugin plugin, LoadedCode code, CodeSource source, PluginSettings settings, TimeProvider wall) : IHandlerSession
{
    private IRotationPlugin? _plugin = plugin;
    private int _running;

    public async Task Invoke(Invocation invocation, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_plugin is null, this);
        Interlocked.Increment(ref _running);
        try
        {
            await Run(_plugin, new PluginContext(invocation, settings.Settings, cancellation));
        }
        catch (Exception failure)
        {
            // Whatever a plugin makes of the word that its time is over, that is what ended it.
            throw cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation) : FunctionFailure.Of(failure, settings.Assembly);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <remarks>
    /// A plugin that is still at work cannot be stopped: it is left behind on its thread, and the next rotation loads the code anew,
    /// so that nothing static of it stands in the way.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        // Nothing of ours may hold on to a type of the plugin's.
        if (Interlocked.Exchange(ref _plugin, null) is not { } ended)
        {
            return;
        }

        if (Volatile.Read(ref _running) > 0 || !await Close(ended))
        {
            source.Discard(code);
        }

        code.GiveBack();
    }

    private static Task Run(IRotationPlugin plugin, PluginContext context)
    {
        var (method, work) = context.Step switch
        {
            StepNames.CreateSecret => (nameof(plugin.CreateSecretAsync), plugin.CreateSecretAsync(context)),
            StepNames.SetSecret => (nameof(plugin.SetSecretAsync), plugin.SetSecretAsync(context)),
            StepNames.TestSecret => (nameof(plugin.TestSecretAsync), plugin.TestSecretAsync(context)),
            _ => (nameof(plugin.FinishSecretAsync), plugin.FinishSecretAsync(context)),
        };
        // Compilers warn of it, no more.
        return (Task?)work ?? throw new HandlerException("Runtime.NoTask", $"{plugin.GetType().FullName}.{method} returned null instead of a task.");
    }

    // False where it does not come back. The rotation has ended: what its function throws behind it changes nothing.
    private async Task<bool> Close(IRotationPlugin ended)
    {
        if (ended is not (IAsyncDisposable or IDisposable))
        {
            return true;
        }

        var closing = Task.Run(async () =>
        {
            if (ended is IAsyncDisposable plugin)
            {
                await plugin.DisposeAsync();
            }
            else
            {
                ((IDisposable)ended).Dispose();
            }
        });
        try
        {
            await closing.WaitAsync(settings.Timeout, wall);
        }
        catch (Exception)
        {
            // Whichever of the two it was.
        }

        return closing.IsCompleted;
    }
}
