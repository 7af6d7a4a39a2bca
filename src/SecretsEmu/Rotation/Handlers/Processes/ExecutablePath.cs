using SecretsEmu.Files;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>Which file a function's program is, as a shell in the function's folder finds it: .NET alone would look beside the emulator first.</summary>
internal static class ExecutablePath
{
    /// <param name="function">Its name, for the message.</param>
    /// <param name="program">A name that is sought on the path, or a path, relative to the folder.</param>
    /// <param name="folder">The function's.</param>
    /// <param name="path">The <c>PATH</c> of the process.</param>
    /// <exception cref="HandlerException">There is none.</exception>
    public static string Find(string function, string program, string folder, string path)
    {
        var isPath = program.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar);
        string[] folders = isPath ? [folder] : [.. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(one => Path.Combine(folder, one))];
        return folders.SelectMany(one => Executable.Files(one, program)).FirstOrDefault(Executable.Is)
            ?? throw new HandlerException("Runtime.InvalidEntrypoint", isPath
                ? $"The function {function} cannot start: {Path.Combine(folder, program)} is not an executable file."
                : $"The function {function} cannot start: {program} is not installed, or not on the PATH.");
    }
}
