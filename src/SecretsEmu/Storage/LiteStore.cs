using LiteDB;
using LiteDB.Engine;
using SecretsEmu.State;

namespace SecretsEmu.Storage;

/// <summary>
/// The LiteDB file: read whole at the start, written by the writer's thread only. Its traps and how they are met
/// (measured): a returned commit is not always in the log, so a checkpoint follows before anybody is answered; the
/// default collation takes <c>a</c> and <c>A</c> for the same key; its object mapper trims strings, so documents are
/// written by hand.
/// </summary>
internal sealed class LiteStore : IStore
{
    private readonly Func<LiteDatabase> _open;
    private readonly string _rootKeyFingerprint;
    private readonly string? _file;
    private LiteDatabase _database;
    private bool _outOfStep;

    private LiteStore(Func<LiteDatabase> open, string rootKeyFingerprint, string? file)
    {
        _file = file;
        _open = open;
        _rootKeyFingerprint = rootKeyFingerprint;
        _database = open();
    }

    /// <summary>Opens or makes the database file.</summary>
    /// <exception cref="DataFolderException">Not a database of this version, damaged, or made under another root key.</exception>
    public static LiteStore OpenFile(string file, string rootKeyFingerprint)
    {
        try
        {
            // LiteDB would make them readable for everybody.
            DataFolder.CreateFileForOwner(file);
            DataFolder.CreateFileForOwner(LogFileOf(file));
            return new LiteStore(
                () => new LiteDatabase(new LiteEngine(new EngineSettings { Filename = file, Collation = Collation.Binary })), rootKeyFingerprint, file);
        }
        catch (Exception damaged) when (damaged is not (DataFolderException or OutOfMemoryException))
        {
            throw Damaged(file, damaged);
        }
    }

    /// <summary>The same in memory: nothing outlives the process.</summary>
    public static LiteStore OpenInMemory(string rootKeyFingerprint)
    {
        // One pair of streams for as long as the store lives: opening anew after a failed commit must find what was there.
        var (data, log) = (new MemoryStream(), new MemoryStream());
        return new LiteStore(
            () => new LiteDatabase(new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, Collation = Collation.Binary })),
            rootKeyFingerprint,
            file: null);
    }

    /// <exception cref="DataFolderException">The file opened, but what is in it cannot be read: a truncated one is found out only here.</exception>
    public Snapshot Load()
    {
        if (_outOfStep)
        {
            Reopen();
        }

        try
        {
            FormatVersion.Check(_database, _rootKeyFingerprint);
            return Documents.Tables.Aggregate(Snapshot.Empty, (state, table) => table.Load(_database, state));
        }
        catch (Exception damaged) when (_file is not null && damaged is not (DataFolderException or OutOfMemoryException))
        {
            throw Damaged(_file, damaged);
        }
    }

    public void Commit(IReadOnlyCollection<Change> changes)
    {
        _outOfStep = true;
        _database.BeginTrans();
        foreach (var change in changes)
        {
            Documents.Of(change.Table).Write(_database, change);
        }

        _database.Commit();
        _database.Checkpoint();
        _outOfStep = false;
    }

    public void Dispose() => _database.Dispose();

    private void Reopen()
    {
        try
        {
            _database.Dispose();
        }
        catch (Exception broken) when (broken is IOException or LiteException or UnauthorizedAccessException)
        {
            // It failed before; what matters is whether it opens again.
        }

        _database = _open();
        _outOfStep = false;
    }

    private static string LogFileOf(string file) =>
        Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}-log{Path.GetExtension(file)}");

    private static DataFolderException Damaged(string file, Exception cause) => new(
        DataFolderProblem.Damaged,
        $"The database {file} cannot be read: {cause.Message} Restore it from a copy (with its -log file), or remove the whole folder to start anew.",
        cause);
}
