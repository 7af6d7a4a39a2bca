using SecretsEmu.Plugins;
using SecretsEmu.Rotation.Handlers.Loading;

namespace SecretsEmu.Rotation.Handlers.Plugins;

/// <summary>An instance of a plugin for the steps of one rotation.</summary>
internal sealed class PluginSession(IRotationPlugin plugin, LoadedCode code, PluginSettings settings) : IHandlerSession
{
    private IRotationPlugin? _plugin = plugin;

    public async Task Invoke(Invocation invocation, CancellationToken cancellation)
    {
        var context = new PluginContext(invocation, settings.Settings, cancellation);
        try
        {
            await (invocation.Event.Step switch
            {
                "createSecret" => _plugin!.CreateSecretAsync(context),
                "setSecret" => _plugin!.SetSecretAsync(context),
                "testSecret" => _plugin!.TestSecretAsync(context),
                _ => _plugin!.FinishSecretAsync(context),
            });
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            throw FailureOf(failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            switch (_plugin)
            {
                case IAsyncDisposable plugin:
                    await plugin.DisposeAsync();
                    break;
                case IDisposable plugin:
                    plugin.Dispose();
                    break;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The rotation has ended; what its function does behind it changes nothing.
        }

        // Nothing of ours may hold on to a type of the plugin's.
        _plugin = null;
        code.GiveBack();
    }

    // The types of a plugin's own exceptions must not live on in ours, or their code would stay in memory.
    private HandlerException FailureOf(Exception failure)
    {
        var cause = failure is AggregateException { InnerExceptions: [{ } only] } ? only : failure;
        return cause is FileNotFoundException or FileLoadException or TypeLoadException or MissingMemberException or BadImageFormatException
            && cause.StackTrace is { } trace && !trace.Contains("System.IO.File", StringComparison.Ordinal)
            ? new HandlerException(cause.GetType().FullName!, LoadFailure.Of(settings.Assembly, cause).Message, trace)
            : new HandlerException(cause.GetType().FullName!, cause.Message, cause.StackTrace);
    }
}
