using System.Reflection.PortableExecutable;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>Tells a program from a library without loading it.</summary>
internal static class ProgramFile
{
    /// <summary>Whether the file is a .NET assembly with a Main.</summary>
    public static bool Is(string file)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(file));
            return image.PEHeaders.CorHeader is { EntryPointTokenOrRelativeVirtualAddress: not 0 };
        }
        catch (Exception unreadable) when (unreadable is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
