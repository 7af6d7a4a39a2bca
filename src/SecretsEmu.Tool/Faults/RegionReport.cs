namespace SecretsEmu.Tool.Faults;

/// <summary>What the region commands share.</summary>
internal static class RegionReport
{
    public const string Path = "/_emulator/regions";

    /// <summary>What its clients see of a region that is down.</summary>
    public static string SeenAs(string mode) => mode == "503" ? "every request gets 503" : "every connection is closed without an answer";
}
