using Amazon.Lambda.Core;

namespace RotationFunctions.Shapes;

/// <summary>Handlers that fail.</summary>
public class Breakable
{
    private int calls;

    public void Throw() => throw new InvalidOperationException("The database is closed.", new TimeoutException("No answer."));

    public async Task ThrowLater()
    {
        await Task.Yield();
        throw new InvalidOperationException("The database closed.");
    }

    /// <summary>Blocks its thread for good, as a lock that nobody gives back does.</summary>
    public void Hang()
    {
        LambdaLogger.Log($"hanging {++calls}");
        new ManualResetEventSlim().Wait();
    }

    public Task HangLater()
    {
        LambdaLogger.Log($"hanging {++calls}");
        return new TaskCompletionSource().Task;
    }

    public async Task Cancel()
    {
        using var impatient = new CancellationTokenSource();
        impatient.Cancel();
        await new TaskCompletionSource().Task.WaitAsync(impatient.Token);
    }

    public void ReadMissingFile() => File.ReadAllText(Path.Combine(Path.GetTempPath(), "secrets-emu-no-such-file"));
}

public class NoParameterlessConstructor(string name)
{
    public void Handle() => LambdaLogger.Log(name);
}

public class ThrowingConstructor
{
    public ThrowingConstructor() => throw new InvalidOperationException("DATABASE_FILE is not set.");

    public void Handle() { }
}

public class HangingConstructor
{
    public HangingConstructor()
    {
        LambdaLogger.Log("constructing");
        new ManualResetEventSlim().Wait();
    }

    public void Handle() { }
}

public static class ThrowingStatic
{
    private static readonly string Value = Environment.GetEnvironmentVariable("NOT_SET") ?? throw new InvalidOperationException("NOT_SET is not set.");

    public static void Handle() => LambdaLogger.Log(Value);
}
