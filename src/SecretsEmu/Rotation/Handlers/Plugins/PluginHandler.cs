using System.Reflection;
using SecretsEmu.Plugins;
using SecretsEmu.Rotation.Handlers.Loading;

namespace SecretsEmu.Rotation.Handlers.Plugins;

/// <summary>A function that is a class of a library: loaded apart, loaded anew when rebuilt, as many rotations at once as there are.</summary>
/// <param name="settings">Where it is.</param>
/// <param name="wall">The wall clock, on which the time of a constructor runs.</param>
/// <param name="retired">Counts what was loaded and replaced.</param>
internal sealed class PluginHandler(PluginSettings settings, TimeProvider wall, RetiredContexts retired) : IHandler
{
    private readonly CodeSource _code = new(settings.Assembly, [typeof(IRotationPlugin).Assembly], wall, retired);

    public HandlerSettings Settings => settings;

    public async Task<IHandlerSession> Open(CancellationToken cancellation)
    {
        var code = await Take(cancellation);
        try
        {
            return new PluginSession(await Create(code, cancellation), code, _code, settings, wall);
        }
        catch (Exception failure)
        {
            code.GiveBack();
            throw failure is OperationCanceledException && cancellation.IsCancellationRequested ? failure : LoadFailure.Of(settings.Assembly, failure);
        }
    }

    public ValueTask DisposeAsync()
    {
        _code.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<LoadedCode> Take(CancellationToken cancellation)
    {
        try
        {
            return await _code.Take(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw LoadFailure.Of(settings.Assembly, failure);
        }
    }

    private async Task<IRotationPlugin> Create(LoadedCode code, CancellationToken cancellation)
    {
        LoadFailure.RefuseLaterFramework(code.Assembly, settings.Assembly);
        var type = ClassOf(code.Assembly);
        try
        {
            // A constructor is the plugin's own code: it may block its thread, but none of ours.
            return await Task.Run(() => (IRotationPlugin)Activator.CreateInstance(type)!, CancellationToken.None).WaitAsync(settings.Timeout, wall, cancellation);
        }
        catch (TimeoutException)
        {
            _code.Discard(code);
            throw new HandlerException(
                "Sandbox.Timedout", $"The constructor of {type.FullName} in {settings.Assembly} did not return within {settings.Timeout.TotalSeconds:0.00} seconds.");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _code.Discard(code);
            throw;
        }
        catch (Exception thrown) when (thrown is TargetInvocationException or TypeInitializationException)
        {
            throw FunctionFailure.Before(thrown, settings.Assembly, $"The constructor of {type.FullName}");
        }
    }

    private Type ClassOf(Assembly assembly)
    {
        if (settings.Class is { } name)
        {
            return Usable(assembly.GetType(name) ?? throw Error($"{settings.Assembly} has no class {name}."));
        }

        var implementing = assembly.GetTypes().Where(type => type.IsClass && typeof(IRotationPlugin).IsAssignableFrom(type)).ToList();
        var plugins = implementing.Where(type => type is { IsVisible: true, IsAbstract: false, ContainsGenericParameters: false }).ToList();
        return plugins switch
        {
            // Why that one cannot be meant says more than that there is none.
            [] when implementing is [var only] => Usable(only),
            [] => throw Error($"{settings.Assembly} has no class that implements IRotationPlugin."),
            [var only] => Usable(only),
            _ => Usable(plugins.Find(type => type.GetCustomAttribute<RotationFunctionAttribute>()?.Name == settings.Name)
                ?? throw Error($"{settings.Assembly} has several classes that implement IRotationPlugin: {string.Join(", ", plugins.Select(type => type.FullName))}. Name one under class.")),
        };
    }

    private Type Usable(Type type) =>
        !typeof(IRotationPlugin).IsAssignableFrom(type) ? throw Error($"The class {type.FullName} of {settings.Assembly} does not implement IRotationPlugin.")
        : !type.IsVisible ? throw Error($"The class {type.FullName} of {settings.Assembly} is not public.")
        : type.IsAbstract ? throw Error($"The class {type.FullName} of {settings.Assembly} is abstract.")
        : type.ContainsGenericParameters ? throw Error($"The class {type.FullName} of {settings.Assembly} is generic.")
        : type.GetConstructor(Type.EmptyTypes) is null ? throw Error($"The class {type.FullName} of {settings.Assembly} needs a public constructor without parameters.")
        : type;

    private static HandlerException Error(string sentence) => new("Runtime.LoadError", sentence);
}
