using SecretsEmu.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace SecretsEmu.Tool.Consumers;

/// <summary>YAML of the user's, with the lines that messages name. Scalars are texts as they are written, as AWS's readers want them.</summary>
internal static class YamlFile
{
    // As in files of JSON; stream and document count as levels too.
    private const int MostLevels = 64;
    private const int DeepestLevel = MostLevels + 2;

    // What YamlDotNet says, before the key.
    private const string DuplicateKey = "Duplicate key ";

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
            Check(file, text, before);
            stream.Load(new StringReader(text));
        }
        catch (YamlException twice) when (twice.Message.StartsWith(DuplicateKey, StringComparison.Ordinal))
        {
            throw new FileException(file, before + (int)twice.Start.Line, $"the member '{twice.Message[DuplicateKey.Length..]}' stands here twice.");
        }
        catch (YamlException malformed)
        {
            // Without its message: it may quote what stands there, and that may be a value.
            throw new FileException(file, before + (int)malformed.Start.Line, $"this is not YAML (column {malformed.Start.Column}).");
        }

        var seen = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        foreach (var document in stream.Documents)
        {
            Merge(document.RootNode, file, before, seen);
        }

        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    // Inferred: that all of AWS's readers know merge keys, as most readers of YAML 1.1 do. Own keys count more than merged ones, and these in their order.
    private static void Merge(YamlNode node, string file, int before, HashSet<YamlNode> seen)
    {
        if (!seen.Add(node))
        {
            return;
        }

        foreach (var child in node is YamlMappingNode { Children: var pairs } ? [.. pairs.Keys, .. pairs.Values] : (node as YamlSequenceNode)?.Children ?? [])
        {
            Merge(child, file, before, seen);
        }

        var key = new YamlScalarNode("<<");
        if (node is not YamlMappingNode mapping || !mapping.Children.TryGetValue(key, out var from))
        {
            return;
        }

        mapping.Children.Remove(key);
        foreach (var source in from is YamlSequenceNode several ? several.Children : [from])
        {
            var merged = source as YamlMappingNode ?? throw new FileException(file, before + (int)from.Start.Line, "<< must be a mapping, or a list of mappings.");
            foreach (var (name, value) in merged.Children.ToList())
            {
                mapping.Children.TryAdd(name, value);
            }
        }
    }

    // What the library overflows the stack of, and where it does not tell the place.
    private static void Check(string file, string text, int before)
    {
        var (parser, anchors, depth) = (new Parser(new StringReader(text)), new HashSet<AnchorName>(), 0);
        while (parser.MoveNext())
        {
            var line = before + (int)parser.Current!.Start.Line;
            depth += parser.Current.NestingIncrease;
            if (depth > DeepestLevel)
            {
                throw new FileException(file, line, $"lists and mappings are nested deeper than {MostLevels} levels.");
            }

            switch (parser.Current)
            {
                case DocumentStart:
                    anchors.Clear();
                    break;
                case NodeEvent { Anchor.IsEmpty: false } named:
                    anchors.Add(named.Anchor);
                    break;
                case AnchorAlias alias when !anchors.Contains(alias.Value):
                    throw new FileException(file, line, $"nothing above has the anchor '{alias.Value}', which the alias *{alias.Value} means.");
            }
        }
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
