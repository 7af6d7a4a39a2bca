using System.Globalization;
using System.Security.Cryptography;
using SecretsEmu.Kms;

namespace SecretsEmu.Storage;

/// <summary>Why a data folder cannot be used.</summary>
internal enum DataFolderProblem
{
    Locked,
    NewerFormat,
    Damaged,
    RootKey,
    Unusable,
}

/// <summary>The folder cannot be used; the message says which file and what to do.</summary>
internal sealed class DataFolderException(DataFolderProblem problem, string message, Exception? inner = null) : Exception(message, inner)
{
    public DataFolderProblem Problem { get; } = problem;
}

/// <summary>
/// The folder that one emulator at a time keeps its state in: the database, the root key, and the lock that says who has
/// it. LiteDB takes no lock on Linux, so the lock file is ours; the pid stands in a file beside it, since a locked file
/// cannot be read. Files are for their owner only.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string _folder;
    private readonly FileStream _lock;

    private DataFolder(string folder, FileStream locked) => (_folder, _lock) = (folder, locked);

    public string DatabaseFile => Path.Combine(_folder, "secrets-emu.db");

    private string RootKeyFile => Path.Combine(_folder, "root.key");

    private string PidFile => PidFileOf(_folder);

    /// <summary>Makes the folder when it is missing and takes its lock.</summary>
    /// <exception cref="DataFolderException">Another emulator has it, or it cannot be made or written.</exception>
    public static DataFolder Take(string folder)
    {
        try
        {
            CreateForOwner(folder);
            var data = new DataFolder(folder, new FileStream(Path.Combine(folder, "secrets-emu.lock"), ForOwner(FileMode.OpenOrCreate)));
            WriteForOwner(data.PidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return data;
        }
        catch (IOException busy) when (IsLocked(busy))
        {
            throw new DataFolderException(
                DataFolderProblem.Locked,
                $"The data folder {folder} is in use by another secrets-emu{PidOf(folder)}. Stop it, or give this one its own --data folder.",
                busy);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new DataFolderException(
                DataFolderProblem.Unusable, $"The data folder {folder} cannot be used: {unusable.Message}", unusable);
        }
    }

    /// <summary>The key in the folder; a new one is made only for a folder that has no database yet.</summary>
    /// <exception cref="DataFolderException">The file is missing beside a database, or is no key.</exception>
    public RootKey ReadOrCreateRootKey(Randomness.IRandom random)
    {
        if (File.Exists(RootKeyFile))
        {
            return ParseRootKey(File.ReadAllText(RootKeyFile).Trim())
                ?? throw new DataFolderException(
                    DataFolderProblem.RootKey, $"The root key file {RootKeyFile} does not hold 32 bytes in base64. Restore it, or remove the whole folder to start anew.");
        }

        if (File.Exists(DatabaseFile) && new FileInfo(DatabaseFile).Length > 0)
        {
            throw new DataFolderException(
                DataFolderProblem.RootKey,
                $"The root key file {RootKeyFile} is missing, so the secrets beside it cannot be decrypted. Restore it, set SECRETS_EMU_ROOT_KEY, or remove the whole folder to start anew.");
        }

        return RootKey.MadeOnFirstUse(() =>
        {
            var key = new byte[RootKey.Bytes];
            random.Fill(key);
            WriteForOwner(RootKeyFile, Convert.ToBase64String(key));
            return key;
        });
    }

    /// <summary>32 bytes in base64, or null.</summary>
    public static RootKey? ParseRootKey(string text)
    {
        var key = new byte[RootKey.Bytes];
        var parsed = Convert.TryFromBase64String(text, key, out var length) && length == RootKey.Bytes ? new RootKey(key) : null;
        CryptographicOperations.ZeroMemory(key);
        return parsed;
    }

    public void Dispose()
    {
        File.Delete(PidFile);
        _lock.Dispose();
    }

    /// <summary>Makes an empty file for its owner only, unless it is there already.</summary>
    public static void CreateFileForOwner(string file)
    {
        using (new FileStream(file, ForOwner(FileMode.OpenOrCreate, FileShare.ReadWrite)))
        {
        }
    }

    private static void CreateForOwner(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // Written beside and moved into place, so that a kill leaves the whole file or none.
    private static void WriteForOwner(string file, string text)
    {
        var beside = file + ".new";
        File.Delete(beside);
        using (var stream = new FileStream(beside, ForOwner(FileMode.CreateNew)))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, file, overwrite: true);
    }

    private static FileStreamOptions ForOwner(FileMode mode, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    // EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation; a full or read-only disk is an IOException too.
    private static bool IsLocked(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string PidFileOf(string folder) => Path.Combine(folder, "secrets-emu.pid");

    private static string PidOf(string folder)
    {
        try
        {
            return $" (pid {File.ReadAllText(PidFileOf(folder)).Trim()})";
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
