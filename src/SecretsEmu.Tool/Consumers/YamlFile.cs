using SecretsEmu.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SecretsEmu.Tool.Consumers;

/// <summary>YAML of the user's, with the lines that messages name. Scalars are texts as they are written, as AWS's readers want them.</summary>
internal static class YamlFile
{
    /// <summary>The documents of a text.</summary>
    /// <param name="file">Its name in messages.</param>
    /// <param name="text">YAML, and so JSON too.</param>
    /// <param name="before">How many lines stand before it, where it is a part of the file.</param>
    /// <exception cref="FileException">It is no YAML.</exception>
    public static IReadOnlyList<YamlNode> Read(string file, string text, int before = 0)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException malformed)
        {
            // Without its message: it may quote what stands there, and that may be a value.
            throw new FileException(file, before + (int)malformed.Start.Line, $"this is not YAML (column {malformed.Start.Column}).");
        }

        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>A member of a mapping, or null; one that is null in YAML is absent.</summary>
    public static YamlNode? Find(this YamlNode node, string name) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var value) && !value.IsNull() ? value : null;

    /// <summary>The members of a mapping from texts to texts, where null is an empty text; none when it is absent.</summary>
    /// <exception cref="FileException">Something else.</exception>
    public static IEnumerable<(string Name, string Value, int Line)> Texts(this YamlNode? node, string file, string path)
    {
        if (node is null)
        {
            yield break;
        }

        var mapping = node as YamlMappingNode ?? throw new FileException(file, (int)node.Start.Line, $"{path} must be a mapping of names to texts.");
        foreach (var (name, value) in mapping.Children)
        {
            var key = (name as YamlScalarNode)?.Value ?? throw new FileException(file, (int)name.Start.Line, $"a name under {path} must be a text.");
            yield return (key, value.IsNull() ? "" : Text(value, file, $"{path}.{key}"), (int)value.Start.Line);
        }
    }

    /// <exception cref="FileException">No text.</exception>
    public static string Text(this YamlNode node, string file, string path) =>
        node is YamlScalarNode { Value: { } text } ? text : throw new FileException(file, (int)node.Start.Line, $"{path} must be a text.");

    private static bool IsNull(this YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Tag.IsEmpty: true, Value: null or "" or "~" or "null" or "Null" or "NULL" };
}
