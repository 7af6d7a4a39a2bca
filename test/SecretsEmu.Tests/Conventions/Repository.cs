using System.Text.RegularExpressions;

namespace SecretsEmu.Tests.Conventions;

/// <summary>The working copy that these tests were built from, for rules about files and source text.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Emulator { get; } = Path.Combine(Root, "src", "SecretsEmu");

    public static string WireTests { get; } = Path.Combine(Root, "test", "SecretsEmu.WireTests");

    /// <summary>The C# sources under a folder, as paths relative to it with <c>/</c>.</summary>
    public static IReadOnlyList<string> SourcesOf(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Source text without its comments.</summary>
    public static string WithoutComments(string source) => Comment().Replace(source, "");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Emulator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No Emulator.sln above the test assembly: run the tests from the clone.");
    }

    [GeneratedRegex(@"^[ \t]*//.*$|(?<=[;{}),] *)//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
