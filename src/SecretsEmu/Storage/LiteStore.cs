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
    private readonly string? _file;
    private readonly string _rootKeyFingerprint;
    private LiteDatabase _database;
    private bool _outOfStep;

    private LiteStore(Func<LiteDatabase> open, string? file, string rootKeyFingerprint)
    {
        _open = open;
        _file = file;
        _rootKeyFingerprint = rootKeyFingerprint;
        _database = open();
    }

    /// <summary>Opens or makes the database file.</summary>
    /// <exception cref="DataFolderException">Not a database of this version, damaged, or made under another root key.</exception>
    public static LiteStore OpenFile(string file, string rootKeyFingerprint)
    {
        try
        {
            return new LiteStore(() => Open(file), file, rootKeyFingerprint);
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
            file: null,
            rootKeyFingerprint);
    }

    public Snapshot Load()
    {
        try
        {
            if (_outOfStep)
            {
                Reopen();
            }

            // Until all of it is read; what broke off is opened anew the next time.
            _outOfStep = true;
            if (_file is not null)
            {
                // What a kill left in the log belongs to the file.
                _database.Checkpoint();
                DatabasePages.RequireAll(_file);
            }

            FormatVersion.Check(_database, _file, _rootKeyFingerprint);
            var state = Documents.Tables.Aggregate(Snapshot.Empty, (state, table) => table.Load(_database, state));
            _outOfStep = false;
            return state;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Close();
            throw failure as DataFolderException ?? Damaged(_file, failure);
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
        Close();
        _database = _open();
    }

    private void Close()
    {
        try
        {
            _database.Dispose();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // It failed before; what matters is whether it opens again.
        }
    }

    private static LiteDatabase Open(string file)
    {
        var log = LogFileOf(file);
        DatabasePages.RequireHeader(file);
        // LiteDB would make them readable for everybody.
        DataFolder.CreateFileForOwner(file);
        DataFolder.CreateFileForOwner(log);
        if (new FileInfo(file).Length > 0 && new FileInfo(log).Length == 0)
        {
            // Before LiteDB sees it: it writes a mark into a file in which it misses a page.
            DatabasePages.RequireAll(file);
        }

        return new LiteDatabase(new LiteEngine(new EngineSettings { Filename = file, Collation = Collation.Binary }));
    }

    private static string LogFileOf(string file) =>
        Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}-log{Path.GetExtension(file)}");

    private static DataFolderException Damaged(string? file, Exception cause) => new(
        DataFolderProblem.Damaged,
        $"The database {file} cannot be read: {cause.Message} Restore it from a copy (with its -log file), or remove the whole folder to start anew.",
        cause);
}
