using System.Globalization;

namespace SecretsEmu.Bench.Load.Scenarios;

/// <summary>From the start of the process to its first valid answer, each time with a new, empty data folder.</summary>
internal static class Startup
{
    private const string Name = "startup";

    // What a start took before there were keys and access: measured, bench of 2026-11-25.
    private const double Foundation = 1.59;

    public static IEnumerable<Figure> Run(Settings settings)
    {
        // The first start of each pulls its files into the page cache; a cold disk is not what this compares.
        Measure(1);
        var starts = Measure(2 * settings.Rounds);
        var (disk, memory, bare, moto) = (starts[0], starts[1], starts[2], starts.ElementAtOrDefault(3));

        yield return Time("bare Kestrel", bare);
        yield return Time("secrets-emu", disk);
        yield return Time("secrets-emu --in-memory", memory);
        yield return OfBare("secrets-emu", disk);
        yield return OfBare("secrets-emu --in-memory", memory);
        yield return new Figure(
            Name, "secrets-emu above the foundation", Rounds.Median(disk.Zip(bare, (ours, theirs) => ours - (Foundation * theirs))), "ms", Target.NoMoreThan(20),
            string.Create(CultureInfo.InvariantCulture, $"the foundation started in {Foundation} × bare Kestrel"));
        yield return moto is null
            ? new Figure(Name, "secrets-emu / moto", null, "×", Target.NoMoreThan(0.5), "moto not installed")
            : new Figure(Name, "secrets-emu / moto", Rounds.Ratio(disk, moto, ms => ms), "×", Target.NoMoreThan(0.5));
        if (moto is not null)
        {
            yield return Time("moto", moto);
        }

        List<double>[] Measure(int rounds) => Rounds.TakeTurns(rounds,
        [
            () => FirstAnswer(ServerCommand.OnDisk(settings.Tool, settings.NewFolder())),
            () => FirstAnswer(ServerCommand.InMemory(settings.Tool)),
            () => FirstAnswer(ServerCommand.Bare(settings.Bare)),
            .. settings.Moto is { } path ? [() => FirstAnswer(ServerCommand.Moto(path))] : Array.Empty<Func<double>>(),
        ]);

        double FirstAnswer(ServerCommand command)
        {
            using var server = ServerProcess.Start(command, settings);
            return server.FirstAnswer.TotalMilliseconds;
        }

        Figure OfBare(string name, List<double> ours) =>
            new(Name, $"{name} / bare", Rounds.Ratio(ours, bare, ms => ms), "×", Target.NoMoreThan(1.7), $"of the minima {Figure.Rounded(ours.Min() / bare.Min())} ×");

        static Figure Time(string name, List<double> ms) =>
            new(Name, $"{name}, median", Rounds.Median(ms), "ms", Note: $"min {Figure.Rounded(ms.Min())} ms of {ms.Count}");
    }
}
