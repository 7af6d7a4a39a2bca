using System.Text.Json;

namespace SecretsEmu.Seeding;

/// <summary>A value of a seed file that knows its line: what a message needs and System.Text.Json's own documents forget.</summary>
internal sealed class SeedNode
{
    private readonly List<(string Name, SeedNode Value)> _members = [];
    private readonly List<SeedNode> _items = [];
    private ReadOnlyMemory<byte> _raw;

    private SeedNode(string file, int line, JsonTokenType kind) => (File, Line, Kind) = (file, line, kind);

    public string File { get; }

    /// <summary>Counted from 1.</summary>
    public int Line { get; }

    public JsonTokenType Kind { get; }

    /// <summary>The text of a string.</summary>
    private string Content { get; set; } = "";

    /// <exception cref="SeedException">Not JSON, or a member twice.</exception>
    public static SeedNode Parse(string file, ReadOnlyMemory<byte> text)
    {
        var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            var (line, counted) = (1, 0);
            var node = Read(ref reader, file, text, ref line, ref counted);
            reader.Read();
            return node;
        }
        catch (JsonException syntax)
        {
            throw new SeedException(file, (int)(syntax.LineNumber ?? 0) + 1, $"this is not JSON (column {(syntax.BytePositionInLine ?? 0) + 1}).", syntax);
        }
        catch (InvalidOperationException surrogate)
        {
            throw new SeedException(file, 1, "a text holds half of a surrogate pair.", surrogate);
        }
    }

    public SeedException Error(string reason) => new(File, Line, reason);

    /// <summary>The members, none but these.</summary>
    /// <exception cref="SeedException">Not an object, or a member that the format does not have.</exception>
    public IReadOnlyList<(string Name, SeedNode Value)> Members(string what, params string[] known)
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
    public IReadOnlyList<(string Name, SeedNode Value)> Entries(string what)
    {
        Require(JsonTokenType.StartObject, what, "an object");
        return _members;
    }

    public IReadOnlyList<SeedNode> Items(string what)
    {
        Require(JsonTokenType.StartArray, what, "a list");
        return _items;
    }

    public string Text(string what)
    {
        Require(JsonTokenType.String, what, "a text");
        return Content;
    }

    public SeedNode? Find(string name) => _members.Find(member => member.Name == name).Value;

    /// <summary>The value as compact JSON, without comments.</summary>
    public string Compact()
    {
        using var document = JsonDocument.Parse(_raw, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return SeedJson.Compact(document.RootElement);
    }

    // Content may be a secret value.
    public override string ToString() => $"{File}, line {Line}";

    private void Require(JsonTokenType kind, string what, string words)
    {
        if (Kind != kind)
        {
            throw Error($"{what} must be {words}.");
        }
    }

    private static SeedNode Read(ref Utf8JsonReader reader, string file, ReadOnlyMemory<byte> text, ref int line, ref int counted)
    {
        var start = (int)reader.TokenStartIndex;
        line += text.Span[counted..start].Count((byte)'\n');
        counted = start;
        var node = new SeedNode(file, line, reader.TokenType);
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
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    var value = Read(ref reader, file, text, ref line, ref counted);
                    if (node.Find(name) is not null)
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
}
