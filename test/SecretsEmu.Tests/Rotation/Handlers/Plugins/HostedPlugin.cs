using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using SecretsEmu.Rotation.Handlers;
using SecretsEmu.Rotation.Handlers.Loading;
using SecretsEmu.Rotation.Handlers.Plugins;

namespace SecretsEmu.Tests.Rotation.Handlers.Plugins;

/// <summary>A plugin of test/RotationPlugins or test/UnusablePlugins, or of a copy of their folders, hosted as the emulator hosts a user's.</summary>
internal sealed class HostedPlugin : IAsyncDisposable
{
    private static readonly string[] Steps = ["createSecret", "setSecret", "testSecret", "finishSecret"];

    public HostedPlugin(string? className, string? assembly = null, string name = "rotate", RetiredContexts? retired = null)
    {
        Retired = retired ?? Retired;
        Handler = new(new PluginSettings { Name = name, Assembly = assembly ?? Usable, Class = className }, Wall, Retired);
    }

    /// <summary>Where test/RotationPlugins was built.</summary>
    public static string Usable { get; } = Built("RotationPlugins");

    /// <summary>Where test/UnusablePlugins was built.</summary>
    public static string Unusable { get; } = Built("UnusablePlugins");

    public FakeTimeProvider Wall { get; } = new(new DateTimeOffset(2100, 1, 31, 8, 0, 0, TimeSpan.Zero));

    public RetiredContexts Retired { get; } = new(_ => { });

    public PluginHandler Handler { get; }

    public OneSecret Secret { get; private set; } = new();

    /// <summary>A class of test/UnusablePlugins.</summary>
    public static HostedPlugin OfUnusable(string className, string? assembly = null) => new($"UnusablePlugins.{className}", assembly ?? Unusable);

    /// <summary>Why a plugin cannot be opened.</summary>
    public static async Task<HandlerException> Refusal(string? className, string? assembly = null)
    {
        await using var plugin = new HostedPlugin(className, assembly ?? Unusable);
        return await plugin.OpenRefused();
    }

    public Task<IHandlerSession> Open() => Handler.Open(CancellationToken.None);

    public Task<HandlerException> OpenRefused() => Should.ThrowAsync<HandlerException>(() => Handler.Open(CancellationToken.None));

    /// <summary>One step of a rotation, and what it logged.</summary>
    public async Task<IReadOnlyList<string>> Run(string name)
    {
        await using var session = await Open();
        var step = new Step(name, secrets: Secret);
        await session.Invoke(step.Invocation, CancellationToken.None);
        return step.Log;
    }

    /// <summary>The four steps, of a secret that was never rotated.</summary>
    public async Task Rotate()
    {
        Secret = new();
        await using var session = await Open();
        foreach (var step in Steps)
        {
            await session.Invoke(new Step(step, secrets: Secret).Invocation, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => Handler.DisposeAsync();

    private static string Built(string name) => Path.GetFullPath(
        typeof(HostedPlugin).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == name).Value!);
}
