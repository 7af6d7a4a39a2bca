using System.Globalization;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>What an idle server costs whose secrets all wait for a window, beside one without secrets over the same time.</summary>
internal static class RotationIdle
{
    private const string Name = "rotation-idle";
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_watched = TimeSpan.FromSeconds(20);

    public static IEnumerable<Figure> Run(Settings settings)
    {
        var secrets = 10 * settings.Rotated;
        using var scheduled = RotationClock.Scheduled(
            ServerCommand.OnDisk(settings.Tool, settings.NewFolder(), "--handlers", new PluginFolder(settings).Handlers), secrets, settings);
        using var empty = ServerProcess.Start(ServerCommand.OnDisk(settings.Tool, settings.NewFolder()), settings);
        Thread.Sleep(s_settle); // What the load set going in the background belongs to the load.
        var (before, emptyBefore) = (scheduled.CpuTime, empty.CpuTime);
        Thread.Sleep(s_watched);
        var (used, usedByEmpty) = (scheduled.CpuTime - before, empty.CpuTime - emptyBefore);

        // The system counts in hundredths of a second. 40 ms are 0.2 % of a core: nothing that anybody could see.
        yield return new Figure(
            Name, string.Create(CultureInfo.InvariantCulture, $"server CPU in {s_watched.TotalSeconds} s with {secrets:N0} scheduled secrets"),
            used.TotalMilliseconds, "ms", Target.NoMoreThan(40), $"{usedByEmpty.TotalMilliseconds} ms with none; {Figure.Rounded(scheduled.ResidentMegabytes)} MB");
    }
}
