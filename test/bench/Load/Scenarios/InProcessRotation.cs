using System.Diagnostics;
using SecretsEmu.Hosting;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>An emulator in this process with secrets to rotate: nobody has to ask when a rotation has ended.</summary>
internal sealed class InProcessRotation : IDisposable
{
    private readonly SecretsEmulator _emulator;
    private readonly Connection _connection;
    private readonly RequestTemplate _rotate;
    private int _rotations;

    /// <param name="functions">The plugin.</param>
    /// <param name="secrets">How many take turns: one takes about a hundred versions a day.</param>
    /// <param name="dataFolder">Null keeps everything in memory.</param>
    public InProcessRotation(PluginFolder functions, int secrets, string? dataFolder)
    {
        _emulator = SecretsEmulator.StartAsync(new() { Handlers = functions.Handlers, RequireHandlers = true, DataFolder = dataFolder, RequestLog = TextWriter.Null })
            .GetAwaiter().GetResult();
        LoadLoop.Run(_emulator.Url.Port, RequestTemplate.CreateSecret(), 1, secrets);
        _connection = new Connection(_emulator.Url.Port);
        _rotate = RequestTemplate.RotateSecret(secrets);
    }

    /// <summary>From RotateSecret's request until its rotation has ended: event and dates are committed.</summary>
    public TimeSpan RotateOne()
    {
        var request = _rotate.Numbered(_rotations++);
        var began = Stopwatch.GetTimestamp();
        _connection.Exchange(request);
        _emulator.RotationsEndedAsync().GetAwaiter().GetResult();
        var elapsed = Stopwatch.GetElapsedTime(began);
        _connection.RequireSuccess();
        return elapsed;
    }

    /// <exception cref="IOException">A rotation failed, so what was measured means nothing.</exception>
    public void RequireSuccess()
    {
        using var control = new ControlClient(_emulator.Url.Port);
        if (control.CountEvents("RotationSucceeded") is var succeeded && succeeded != _rotations)
        {
            throw new IOException($"{succeeded} of {_rotations} rotations succeeded.");
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        _emulator.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
