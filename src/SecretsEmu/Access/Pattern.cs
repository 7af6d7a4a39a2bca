using System.Buffers;

namespace SecretsEmu.Access;

/// <summary>What in a text of a policy is more than its characters.</summary>
[Flags]
internal enum PatternSyntax
{
    Literal = 0,

    /// <summary><c>*</c> is any run of characters, <c>?</c> any one.</summary>
    Wildcards = 1,

    /// <summary><c>${key}</c> and <c>${key, 'default'}</c> are the request's value; <c>${*}</c>, <c>${?}</c> and <c>${$}</c> the bare character.</summary>
    Variables = 2,
}

/// <summary>A text of a policy, taken apart once for as many comparisons as follow (kms-iam-sts.md 4.3).</summary>
/// <remarks>A value that is put in for a variable is literal: its own wildcards are characters.</remarks>
internal sealed class Pattern
{
    private const string VariableStart = "${";

    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?");

    private readonly Piece[] _pieces;
    private readonly bool _hasVariables;

    private Pattern(Piece[] pieces)
    {
        _pieces = pieces;
        _hasVariables = Array.Exists(pieces, static piece => piece.Kind == PieceKind.Variable);
    }

    private enum PieceKind
    {
        Literal,
        AnyRun,
        AnyOne,
        Variable,
    }

    public static Pattern Parse(ReadOnlySpan<char> text, PatternSyntax syntax)
    {
        var pieces = new List<Piece>();
        var literal = new System.Text.StringBuilder();
        while (!text.IsEmpty)
        {
            var length = 1;
            if (syntax.HasFlag(PatternSyntax.Variables) && text.StartsWith(VariableStart) && EndOfVariable(text) is > 0 and var end)
            {
                length = end + 1;
                AddVariable(text[VariableStart.Length..end], pieces, literal);
            }
            else if (syntax.HasFlag(PatternSyntax.Wildcards) && Wildcards.Contains(text[0]))
            {
                Flush(pieces, literal);
                pieces.Add(new(text[0] == '*' ? PieceKind.AnyRun : PieceKind.AnyOne));
            }
            else
            {
                literal.Append(text[0]);
            }

            text = text[length..];
        }

        Flush(pieces, literal);
        return new([.. pieces]);
    }

    /// <summary>Where a variable at the start of a text closes; zero when it does not. A brace inside the quotes of a default does not close it.</summary>
    public static int EndOfVariable(ReadOnlySpan<char> text)
    {
        var isQuoted = false;
        for (var i = VariableStart.Length; i < text.Length; i++)
        {
            if (text[i] == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == '}' && !isQuoted)
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>Whether the whole text matches. A variable without one value or default matches nothing.</summary>
    public bool Matches(ReadOnlySpan<char> text, IConditionKeys keys, StringComparison comparison = StringComparison.Ordinal)
    {
        var pieces = _hasVariables ? Resolve(keys) : _pieces;
        return pieces switch
        {
            null => false,
            [] => text.IsEmpty,
            [{ Kind: PieceKind.Literal } only] => text.Equals(only.Text, comparison),
            _ => Matches(pieces, text, comparison),
        };
    }

    /// <summary>The pieces in turn; where one fails, the last <c>*</c> takes one character more. Earlier ones need not, since the last can take what they would.</summary>
    private static bool Matches(Piece[] pieces, ReadOnlySpan<char> text, StringComparison comparison)
    {
        var (piece, at) = (0, 0);
        var (afterRun, runEnd) = (-1, 0);
        while (piece < pieces.Length || at < text.Length)
        {
            if (piece < pieces.Length && pieces[piece].Kind == PieceKind.AnyRun)
            {
                (afterRun, runEnd) = (++piece, at);
                if (piece == pieces.Length)
                {
                    return true;
                }
            }
            else if (piece < pieces.Length && LengthOf(pieces[piece], text[at..], comparison) is >= 0 and var length)
            {
                piece++;
                at += length;
            }
            else if (afterRun >= 0 && runEnd < text.Length)
            {
                (piece, at) = (afterRun, ++runEnd);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many characters of the text a literal or <c>?</c> takes; -1 when the text does not start so.</summary>
    private static int LengthOf(Piece piece, ReadOnlySpan<char> text, StringComparison comparison)
    {
        if (piece.Kind == PieceKind.AnyOne)
        {
            return text.IsEmpty ? -1 : text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;
        }

        return text.StartsWith(piece.Text, comparison) ? piece.Text.Length : -1;
    }

    private static void AddVariable(ReadOnlySpan<char> inside, List<Piece> pieces, System.Text.StringBuilder literal)
    {
        if (inside is "*" or "?" or "$")
        {
            literal.Append(inside);
            return;
        }

        Flush(pieces, literal);
        var comma = inside.IndexOf(',');
        var isWithDefault = comma >= 0 && inside[(comma + 1)..].Trim() is ['\'', .., '\''];
        pieces.Add(isWithDefault
            ? new(PieceKind.Variable, inside[..comma].Trim().ToString(), inside[(comma + 1)..].Trim()[1..^1].ToString())
            : new(PieceKind.Variable, inside.Trim().ToString()));
    }

    private static void Flush(List<Piece> pieces, System.Text.StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            pieces.Add(new(PieceKind.Literal, literal.ToString()));
            literal.Clear();
        }
    }

    private Piece[]? Resolve(IConditionKeys keys)
    {
        var resolved = (Piece[])_pieces.Clone();
        foreach (ref var piece in resolved.AsSpan())
        {
            if (piece.Kind == PieceKind.Variable)
            {
                // A multivalued key is no variable: which of its values would it be?
                if ((keys.Find(piece.Text) is [var value] ? value : piece.Default) is not { } text)
                {
                    return null;
                }

                piece = new(PieceKind.Literal, text);
            }
        }

        return resolved;
    }

    /// <param name="Kind">Which it is.</param>
    /// <param name="Text">The characters of a literal, the key of a variable.</param>
    /// <param name="Default">What a variable is when the request has no value for its key.</param>
    private readonly record struct Piece(PieceKind Kind, string Text = "", string? Default = null);
}
