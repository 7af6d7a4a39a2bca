using System.Text.Json;

namespace SecretsEmu.Bench.Load;

/// <summary>A folder with a handlers.json and a copy of the minimal plugin that keeps to the contract: <c>good</c> of test/RotationPlugins.</summary>
internal sealed class PluginFolder
{
    public const string FunctionArn = "arn:aws:lambda:us-east-1:000000000000:function:good";
    private const string Library = "RotationPlugins";

    public PluginFolder(Settings settings)
    {
        Handlers = settings.NewFolder();
        foreach (var file in Directory.EnumerateFiles(settings.Plugins, $"{Library}.*"))
        {
            File.Copy(file, Path.Combine(Handlers, Path.GetFileName(file)));
        }

        LibraryFile = Path.Combine(Handlers, $"{Library}.dll");
        File.WriteAllText(
            Path.Combine(Handlers, "handlers.json"),
            $$"""{ "functions": { "good": { "kind": "plugin", "assembly": "{{JsonEncodedText.Encode(LibraryFile)}}", "class": "RotationPlugins.GoodPlugin" } } }""");
    }

    /// <summary>For <c>--handlers</c>.</summary>
    public string Handlers { get; }

    public string LibraryFile { get; }

    /// <summary>How many copies of the library are in this process, those among them that only wait to be collected.</summary>
    public static int CopiesInMemory() => AppDomain.CurrentDomain.GetAssemblies().Count(assembly => assembly.GetName().Name == Library);
}
