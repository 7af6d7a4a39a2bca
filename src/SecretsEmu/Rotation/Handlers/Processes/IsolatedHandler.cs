using System.Collections.Immutable;
using System.Reflection;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>
/// A plugin or a .NET Lambda function in processes of the tool's own, which load it as this process would: it may end its process, hang
/// or leak there, and two of them run at once.
/// </summary>
internal sealed class IsolatedHandler : IHandler
{
    private const string Tool = "secrets-emu";

    private readonly ProcessHandler? _processes;

    /// <param name="settings">A <see cref="PluginSettings"/> or <see cref="DotNetSettings"/>.</param>
    /// <param name="identity">Who the function is.</param>
    /// <param name="runtime">Where it asks for work.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="tool">The tool's file, <c>secrets-emu</c> or <c>secrets-emu.dll</c>; null is this process, if that is the tool.</param>
    public IsolatedHandler(HandlerSettings settings, FunctionIdentity identity, RuntimeApi runtime, TimeProvider time, string? tool)
    {
        Settings = settings;
        var command = CommandOf(tool);
        if (command.Length > 0)
        {
            _processes = new ProcessHandler(ProcessOf(settings, command), identity, runtime, time);
        }
    }

    public HandlerSettings Settings { get; }

    public Task<IHandlerSession> Open(CancellationToken cancellation) => _processes?.Open(cancellation) ?? throw new HandlerException(
        "Runtime.InvalidEntrypoint",
        $"The function {Settings.Name} is to run in a process of its own, which takes the tool {Tool}: this program only contains the emulator. Name the tool's file with SecretsEmulatorOptions.ToolPath, or leave the isolation out.");

    public ValueTask DisposeAsync() => _processes?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static ProcessSettings ProcessOf(HandlerSettings settings, ImmutableArray<string> command) => new()
    {
        Name = settings.Name,
        Timeout = settings.Timeout,
        Environment = settings.Environment.SetItem(IsolatedFunction.Variable, IsolatedFunction.ToJson(settings)),
        Folder = settings is PluginSettings plugin ? Path.GetDirectoryName(plugin.Assembly)! : ((DotNetSettings)settings).Folder,
        Command = [.. command, IsolatedFunction.Command],
        Handler = settings is DotNetSettings function ? function.Handler : settings.Name,
    };

    // Empty when this process is not the tool. It may run as a program, or under dotnet.
    private static ImmutableArray<string> CommandOf(string? tool)
    {
        if (tool is not null)
        {
            var file = Path.GetFullPath(tool);
            return file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", file] : [file];
        }

        if (Assembly.GetEntryAssembly() is not { } entry || entry.GetName().Name != Tool)
        {
            return [];
        }

        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Tool ? [Environment.ProcessPath!] : [Environment.ProcessPath!, entry.Location];
    }
}
