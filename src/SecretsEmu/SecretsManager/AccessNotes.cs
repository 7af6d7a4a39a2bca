using System.Collections.Concurrent;
using System.Collections.Immutable;
using SecretsEmu.Calls;
using SecretsEmu.State;

namespace SecretsEmu.SecretsManager;

/// <summary>
/// On which day each secret and version was last read. A read writes nothing durable: it leaves a note here, which rides
/// along with a later commit or the clean stop. Dates are whole days (secretsmanager.md 0.9).
/// </summary>
internal sealed class AccessNotes
{
    // A commit that somebody waits for takes only so many along.
    private const int NotesInACommit = 100;

    private readonly ConcurrentDictionary<(string Arn, string VersionId), DateTimeOffset> _notes = new();

    /// <summary>Who read what.</summary>
    public Readers Readers { get; } = new();

    public void NoteRead(Secret secret, SecretVersion version, RequestContext context)
    {
        if (!context.IsRotationFunction)
        {
            Readers.Note(secret, version, context);
        }

        var day = new DateTimeOffset(context.Now.UtcDateTime.Date, TimeSpan.Zero);
        if (version.LastAccessedDate != day || secret.LastAccessedDate != day)
        {
            Note((secret.Arn, version.VersionId), day);
            Note((secret.Arn, ""), day);
        }
    }

    public DateTimeOffset? LastAccessedDate(Secret secret) => Later(secret.LastAccessedDate, secret.Arn, "");

    public DateTimeOffset? LastAccessedDate(Secret secret, SecretVersion version) =>
        Later(version.LastAccessedDate, secret.Arn, version.VersionId);

    /// <summary>Puts notes into a unit; those that an earlier commit kept are dropped.</summary>
    /// <param name="unit">The unit that is about to be committed.</param>
    /// <param name="all">Whether to take all of them, whatever it costs: at the stop.</param>
    public void RideAlong(UnitOfWork unit, bool all)
    {
        if (all)
        {
            Readers.WriteDown(unit);
        }

        var taken = 0;
        foreach (var note in _notes)
        {
            if (!all && taken == NotesInACommit)
            {
                return;
            }

            if (unit.State.SecretByArn(note.Key.Arn) is not { } secret || IsKept(secret, note.Key.VersionId, note.Value))
            {
                _notes.TryRemove(note);
                continue;
            }

            unit.Put(note.Key.VersionId.Length == 0
                ? secret with { LastAccessedDate = note.Value }
                : secret with { Versions = Read(secret.Versions, note.Key.VersionId, note.Value) });
            taken++;
        }
    }

    public void Clear()
    {
        _notes.Clear();
        Readers.Clear();
    }

    private void Note((string, string) key, DateTimeOffset day)
    {
        if (!_notes.TryGetValue(key, out var noted) || noted < day)
        {
            _notes[key] = day;
        }
    }

    private DateTimeOffset? Later(DateTimeOffset? kept, string arn, string versionId) =>
        _notes.TryGetValue((arn, versionId), out var noted) && !(kept > noted) ? noted : kept;

    private static bool IsKept(Secret secret, string versionId, DateTimeOffset day) => versionId.Length == 0
        ? secret.LastAccessedDate >= day
        : secret.FindVersion(versionId) is not { } version || version.LastAccessedDate >= day;

    private static ImmutableArray<SecretVersion> Read(ImmutableArray<SecretVersion> versions, string versionId, DateTimeOffset day) =>
        [.. versions.Select(version => version.VersionId == versionId ? version with { LastAccessedDate = day } : version)];
}
