using System.Runtime.CompilerServices;

namespace SecretsEmu.Tests.Seeding;

/// <summary>The page on seed files, read from the sources.</summary>
internal static class Readme
{
    /// <summary>The text of its one block of code.</summary>
    public static string Example([CallerFilePath] string here = "")
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/SecretsEmu/Seeding/README.md"));
        return page.Split("```jsonc\n")[1].Split("\n```")[0];
    }
}
