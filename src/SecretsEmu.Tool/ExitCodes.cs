namespace SecretsEmu.Tool;

/// <summary>What the tool returns, one table; the README and <c>secrets-emu --help</c> show the same.</summary>
internal static class ExitCodes
{
    /// <summary>Done; also a server that was stopped by SIGINT, SIGTERM or <c>secrets-emu stop</c>.</summary>
    public const int Ok = 0;

    /// <summary>No server answers, or it could not do what was asked.</summary>
    public const int NoServer = 1;

    /// <summary>A command, option, variable or value that cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>Another process listens on the port.</summary>
    public const int PortInUse = 3;

    /// <summary>Another emulator uses the data folder.</summary>
    public const int DataFolderLocked = 4;

    /// <summary>The data was written by a newer version.</summary>
    public const int DataFolderNewer = 5;

    /// <summary>The data is damaged or is not ours, or the root key is missing or wrong.</summary>
    public const int DataFolderDamaged = 6;

    /// <summary>A seed file cannot be read or applied; nothing of it was.</summary>
    public const int SeedFailed = 7;

    /// <summary>The principals file cannot be read or applied; nothing of it was.</summary>
    public const int PrincipalsFailed = 8;

    /// <summary>can: the principal may not.</summary>
    public const int Denied = 9;

    /// <summary>The rotation functions cannot be read, or one cannot be used under --require-handlers.</summary>
    public const int HandlersFailed = 10;

    /// <summary>A rotation did not succeed, or an event that was waited for did not come.</summary>
    public const int RotationFailed = 11;

    /// <summary>exec: the command is there but cannot be run.</summary>
    public const int CannotRun = 126;

    /// <summary>exec: there is no such command.</summary>
    public const int NotFound = 127;

    /// <summary>exec: the command was ended by signal N, 128 + N; also a second SIGINT, which leaves at once (130).</summary>
    public const int Signal = 128;

    /// <summary>The table as it stands under the help.</summary>
    public static IReadOnlyList<string> Table { get; } =
    [
        "0 ok, 1 no server answers, 2 bad usage or settings, 3 port in use, 4 data folder in use,",
        "5 data of a newer version, 6 data damaged or root key wrong, 7 seed or 8 principals failed,",
        "9 can: denied, 10 rotation functions failed, 11 a rotation failed or no event came; exec: the",
        "command's own, 126 not executable, 127 not found, 128+N by signal N; 130 second SIGINT",
    ];
}
