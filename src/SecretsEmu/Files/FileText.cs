using System.Text;

namespace SecretsEmu.Files;

/// <summary>Reads a file of the user's as text.</summary>
internal static class FileText
{
    private const int Largest = 64 * 1024 * 1024;

    /// <param name="path">Where it is.</param>
    /// <param name="kind">What it is called in messages, such as <c>seed file</c>.</param>
    /// <exception cref="FileException">It cannot be read, is too large or no text.</exception>
    public static string Read(string path, string kind)
    {
        if (Directory.Exists(path))
        {
            throw new FileException($"The {kind} {path} is a folder: name a file.");
        }

        try
        {
            return new FileInfo(path).Length > Largest
                ? throw new FileException($"The {kind} {path} is larger than {Largest} bytes.")
                : new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException notText)
        {
            throw new FileException($"The {kind} {path} is not UTF-8 text.", notText);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new FileException($"The {kind} {path} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
