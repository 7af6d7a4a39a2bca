using SecretsEmu.Control;
using SecretsEmu.Explain;
using SecretsEmu.Faults;
using SecretsEmu.Files;
using SecretsEmu.Seeding;
using SecretsEmu.SecretsManager;
using SecretsEmu.State;

namespace SecretsEmu.Hosting;

/// <summary>The seed files of a start: applied at the start, and read anew by a reset, so that an edited file counts.</summary>
internal sealed class SeedSource(
    SecretsEmulatorOptions options, Seeder seeder, PrincipalsSource principals, Writer writer, Clock clock, AccessNotes notes, Refusals refusals, ActiveFaults faults)
{
    /// <exception cref="EmulatorStartException">A file cannot be read or applied; nothing was.</exception>
    public Task<SeedReport> ApplyAtStart() =>
        options.SeedFiles.Count == 0 ? Task.FromResult(new SeedReport([], [])) : ApplyFiles();

    /// <exception cref="FileException">A file is malformed; nothing was applied.</exception>
    public Task<SeedReport> Apply(IReadOnlyList<SeedText> files)
    {
        var documents = files.Select(file => SeedFile.Parse(file.Name!, file.Text!)).ToList();
        return Run(unit => seeder.Apply(documents, unit, clock.Now(unit.State)));
    }

    /// <exception cref="FileException">A seed file or the principals file cannot be read any more; nothing was reset.</exception>
    public Task<SeedReport> Reset()
    {
        var documents = ReadFiles();
        var described = principals.Read();
        return Run(unit =>
        {
            unit.RemoveEverything();
            described?.Apply(unit);
            var report = seeder.Apply(documents, unit, clock.Now(unit.State));
            // Only now can the seeds refuse nothing more; before the commit, which would take notes along to seeds with the same ARNs.
            notes.Clear();
            refusals.Clear();
            faults.Clear();
            return report;
        });
    }

    // Replicas of seeded secrets are there when it completes.
    private async Task<SeedReport> Run(Func<UnitOfWork, SeedReport> seed)
    {
        var report = await writer.Run(seed);
        await clock.RunDue();
        return report;
    }

    private async Task<SeedReport> ApplyFiles()
    {
        try
        {
            var documents = ReadFiles();
            return await Run(unit => seeder.Apply(documents, unit, clock.Now(unit.State)));
        }
        catch (FileException malformed)
        {
            throw new EmulatorStartException(StartFailure.Seed, malformed.Message, malformed);
        }
    }

    private List<SeedDocument> ReadFiles() => [.. options.SeedFiles.Select(SeedFile.Read)];
}
