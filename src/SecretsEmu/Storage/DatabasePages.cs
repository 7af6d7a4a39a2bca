using System.Buffers.Binary;

namespace SecretsEmu.Storage;

/// <summary>
/// Whether a file can be a LiteDB database and is all of it. LiteDB itself takes a file shorter than a page for a new
/// one, writes a mark into one that is no database, and may not notice that pages are missing at the end (all tried).
/// </summary>
internal static class DatabasePages
{
    private const int PageBytes = 8192;
    private const int MagicAt = 32;
    private const int LastPageAt = 64;

    private static ReadOnlySpan<byte> Magic => "** This is a LiteDB file **"u8;

    /// <summary>Passes a file that is missing or empty: that becomes a new database.</summary>
    /// <exception cref="InvalidDataException">Another kind of file, or less than a database begins with.</exception>
    public static void RequireHeader(string file)
    {
        if (File.Exists(file) && new FileInfo(file).Length > 0)
        {
            LastPage(file);
        }
    }

    /// <summary>Passes when the file has every page that its header counts. Only true after a checkpoint.</summary>
    /// <exception cref="InvalidDataException">The end of the file is missing.</exception>
    public static void RequireAll(string file)
    {
        var length = new FileInfo(file).Length;
        if (length == 0)
        {
            return;
        }

        var pages = LastPage(file) + 1;
        if (length < pages * PageBytes)
        {
            throw new InvalidDataException($"It has {length} of its {pages * PageBytes} bytes, the end is missing.");
        }
    }

    private static long LastPage(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[PageBytes];
        return stream.ReadAtLeast(header, PageBytes, throwOnEndOfStream: false) == PageBytes && header.AsSpan(MagicAt).StartsWith(Magic)
            ? BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(LastPageAt))
            : throw new InvalidDataException("It is not a LiteDB file.");
    }
}
