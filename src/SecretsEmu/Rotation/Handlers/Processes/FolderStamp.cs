using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>What the files of a folder look like now: equal stamps mean that nobody changed them.</summary>
internal static class FolderStamp
{
    /// <param name="folder">Its full path.</param>
    /// <exception cref="HandlerException">It cannot be read.</exception>
    public static string Of(string folder)
    {
        try
        {
            var files = new FileSystemEnumerable<string>(folder, Line, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
                ShouldRecursePredicate = IsCode,
            };
            var text = string.Join('\n', files.Order(StringComparer.Ordinal));
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
        catch (DirectoryNotFoundException absent)
        {
            throw new HandlerException("Runtime.InvalidWorkingDir", $"The folder of the function, {folder}, does not exist.", inner: absent);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new HandlerException("Runtime.InvalidWorkingDir", $"The folder of the function, {folder}, cannot be read: {unreadable.Message}", inner: unreadable);
        }
    }

    // A link may lead back to where it lies; what interpreters and tools keep for themselves is not the function's code, and installed
    // packages are thousands of files that change with an install only, which a change of package.json or a restart tells.
    private static bool IsCode(ref FileSystemEntry folder) =>
        !folder.Attributes.HasFlag(FileAttributes.ReparsePoint) && !folder.FileName.StartsWith('.') 
        && folder.FileName is not ("__pycache__" or "node_modules");

    private static string Line(ref FileSystemEntry file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.ToFullPath()} {file.Length} {file.LastWriteTimeUtc.UtcTicks}");
}
