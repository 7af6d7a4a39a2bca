namespace SecretsEmu.Files;

/// <summary>What a program's name can mean as a file, as a shell sees it.</summary>
internal static class Executable
{
    /// <summary>The files in a folder that the name may mean, in the order in which they count: Windows runs npm.cmd when npm is typed.</summary>
    public static IEnumerable<string> Files(string folder, string program) => Endings(program).Select(ending => Path.Combine(folder, program + ending));

    /// <summary>Whether there is such a file, and somebody may run it.</summary>
    public static bool Is(string file) =>
        File.Exists(file)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    private static string[] Endings(string program) =>
        !OperatingSystem.IsWindows() || Path.HasExtension(program)
            ? [""]
            : (Environment.GetEnvironmentVariable("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries);
}
