using System.Collections.Immutable;
using System.Text.Json;
using SecretsEmu.Access;
using SecretsEmu.Files;
using SecretsEmu.Rotation.Handlers.Processes;
using SecretsEmu.SecretsManager;

namespace SecretsEmu.Rotation.Handlers;

/// <summary>Reads a <c>handlers.json</c>: JSON with comments, in the form that the README beside this file shows. Paths are relative to the file.</summary>
internal static class HandlersFile
{
    /// <summary>What the file is called in a folder.</summary>
    public const string Name = "handlers.json";

    private const int LongestName = 64;
    private static readonly string[] Common = ["kind", "timeout", "policy"];
    private static readonly string[] OfOurProcesses = [.. Common, "environment", "role"];

    /// <exception cref="FileException">The file cannot be read, or is malformed.</exception>
    public static IReadOnlyList<HandlerSettings> Read(string path, bool isolate) => Parse(path, FileText.Read(path, "handlers file"), isolate);

    /// <param name="file">Its path, which relative paths in it start from.</param>
    /// <param name="text">Its text.</param>
    /// <param name="isolate">Whether every plugin and .NET function gets a process of its own.</param>
    /// <exception cref="FileException">One thing in it is malformed: then nothing of it counts.</exception>
    public static IReadOnlyList<HandlerSettings> Parse(string file, string text, bool isolate)
    {
        var root = FileNode.Parse(file, text);
        root.Members("a handlers file", "$schema", "functions");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return [.. (root.Find("functions")?.Entries("functions") ?? []).Select(function => Of(function.Name, function.Value, folder, isolate))];
    }

    /// <summary>Whether a text can name a function: 1 to 64 letters, digits, hyphens and underscores.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= LongestName && text.All(FunctionArn.IsOfName);

    private static HandlerSettings Of(string name, FileNode node, string folder, bool isolate)
    {
        if (!IsName(name))
        {
            throw node.Error($"'{name}' is no name of a function: 1 to {LongestName} letters, digits, hyphens and underscores.");
        }

        var kind = node.Find("kind")?.Text("kind") ?? Kind(node);
        HandlerSettings settings = kind switch
        {
            "plugin" => Plugin(name, node, folder, isolate),
            "dotnet" => DotNet(name, node, folder, isolate),
            "http" => Http(name, node),
            "process" => Process(name, node, folder),
            _ => throw node.Find("kind")!.Error($"the kind of a function is plugin, dotnet, http or process, not '{kind}'."),
        };
        return settings with
        {
            Timeout = TimeoutOf(node),
            Environment = TextsOf(node, "environment"),
            Role = RoleOf(node),
            Policy = PolicyOf(node),
        };
    }

    private static string Kind(FileNode node)
    {
        node.Entries("a function");
        throw node.Error("a function needs a kind: plugin, dotnet, http or process.");
    }

    private static PluginSettings Plugin(string name, FileNode node, string folder, bool isolate)
    {
        node.Members("a plugin", [.. OfOurProcesses, "assembly", "class", "settings", "isolation"]);
        var isIsolated = isolate || IsIsolated(node);
        if (!isIsolated && node.Find("environment") is { } environment)
        {
            throw environment.Error("a plugin shares the environment of this process: give it settings, or \"isolation\": \"process\".");
        }

        return new PluginSettings
        {
            Name = name,
            Assembly = PathOf(node, "a plugin", "assembly", folder),
            Class = node.Find("class")?.Text("class"),
            Settings = TextsOf(node, "settings"),
            IsIsolated = isIsolated,
        };
    }

    private static DotNetSettings DotNet(string name, FileNode node, string folder, bool isolate)
    {
        node.Members("a .NET function", [.. OfOurProcesses, "folder", "handler", "isolation"]);
        return new DotNetSettings
        {
            Name = name,
            Folder = PathOf(node, "a .NET function", "folder", folder),
            Handler = Required(node, "a .NET function", "handler"),
            IsIsolated = isolate || IsIsolated(node),
        };
    }

    private static HttpSettings Http(string name, FileNode node)
    {
        node.Members("a function over http", [.. Common, "endpoint", "function"]);
        var endpoint = Required(node, "a function over http", "endpoint");
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new HttpSettings { Name = name, Endpoint = uri, Function = node.Find("function")?.Text("function") ?? name }
            : throw node.Find("endpoint")!.Error($"'{endpoint}' is not an address such as http://127.0.0.1:3001.");
    }

    private static ProcessSettings Process(string name, FileNode node, string folder)
    {
        node.Members("a function in a process", [.. OfOurProcesses, "folder", "handler", "runtime", "command"]);
        var home = PathOf(node, "a function in a process", "folder", folder);
        var handler = Required(node, "a function in a process", "handler");
        if (node.Find("command") is { } command)
        {
            return node.Find("runtime") is { } both
                ? throw both.Error("a function in a process has either a runtime or a command.")
                : new ProcessSettings { Name = name, Folder = home, Handler = handler, Command = CommandOf(command) };
        }

        return (node.Find("runtime") ?? throw node.Error("a function in a process needs a runtime (python or node) or a command.")).Text("runtime") switch
        {
            "python" => FunctionProcess.Python(name, home, handler),
            "node" => FunctionProcess.Node(name, home, handler),
            var other => throw node.Find("runtime")!.Error($"the runtime of a function is python or node, not '{other}'; any other program goes under command."),
        };
    }

    private static ImmutableArray<string> CommandOf(FileNode node)
    {
        ImmutableArray<string> command = [.. node.Items("command").Select(word => word.Text("a word of a command"))];
        return command is [{ Length: > 0 }, ..] ? command : throw node.Error("a command begins with a program.");
    }

    private static bool IsIsolated(FileNode node) => node.Find("isolation") switch
    {
        null => false,
        var isolation when isolation.Text("isolation") == "process" => true,
        var isolation => throw isolation.Error("isolation is process, or left out."),
    };

    private static string Required(FileNode node, string what, string member) =>
        (node.Find(member) ?? throw node.Error($"{what} needs {(member is "assembly" or "endpoint" ? "an" : "a")} {member}.")).Text(member);

    private static string PathOf(FileNode node, string what, string member, string folder) => Path.GetFullPath(Path.Combine(folder, Required(node, what, member)));

    private static TimeSpan TimeoutOf(FileNode node)
    {
        if (node.Find("timeout") is not { } timeout)
        {
            return HandlerSettings.DefaultTimeout;
        }

        var seconds = timeout.Number("timeout");
        return seconds >= 1 && seconds <= HandlerSettings.LongestTimeout.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw timeout.Error($"a timeout is 1 to {HandlerSettings.LongestTimeout.TotalSeconds} seconds.");
    }

    private static string? RoleOf(FileNode node)
    {
        var role = node.Find("role")?.Text("role");
        return role is null || role.StartsWith("role/", StringComparison.Ordinal) || role.StartsWith("arn:aws:iam::", StringComparison.Ordinal)
            ? role
            : throw node.Find("role")!.Error($"a role is role/NAME or an ARN, not '{role}'.");
    }

    private static string? PolicyOf(FileNode node)
    {
        if (node.Find("policy") is not { } policy)
        {
            return null;
        }

        var text = policy.Kind == JsonTokenType.String ? policy.Text("policy") : policy.Compact();
        try
        {
            PolicyDocument.Parse(text);
            return text;
        }
        catch (PolicySyntaxException syntax)
        {
            throw policy.Error($"the policy cannot be read: {syntax.Message}");
        }
    }

    private static ImmutableSortedDictionary<string, string> TextsOf(FileNode node, string member) =>
        (node.Find(member)?.Entries(member) ?? []).ToImmutableSortedDictionary(
            entry => entry.Name, entry => entry.Value.Kind == JsonTokenType.String ? entry.Value.Text(member) : entry.Value.Compact(), StringComparer.Ordinal);
}
