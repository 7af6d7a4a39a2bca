using System.Globalization;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>A plugin that is rebuilt before every other rotation: what a reload takes, and whether an old copy stays.</summary>
internal static class RotationReload
{
    private const string Name = "rotation-reload";
    private const int Secrets = 100;
    private const int Collections = 10;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        var functions = new PluginFolder(settings);
        var (rebuilt, kept) = (new List<double>(), new List<double>());
        var most = 0;
        using (var rotation = new InProcessRotation(functions, Secrets, null))
        {
            for (var reload = 0; reload < settings.Rotated; reload++)
            {
                Rebuild(functions.LibraryFile, reload);
                rebuilt.Add(rotation.RotateOne().TotalMilliseconds);
                kept.Add(rotation.RotateOne().TotalMilliseconds);
                most = Math.Max(most, PluginFolder.CopiesInMemory());
            }

            rotation.RequireSuccess();
            Collect();
            var reloads = settings.Rotated.ToString("N0", CultureInfo.InvariantCulture);
            yield return new Figure(Name, $"copies in memory after {reloads} reloads", PluginFolder.CopiesInMemory(), "", Target.NoMoreThan(1), $"the one in use; at most {most} on the way");
        }

        Collect();
        yield return new Figure(Name, "copies in memory after the stop", PluginFolder.CopiesInMemory(), "", Target.NoMoreThan(0));
        yield return new Figure(Name, "a reload, median", Rounds.Median(rebuilt) - Rounds.Median(kept), "ms", Target.NoMoreThan(20),
            $"a rotation with it {Figure.Rounded(Rounds.Median(rebuilt))} ms, without {Figure.Rounded(Rounds.Median(kept))} ms");
    }

    // Times of their own, and past ones: for files that are just being written the emulator waits until a build has ended.
    private static void Rebuild(string library, int reload)
    {
        File.WriteAllBytes(library, File.ReadAllBytes(library));
        File.SetLastWriteTimeUtc(library, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(reload));
    }

    // A context goes in several collections: its finalizer, its types, then its code.
    private static void Collect()
    {
        for (var i = 0; i < Collections; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
