using System.Reflection;
using SecretsEmu.Plugins;
using SecretsEmu.Rotation.Handlers.Loading;

namespace SecretsEmu.Rotation.Handlers.Plugins;

/// <summary>A function that is a class of a library: loaded apart, loaded anew when rebuilt, as many rotations at once as there are.</summary>
internal sealed class PluginHandler(PluginSettings settings, TimeProvider wall, RetiredContexts retired) : IHandler
{
    private readonly CodeSource _code = new(settings.Assembly, [typeof(IRotationPlugin).Assembly], wall, retired);

    public HandlerSettings Settings => settings;

    public async Task<IHandlerSession> Open(CancellationToken cancellation)
    {
        LoadedCode? code = null;
        try
        {
            code = await _code.Take(cancellation);
            var plugin = (IRotationPlugin)Activator.CreateInstance(ClassOf(code.Assembly))!;
            return new PluginSession(plugin, code, settings);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            code?.GiveBack();
            throw LoadFailure.Of(settings.Assembly, failure);
        }
    }

    public ValueTask DisposeAsync()
    {
        _code.Dispose();
        return ValueTask.CompletedTask;
    }

    private Type ClassOf(Assembly assembly)
    {
        if (settings.Class is { } name)
        {
            return Usable(assembly.GetType(name) ?? throw Error($"{settings.Assembly} has no class {name}."));
        }

        var plugins = assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IRotationPlugin).IsAssignableFrom(type)).ToList();
        return plugins switch
        {
            [] => throw Error($"{settings.Assembly} has no class that implements IRotationPlugin."),
            [var only] => Usable(only),
            _ => Usable(plugins.Find(type => type.GetCustomAttribute<RotationFunctionAttribute>()?.Name == settings.Name)
                ?? throw Error($"{settings.Assembly} has several classes that implement IRotationPlugin: {string.Join(", ", plugins.Select(type => type.FullName))}. Name one under class.")),
        };
    }

    private Type Usable(Type type) =>
        !typeof(IRotationPlugin).IsAssignableFrom(type) ? throw Error($"The class {type.FullName} of {settings.Assembly} does not implement IRotationPlugin.")
        : type.GetConstructor(Type.EmptyTypes) is null ? throw Error($"The class {type.FullName} of {settings.Assembly} needs a public constructor without parameters.")
        : type;

    private static HandlerException Error(string sentence) => new("Runtime.LoadError", sentence);
}
