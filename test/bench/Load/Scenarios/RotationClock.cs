using System.Diagnostics;
using System.Globalization;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>The clock advanced over the windows of a thousand secrets that a plugin rotates every thirty days.</summary>
internal static class RotationClock
{
    private const string Name = "rotation-clock";
    private const int WindowsInAYear = 12;
    private const int SetUpConnections = 16;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        var functions = new PluginFolder(settings);
        using (var memory = Scheduled(ServerCommand.InMemory(settings.Tool, "--handlers", functions.Handlers), settings.Rotated, settings))
        {
            yield return Advance(memory, "30d", "one advance, in memory", settings.Rotated, 10);
            yield return Advance(memory, "365d", "a year, in memory", WindowsInAYear * settings.Rotated, 60);
        }

        using var disk = Scheduled(ServerCommand.OnDisk(settings.Tool, settings.NewFolder(), "--handlers", functions.Handlers), settings.Rotated, settings);
        yield return Advance(disk, "30d", "one advance, on a data folder", settings.Rotated, 10);
    }

    /// <summary>A server whose secrets all have a schedule of thirty days; what that set going has ended.</summary>
    public static ServerProcess Scheduled(ServerCommand command, int secrets, Settings settings)
    {
        var server = ServerProcess.Start(command, settings);
        try
        {
            LoadLoop.Run(server.Port, RequestTemplate.CreateSecret(), SetUpConnections, secrets);
            LoadLoop.Run(server.Port, RequestTemplate.ScheduleRotation(), SetUpConnections, secrets);
            using var control = new ControlClient(server.Port);
            control.Advance("1s"); // It waits for the tests of the functions first.
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static Figure Advance(ServerProcess server, string by, string name, int expected, double seconds)
    {
        using var control = new ControlClient(server.Port);
        var cpu = server.CpuTime;
        var began = Stopwatch.GetTimestamp();
        var rotations = control.Advance(by);
        var elapsed = Stopwatch.GetElapsedTime(began);
        if (rotations != expected)
        {
            throw new IOException($"{rotations} rotations fired on {by}, not {expected}.");
        }

        return new(Name, string.Create(CultureInfo.InvariantCulture, $"{rotations:N0} rotations by {name}"), elapsed.TotalSeconds, "s", Target.NoMoreThan(seconds),
            $"{Figure.Rounded(rotations / elapsed.TotalSeconds)} rotations/s, server CPU {Figure.Rounded((server.CpuTime - cpu).TotalMilliseconds / rotations)} ms a rotation");
    }
}
