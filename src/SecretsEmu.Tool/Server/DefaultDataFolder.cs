namespace SecretsEmu.Tool.Server;

/// <summary>Where state is kept when nobody says where: one folder per user, where the system keeps such data.</summary>
internal static class DefaultDataFolder
{
    private const string Name = "secrets-emu";

    /// <exception cref="ToolException">The user has no home folder, as in some containers.</exception>
    public static string Find()
    {
        // The XDG base directory specification: a relative path there is to be ignored.
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg))
        {
            return Path.Combine(xdg, Name);
        }

        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length > 0
            ? Path.Combine(folder, Name)
            : throw ToolException.Usage("There is no home folder to keep the state in: give --data DIR or --in-memory.");
    }
}
