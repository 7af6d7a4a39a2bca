using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SecretsEmu.Files;

/// <summary>A value of a file of the user's that knows its line: what a message needs and System.Text.Json's own documents forget.</summary>
internal sealed class FileNode
{
    // What other readers of JSON take, such as those of the apps that a value is for.
    private const int DeepestLevel = 64;

    private readonly List<(string Name, FileNode Value)> _members = [];
    private readonly List<FileNode> _items = [];
    private ReadOnlyMemory<byte> _raw;

    private FileNode(string file, int line, JsonTokenType kind) => (File, Line, Kind) = (file, line, kind);

    public string File { get; }

    /// <summary>Counted from 1.</summary>
    public int Line { get; }

    public JsonTokenType Kind { get; }

    /// <summary>The text of a string.</summary>
    private string Content { get; set; } = "";

    /// <exception cref="FileException">Not JSON, or a member twice.</exception>
    public static FileNode Parse(string file, string content)
    {
        ReadOnlyMemory<byte> text = Encoding.UTF8.GetBytes(content.TrimStart('\uFEFF'));
        var reader = new Utf8JsonReader(text.Span, FileJson.Reading with { MaxDepth = DeepestLevel + 1 });
        var (line, counted) = (1, 0);
        try
        {
            reader.Read();
            var node = Read(ref reader, file, text, ref line, ref counted);
            reader.Read();
            return node;
        }
        catch (JsonException syntax)
        {
            // Without the cause: it quotes what stands there, and that may be a value that somebody forgot to quote.
            throw new FileException(file, (int)(syntax.LineNumber ?? 0) + 1, $"this is not JSON (column {(syntax.BytePositionInLine ?? 0) + 1}).");
        }
        catch (InvalidOperationException surrogate)
        {
            CountLines(reader, text.Span, ref line, ref counted);
            throw new FileException(file, line, "a text holds half of a surrogate pair.", surrogate);
        }
    }

    public FileException Error(string reason) => new(File, Line, reason);

    /// <summary>The members, none but these.</summary>
    /// <exception cref="FileException">Not an object, or a member that the format does not have.</exception>
    public IReadOnlyList<(string Name, FileNode Value)> Members(string what, params string[] known)
    {
        Require(JsonTokenType.StartObject, what, "an object");
        foreach (var (name, value) in _members)
        {
            if (!known.Contains(name))
            {
                throw value.Error($"{what} has no member '{name}'; it has {string.Join(", ", known)}.");
            }
        }

        return _members;
    }

    /// <summary>All members of an object whose names are data.</summary>
    public IReadOnlyList<(string Name, FileNode Value)> Entries(string what)
    {
        Require(JsonTokenType.StartObject, what, "an object");
        return _members;
    }

    public IReadOnlyList<FileNode> Items(string what)
    {
        Require(JsonTokenType.StartArray, what, "a list");
        return _items;
    }

    public string Text(string what)
    {
        Require(JsonTokenType.String, what, "a text");
        return Content;
    }

    public int Number(string what) =>
        Kind == JsonTokenType.Number && int.TryParse(_raw.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Error($"{what} must be a whole number.");

    public FileNode? Find(string name) => _members.Find(member => member.Name == name).Value;

    /// <summary>The value as compact JSON, without comments; names, texts and numbers as they are written.</summary>
    public string Compact() => FileJson.Compact(_raw.Span);

    // Content may be a secret value.
    public override string ToString() => $"{File}, line {Line}";

    private void Require(JsonTokenType kind, string what, string words)
    {
        if (Kind != kind)
        {
            throw Error($"{what} must be {words}.");
        }
    }

    private static FileNode Read(ref Utf8JsonReader reader, string file, ReadOnlyMemory<byte> text, ref int line, ref int counted)
    {
        var start = CountLines(reader, text.Span, ref line, ref counted);
        var node = new FileNode(file, line, reader.TokenType);
        if (reader.CurrentDepth == DeepestLevel && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            throw node.Error($"lists and objects are nested deeper than {DeepestLevel} levels.");
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                node.Content = reader.GetString()!;
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    node._items.Add(Read(ref reader, file, text, ref line, ref counted));
                }

                break;
            case JsonTokenType.StartObject:
                var names = new HashSet<string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    var value = Read(ref reader, file, text, ref line, ref counted);
                    if (!names.Add(name))
                    {
                        throw value.Error($"the member '{name}' stands here twice.");
                    }

                    node._members.Add((name, value));
                }

                break;
        }

        node._raw = text[start..(int)reader.BytesConsumed];
        return node;
    }

    /// <summary>Counts on to the line of the token that the reader stands on, and gives the position of the token.</summary>
    private static int CountLines(in Utf8JsonReader reader, ReadOnlySpan<byte> text, ref int line, ref int counted)
    {
        var start = (int)reader.TokenStartIndex;
        line += text[counted..start].Count((byte)'\n');
        counted = start;
        return start;
    }
}
