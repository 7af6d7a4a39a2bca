using System.Runtime.InteropServices;
using SecretsEmu.Plugins;

namespace UnusablePlugins;

/// <summary>What the others share; no plugin itself.</summary>
public abstract class Idle : IRotationPlugin
{
    public virtual Task CreateSecretAsync(IRotationContext context) => Task.CompletedTask;

    public virtual Task SetSecretAsync(IRotationContext context) => Task.CompletedTask;

    public virtual Task TestSecretAsync(IRotationContext context) => Task.CompletedTask;

    public virtual Task FinishSecretAsync(IRotationContext context) => Task.CompletedTask;
}

/// <summary>Is one by what it inherits, and has no name.</summary>
public sealed class Inherits : Idle;

internal sealed class Hidden : Idle;

public class Open<T> : Idle
{
    public T? Value { get; init; }
}

/// <summary>Is one by the generic class that it inherits.</summary>
public sealed class Closed : Open<string>;

public sealed class NeedsAnArgument(string value) : Idle
{
    public string Value { get; } = value;
}

public static class Holder
{
    [RotationFunction("nested")]
    public sealed class Nested : Idle;
}

public sealed class NoPlugin;

public sealed class ThrowsInConstructor : Idle
{
    public ThrowsInConstructor() => throw new UnsetException("DATABASE_FILE is not set.");
}

public sealed class ThrowsInStaticMember : Idle
{
    private static readonly string File = Environment.GetEnvironmentVariable("SECRETS_EMU_NEVER_SET") ?? throw new UnsetException("DATABASE_FILE is not set.");

    public override Task CreateSecretAsync(IRotationContext context)
    {
        context.Log(File);
        return Task.CompletedTask;
    }
}

public sealed class UnsetException(string message) : Exception(message);

/// <summary>Blocks until the test opens the gate.</summary>
public sealed class HangsInConstructor : Idle
{
    public HangsInConstructor() => Gate.Wait();
}

/// <summary>Blocks its thread, heeds nothing, and must not be disposed while it does.</summary>
public sealed class HangsInStep : Idle, IDisposable
{
    public override Task SetSecretAsync(IRotationContext context)
    {
        context.Log("hanging");
        Gate.Wait();
        return Task.CompletedTask;
    }

    public void Dispose() => Gate.Note("disposed");
}

/// <summary>Blocks when it is disposed.</summary>
public sealed class HangsInDispose : Idle, IDisposable
{
    public void Dispose() => Gate.Wait();
}

public sealed class ThrowsInDispose : Idle, IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        Gate.Note("disposed");
        throw new UnsetException("The database is gone.");
    }
}

/// <summary>Heeds the word that its time is over with an exception of its own.</summary>
public sealed class GivesUpLoudly : Idle
{
    public override async Task SetSecretAsync(IRotationContext context)
    {
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(context.Cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new UnsetException("The database did not answer.");
        }
    }
}

/// <summary>What a test shares with a plugin that is loaded apart: types of .NET's own.</summary>
internal static class Gate
{
    public static void Wait() => ((ManualResetEventSlim)AppContext.GetData("UnusablePlugins.Gate")!).Wait();

    public static void Note(string line) => ((Action<string>)AppContext.GetData("UnusablePlugins.Note")!)(line);
}

/// <summary>Counts the steps of its rotation.</summary>
public sealed class Counts : Idle
{
    private int _steps;

    public override Task CreateSecretAsync(IRotationContext context)
    {
        context.Log($"step {++_steps}");
        return Task.CompletedTask;
    }
}

/// <summary>Counts the steps that this copy of the code has seen.</summary>
public sealed class CountsForAll : Idle
{
    private static int _steps;

    public override Task CreateSecretAsync(IRotationContext context)
    {
        context.Log($"step {Interlocked.Increment(ref _steps)}");
        return Task.CompletedTask;
    }
}

public sealed class ReturnsNoTask : Idle
{
    public override Task CreateSecretAsync(IRotationContext context) => null!;
}

public sealed class NeedsLibrary : Idle
{
    public override Task SetSecretAsync(IRotationContext context)
    {
        context.Log(PluginLibrary.Greeting.Text);
        return Task.CompletedTask;
    }
}

public sealed class NeedsLibraryAtOnce : Idle
{
    private readonly string _text = PluginLibrary.Greeting.Text;

    public override Task SetSecretAsync(IRotationContext context)
    {
        context.Log(_text);
        return Task.CompletedTask;
    }
}

/// <summary>Calls a library of .NET's own, which the test lays beside it under another name.</summary>
public sealed class NeedsNativeLibrary : Idle
{
    public override Task SetSecretAsync(IRotationContext context)
    {
        context.Log($"{Crc32(0, "rotation"u8.ToArray(), 8):x8}");
        return Task.CompletedTask;
    }

    [DllImport("plugin-checksum", EntryPoint = "CompressionNative_Crc32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern uint Crc32(uint crc, byte[] buffer, int length);
}
