using System.Text.Json;
using SecretsEmu.Files;

namespace SecretsEmu.Tool.Consumers;

/// <summary>An object within a definition, and the path to it that messages name.</summary>
/// <param name="Node">The object.</param>
/// <param name="Path">Such as <c>containerDefinitions[0]</c>; empty for the whole file.</param>
internal sealed record DefinitionPart(FileNode Node, string Path)
{
    /// <exception cref="FileException">No object.</exception>
    public static DefinitionPart Of(FileNode node, string path, string? what = null)
    {
        node.Entries(what ?? path);
        return new(node, path);
    }

    /// <summary>Whether it has the member; null is what a skeleton of the CLI has for what is absent.</summary>
    public bool Has(string member) => Find(member) is not null;

    public DefinitionPart? Object(string member) => Find(member) is { } node ? Of(node, PathOf(member)) : null;

    /// <summary>The objects of a list; none when it is absent.</summary>
    public IReadOnlyList<DefinitionPart> Items(string list)
    {
        var path = PathOf(list);
        return [.. (Find(list)?.Items(path) ?? []).Select((one, at) => Of(one, $"{path}[{at}]"))];
    }

    /// <summary>The object of a list that must have one.</summary>
    public DefinitionPart Only(string list) => Items(list) is [var only] ? only
        : Has(list) ? throw ErrorAt(list, "must have one element: keep the one that is meant.")
        : throw Node.Error($"{Path} needs {list}.");

    public string? Text(string member) => Find(member)?.Text(PathOf(member));

    /// <summary>A text that must be there, and not empty.</summary>
    public string Required(string member) => Text(member) is { Length: > 0 } text ? text : throw Node.Error($"{Path} needs {member}.");

    /// <summary>The texts of a map, each with its place; none when it is absent.</summary>
    public IEnumerable<(string Name, string Value, string Place)> Texts(string map)
    {
        var path = PathOf(map);
        return (Find(map)?.Entries(path) ?? []).Select(one => (one.Name, one.Value.Text($"{path}.{one.Name}"), PlaceOf(one.Value, $"{path}.{one.Name}")));
    }

    /// <summary>Where a member stands that is there, such as <c>td.json, line 12, containerDefinitions[0].secrets[2].valueFrom</c>.</summary>
    public string PlaceOf(string member) => PlaceOf(Node.Find(member)!, PathOf(member));

    /// <param name="member">One that is there.</param>
    /// <param name="reason">What goes on after its path.</param>
    public FileException ErrorAt(string member, string reason) => Node.Find(member)!.Error($"{PathOf(member)} {reason}");

    private string PathOf(string member) => Path.Length == 0 ? member : $"{Path}.{member}";

    private FileNode? Find(string member) => Node.Find(member) is { Kind: not JsonTokenType.Null } value ? value : null;

    private static string PlaceOf(FileNode node, string path) => $"{node.File}, line {node.Line}, {path}";
}
