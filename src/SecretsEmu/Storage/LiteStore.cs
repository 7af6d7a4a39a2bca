using LiteDB;
using LiteDB.Engine;
using SecretsEmu.Kms;
using SecretsEmu.Randomness;
using SecretsEmu.State;

namespace SecretsEmu.Storage;

/// <summary>
/// The LiteDB file: read whole at the start, written by the writer's thread only. Its traps and how they are met
/// (measured): a returned commit is not always in the log, so a checkpoint follows before anybody is answered; the
/// default collation takes <c>a</c> and <c>A</c> for the same key; its object mapper trims strings and costs a start
/// some fifty milliseconds, so documents are written by hand to the engine below it. Opening the engine costs as much
/// again, so an empty store is opened by its first commit.
/// </summary>
internal sealed class LiteStore : IStore
{
    private readonly Func<(LiteEngine Engine, DatabaseFiles? Files)> _open;
    private readonly Func<bool> _isEmpty;
    private readonly RootKey _rootKey;
    private readonly string? _file;
    private readonly Dictionary<Table, TableDocuments> _tables;
    private LiteEngine? _engine;
    private DatabaseFiles? _files;
    private bool _isNew;
    private IReadOnlyList<Change>? _upgrade;

    private LiteStore(Func<(LiteEngine, DatabaseFiles?)> open, Func<bool> isEmpty, RootKey rootKey, IRandom random, string? file)
    {
        (_open, _isEmpty, _rootKey, _file) = (open, isEmpty, rootKey, file);
        _tables = Documents.TablesOf(rootKey, random).ToDictionary(documents => documents.Table);
    }

    /// <summary>The database in a file, made when it is missing.</summary>
    /// <exception cref="DataFolderException">The file cannot be made.</exception>
    public static LiteStore InFile(string file, RootKey rootKey, IRandom random)
    {
        try
        {
            CreateForOwner(file);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(DataFolderProblem.Unusable, $"The database {file} cannot be made: {unusable.Message}", unusable);
        }

        return new LiteStore(() => OpenFile(file), () => new FileInfo(file).Length == 0 && LogIsEmpty(file), rootKey, random, file);
    }

    /// <summary>The same in memory: nothing outlives the process.</summary>
    public static LiteStore InMemory(RootKey rootKey, IRandom random)
    {
        // One pair of streams for as long as the store lives: opening anew after a failed commit must find what was there.
        var (data, log) = (new MemoryStream(), new MemoryStream());
        return new LiteStore(
            () => (new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, Collation = Collation.Binary }), null),
            () => data.Length == 0,
            rootKey,
            random,
            file: null);
    }

    /// <exception cref="DataFolderException">Not a database of this version, damaged, or made under another root key.</exception>
    public Snapshot Load()
    {
        Close();
        _upgrade = null;
        _isNew = _isEmpty();
        if (_isNew)
        {
            return Snapshot.Empty;
        }

        try
        {
            var engine = Open();
            if (_file is not null)
            {
                // What a kill left in the log belongs to the file.
                engine.Checkpoint();
                DatabasePages.RequireAll(_file);
            }

            var format = FormatVersion.Read(engine, _rootKey, _file);
            _isNew = format is null;
            var loaded = _tables.Values.Aggregate(Snapshot.Empty, (state, table) => table.Load(engine, state));
            return format is null or FormatVersion.Current ? loaded : Upgrade(format.Value, loaded);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Close();
            throw failure as DataFolderException ?? new DataFolderException(
                DataFolderProblem.Damaged,
                $"The database {_file} cannot be read: {failure.Message} Restore it from a copy (with its -log file), or remove the whole folder to start anew.",
                failure);
        }
    }

    public void Commit(IReadOnlyCollection<Change> changes)
    {
        // First, as the root key may come to be with it: a kill must not leave a database without its key.
        var format = _isNew || _upgrade is not null ? FormatVersion.Of(_rootKey) : null;
        var engine = Open();
        engine.BeginTrans();
        if (format is not null)
        {
            FormatVersion.Write(engine, format);
        }

        foreach (var change in (_upgrade ?? []).Concat(changes))
        {
            _tables[change.Table].Write(engine, change);
        }

        engine.Commit();
        engine.Checkpoint();
        _files?.FlushToDisk();
        (_isNew, _upgrade) = (false, null);
    }

    public void Dispose() => Close();

    // A start writes nothing: what the older format lacked goes into the file with the first commit.
    private Snapshot Upgrade(int format, Snapshot loaded)
    {
        var unit = new UnitOfWork(loaded);
        FormatUpgrade.From(format, unit);
        _upgrade = unit.Changes;
        return unit.State;
    }

    private LiteEngine Open()
    {
        if (_engine is null)
        {
            (_engine, _files) = _open();
        }

        return _engine;
    }

    private void Close()
    {
        try
        {
            _engine?.Dispose();
            _files?.FlushToDisk();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // It failed before; what matters is whether it opens again.
        }

        _files?.Dispose();
        (_engine, _files) = (null, null);
    }

    private static (LiteEngine, DatabaseFiles?) OpenFile(string file)
    {
        // Before LiteDB sees it: it writes a mark into a file that is none of its own or in which it misses a page.
        DatabasePages.RequireHeader(file);
        if (LogIsEmpty(file))
        {
            DatabasePages.RequireAll(file);
        }

        // Closing after a failure may have removed the log.
        CreateForOwner(file);
        var files = new DatabaseFiles(file, LogFileOf(file));
        try
        {
            return (new LiteEngine(new EngineSettings { DataStream = files.Data, LogStream = files.Log, Collation = Collation.Binary }), files);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    // LiteDB would make them readable for everybody.
    private static void CreateForOwner(string file)
    {
        DataFolder.CreateFileForOwner(file);
        DataFolder.CreateFileForOwner(LogFileOf(file));
    }

    private static bool LogIsEmpty(string file) => new FileInfo(LogFileOf(file)) is not { Exists: true, Length: > 0 };

    private static string LogFileOf(string file) =>
        Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}-log{Path.GetExtension(file)}");
}
