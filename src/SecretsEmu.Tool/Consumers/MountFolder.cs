namespace SecretsEmu.Tool.Consumers;

/// <summary>The folder that files are mounted in. Each is replaced as a whole: whoever reads it has the old content or the new, never a part.</summary>
internal sealed class MountFolder(string path)
{
    private readonly Dictionary<string, byte[]> _written = new(StringComparer.Ordinal);

    /// <summary>Writes what is new, has changed or has gone.</summary>
    /// <returns>The names of what was written.</returns>
    /// <exception cref="ToolException">The folder cannot be written.</exception>
    public IReadOnlyList<string> Write(IEnumerable<MountFile> files)
    {
        try
        {
            return [.. files.Where(WriteOne).Select(file => file.Name)];
        }
        catch (Exception nowhere) when (nowhere is FileNotFoundException or DirectoryNotFoundException)
        {
            // Where no folder can be made .NET says that a file could not be found.
            throw new ToolException(ExitCodes.NoServer, $"The folder {path} cannot be written: nothing can be made there.");
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCodes.NoServer, $"The folder {path} cannot be written: {unwritable.Message}");
        }
    }

    private bool WriteOne(MountFile file)
    {
        var target = Path.Combine(path, file.Name);
        if (_written.TryGetValue(file.Name, out var content) && content.AsSpan().SequenceEqual(file.Content) && File.Exists(target))
        {
            return false;
        }

        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        var fresh = Path.Combine(folder, $".{Path.GetFileName(target)}.new");
        File.Delete(fresh);
        try
        {
            WriteFresh(fresh, file);
            File.Move(fresh, target, overwrite: true);
        }
        catch
        {
            // It holds a secret, and nobody would look for it.
            File.Delete(fresh);
            throw;
        }

        _written[file.Name] = file.Content;
        return true;
    }

    private static void WriteFresh(string path, MountFile file)
    {
        using var stream = new FileStream(path, Options());
        stream.Write(file.Content);
        if (!OperatingSystem.IsWindows())
        {
            // As it is asked for, whatever the process takes from new files.
            File.SetUnixFileMode(stream.SafeFileHandle, file.Mode);
        }

        stream.Flush(flushToDisk: true);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
