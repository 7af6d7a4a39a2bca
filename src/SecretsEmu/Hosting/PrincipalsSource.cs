using SecretsEmu.Files;
using SecretsEmu.Principals;
using SecretsEmu.State;

namespace SecretsEmu.Hosting;

/// <summary>The principals file of a start: applied at the start, and read anew by a reset, so that an edited file counts. Without one, what the state describes stays.</summary>
internal sealed class PrincipalsSource(string? file, Writer writer)
{
    /// <exception cref="EmulatorStartException">The file cannot be read or applied; nothing was.</exception>
    public Task ApplyAtStart() => file is null ? Task.CompletedTask : ApplyFile();

    private async Task ApplyFile()
    {
        try
        {
            if (Read() is { } document)
            {
                await Apply(document);
            }
        }
        catch (FileException malformed)
        {
            throw new EmulatorStartException(StartFailure.Principals, malformed.Message, malformed);
        }
    }

    /// <summary>The file as it is now; null without one.</summary>
    /// <exception cref="FileException">It cannot be read, or is malformed.</exception>
    public PrincipalsDocument? Read() => file is null ? null : PrincipalsFile.Read(file);

    /// <summary>Puts the described principals of a document in the place of all others.</summary>
    public Task Apply(PrincipalsDocument document) => writer.Run(unit =>
    {
        document.Apply(unit);
        return document;
    });
}
