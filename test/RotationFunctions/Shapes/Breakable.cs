using Amazon.Lambda.Core;

namespace RotationFunctions.Shapes;

/// <summary>Handlers that fail.</summary>
public class Breakable
{
    public void Throw() => throw new InvalidOperationException("The database is closed.", new TimeoutException("No answer."));

    public async Task ThrowLater()
    {
        await Task.Yield();
        throw new InvalidOperationException("The database closed.");
    }

    /// <summary>Blocks its thread for good, as a lock that nobody gives back does.</summary>
    public void Hang()
    {
        LambdaLogger.Log("hanging");
        new ManualResetEventSlim().Wait();
    }

    public Task HangLater()
    {
        LambdaLogger.Log("hanging");
        return new TaskCompletionSource().Task;
    }

    /// <summary>Is late by what it takes to look at the clock once more.</summary>
    public async Task StopWhenTimeIsOver(ILambdaContext context)
    {
        LambdaLogger.Log("waiting");
        while (context.RemainingTime > TimeSpan.Zero)
        {
            await Task.Yield();
        }
    }
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
    public HangingConstructor() => new ManualResetEventSlim().Wait();

    public void Handle() { }
}

public static class ThrowingStatic
{
    private static readonly string Value = Environment.GetEnvironmentVariable("NOT_SET") ?? throw new InvalidOperationException("NOT_SET is not set.");

    public static void Handle() => LambdaLogger.Log(Value);
}
