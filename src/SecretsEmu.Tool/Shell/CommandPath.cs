using SecretsEmu.Files;

namespace SecretsEmu.Tool.Shell;

/// <summary>
/// Which file a command's name means, as a shell finds it. .NET looks beside the tool and in the current folder first,
/// so that a folder called <c>test</c> or <c>make</c> would get in the way of the program.
/// </summary>
internal static class CommandPath
{
    /// <exception cref="ToolException">There is no such command (127), or it is not executable (126).</exception>
    public static string Find(string command)
    {
        var named = command.Contains('/', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && command.AsSpan().ContainsAny('\\', ':'));
        var folders = named ? [""] : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var found = false;
        foreach (var folder in folders)
        {
            foreach (var file in Executable.Files(folder, command).Select(Path.GetFullPath))
            {
                if (Executable.Is(file))
                {
                    return file;
                }

                found |= Path.Exists(file);
            }
        }

        throw found
            ? new ToolException(ExitCodes.CannotRun, $"'{command}' is not executable.")
            : new ToolException(ExitCodes.NotFound, $"There is no command '{command}'.");
    }
}
