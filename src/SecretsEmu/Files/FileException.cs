namespace SecretsEmu.Files;

/// <summary>A seed or principals file cannot be read or applied; nothing of it was. The message gives file, line and reason, never a value.</summary>
internal sealed class FileException(string message, Exception? inner = null) : ArgumentException(message, inner)
{
    public FileException(string file, int line, string reason, Exception? inner = null)
        : this($"{file}, line {line}: {reason}", inner)
    {
    }
}
