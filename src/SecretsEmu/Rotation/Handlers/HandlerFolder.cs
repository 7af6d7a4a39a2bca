using System.Text.Json;
using SecretsEmu.Files;
using SecretsEmu.Rotation.Handlers.Plugins;
using SecretsEmu.Rotation.Handlers.Processes;

namespace SecretsEmu.Rotation.Handlers;

/// <summary>
/// The functions that <c>--handlers</c> names: a <c>handlers.json</c>, or a folder. In a folder a <c>handlers.json</c> says what there is;
/// without one each library with plugins is looked into, and each sub-folder is a function by its name.
/// </summary>
internal static class HandlerFolder
{
    // How the tools of .NET Lambda functions write down what the function is.
    private const string LambdaDefaults = "aws-lambda-tools-defaults.json";
    private const string PythonFile = "lambda_function.py";
    private const string PythonHandler = "lambda_function.lambda_handler";
    private const string NodeHandler = "index.handler";
    private static readonly string[] NodeFiles = ["index.mjs", "index.cjs", "index.js"];

    /// <param name="path">A file or a folder.</param>
    /// <param name="isolate">Whether every plugin and .NET function gets a process of its own.</param>
    /// <exception cref="FileException">There is nothing at the path, the file is malformed, a plugin has a name that no function can have, or two functions have one.</exception>
    public static IReadOnlyList<HandlerSettings> Read(string path, bool isolate)
    {
        var full = Path.GetFullPath(path);
        var file = Path.Combine(full, HandlersFile.Name);
        var found = File.Exists(full) ? HandlersFile.Read(full, isolate)
            : File.Exists(file) ? HandlersFile.Read(file, isolate)
            : Directory.Exists(full) ? Look(full, isolate)
            : throw new FileException($"There is no file or folder {full}: --handlers names a handlers.json, or a folder with one or with the functions themselves.");
        return found.GroupBy(function => function.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new FileException($"Two functions are called {twice.Key}: {string.Join(" and ", twice.Select(function => function.Description))}.")
            : found;
    }

    private static List<HandlerSettings> Look(string folder, bool isolate)
    {
        var found = PluginsIn(folder, null, isolate).ToList();
        foreach (var sub in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (HandlersFile.IsName(Path.GetFileName(sub)))
            {
                found.AddRange(LookIntoFunction(Path.GetFileName(sub), sub, isolate));
            }
        }

        return found;
    }

    private static IEnumerable<HandlerSettings> LookIntoFunction(string name, string folder, bool isolate)
    {
        if (HandlerOf(Path.Combine(folder, LambdaDefaults)) is { } handler)
        {
            return [new DotNetSettings { Name = name, Folder = folder, Handler = handler, IsIsolated = isolate }];
        }

        if (File.Exists(Path.Combine(folder, PythonFile)))
        {
            return [FunctionProcess.Python(name, folder, PythonHandler)];
        }

        return Array.Exists(NodeFiles, file => File.Exists(Path.Combine(folder, file)))
            ? [FunctionProcess.Node(name, folder, NodeHandler)]
            : PluginsIn(folder, name, isolate);
    }

    // By its attribute; without one by the folder's name, or by that of the file.
    private static IEnumerable<HandlerSettings> PluginsIn(string folder, string? name, bool isolate) =>
        from file in Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal)
        let plugins = PluginFinder.Find(file)
        from plugin in plugins
        select new PluginSettings
        {
            Name = NameOf(plugin, name ?? Path.GetFileNameWithoutExtension(file), file), Assembly = file, Class = plugin.Class, IsIsolated = isolate,
        };

    // Under another name it would be declared, and no ARN could name it.
    private static string NameOf(FoundPlugin plugin, string otherwise, string file) => (plugin.Function ?? otherwise) is var name && HandlersFile.IsName(name)
        ? name
        : throw new FileException($"The plugin {plugin.Class} in {file} would be called '{name}', which is no name of a function: give it [RotationFunction(\"name\")] with 1 to 64 letters, digits, hyphens and underscores.");

    private static string? HandlerOf(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var handler = FileNode.Parse(file, FileText.Read(file, "file")).Find("function-handler");
        return handler is { Kind: JsonTokenType.String } ? handler.Text("function-handler") : null;
    }
}
