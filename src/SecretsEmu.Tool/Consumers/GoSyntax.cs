using System.Buffers;
using System.Text;

namespace SecretsEmu.Tool.Consumers;

/// <summary>What Go's encoding/json says of a text that is no JSON. It names the character that it stumbles over, as the agent's message does.</summary>
/// <remarks>System.Text.Json refuses the same texts, in words of its own.</remarks>
internal ref struct GoSyntax
{
    private const string BeginningOfValue = "looking for beginning of value";
    private const string UnexpectedEnd = "unexpected end of JSON input";
    private const int DeepestLevel = 10_000;

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private int _depth;

    private GoSyntax(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>The sentence, or null for JSON.</summary>
    public static string? ErrorIn(string text)
    {
        var syntax = new GoSyntax(Encoding.UTF8.GetBytes(text));
        return syntax.Value() ?? syntax.End();
    }

    private string? End()
    {
        SkipSpace();
        return _at == _text.Length ? null : Invalid("after top-level value");
    }

    private string? Value()
    {
        SkipSpace();
        return Peek() switch
        {
            null => UnexpectedEnd,
            '{' => Nested(Members),
            '[' => Nested(Items),
            '"' => Text(),
            't' => Literal("true"),
            'f' => Literal("false"),
            'n' => Literal("null"),
            '-' or (>= '0' and <= '9') => Number(),
            _ => Invalid(BeginningOfValue),
        };
    }

    private delegate string? Part(ref GoSyntax syntax);

    private string? Nested(Part inside)
    {
        _at++;
        if (++_depth > DeepestLevel)
        {
            return "exceeded max depth";
        }

        var error = inside(ref this);
        _depth--;
        return error;
    }

    private static string? Members(ref GoSyntax syntax)
    {
        syntax.SkipSpace();
        if (syntax.Take('}'))
        {
            return null;
        }

        while (true)
        {
            syntax.SkipSpace();
            var error = syntax.Peek() == '"' ? syntax.Text() : syntax.Invalid("looking for beginning of object key string");
            syntax.SkipSpace();
            error ??= syntax.Take(':') ? syntax.Value() : syntax.Invalid("after object key");
            syntax.SkipSpace();
            if (error is not null || syntax.Take('}'))
            {
                return error;
            }

            if (!syntax.Take(','))
            {
                return syntax.Invalid("after object key:value pair");
            }
        }
    }

    private static string? Items(ref GoSyntax syntax)
    {
        syntax.SkipSpace();
        if (syntax.Take(']'))
        {
            return null;
        }

        while (true)
        {
            var error = syntax.Value();
            syntax.SkipSpace();
            if (error is not null || syntax.Take(']'))
            {
                return error;
            }

            if (!syntax.Take(','))
            {
                return syntax.Invalid("after array element");
            }
        }
    }

    private string? Text()
    {
        for (_at++; Peek() is { } character; _at++)
        {
            switch (character)
            {
                case '"':
                    _at++;
                    return null;
                case '\\':
                    _at++;
                    if (Escape() is { } error)
                    {
                        return error;
                    }

                    break;
                case < ' ':
                    return Invalid("in string literal");
            }
        }

        return UnexpectedEnd;
    }

    private string? Escape()
    {
        if (Peek() is not 'u')
        {
            return Peek() is { } character && "bfnrt\\/\"".Contains(character, StringComparison.Ordinal) ? null : Invalid("in string escape code");
        }

        for (var digit = 0; digit < 4; digit++)
        {
            _at++;
            if (_at >= _text.Length || !Hexadecimal.Contains(_text[_at]))
            {
                return Invalid("in \\u hexadecimal character escape");
            }
        }

        return null;
    }

    private string? Number()
    {
        Take('-');
        if (!Take('0') && !Digits())
        {
            return Invalid("in numeric literal");
        }

        if (Take('.') && !Digits())
        {
            return Invalid("after decimal point in numeric literal");
        }

        if (!Take('e') && !Take('E'))
        {
            return null;
        }

        if (!Take('+'))
        {
            Take('-');
        }

        return Digits() ? null : Invalid("in exponent of numeric literal");
    }

    private string? Literal(string word)
    {
        foreach (var letter in word)
        {
            if (!Take(letter))
            {
                return Invalid($"in literal {word} (expecting '{letter}')");
            }
        }

        return null;
    }

    private bool Digits()
    {
        var start = _at;
        while (Peek() is >= '0' and <= '9')
        {
            _at++;
        }

        return _at > start;
    }

    private readonly char? Peek() => _at < _text.Length ? (char)_text[_at] : null;

    private bool Take(char expected)
    {
        var found = Peek() == expected;
        _at += found ? 1 : 0;
        return found;
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private readonly string Invalid(string context) => Peek() is { } character ? $"invalid character {Quoted(character)} {context}" : UnexpectedEnd;

    private static string Quoted(char character) => character switch
    {
        '\'' => @"'\''",
        '\\' => @"'\\'",
        '\n' => @"'\n'",
        '\r' => @"'\r'",
        '\t' => @"'\t'",
        < ' ' or '\x7f' => $@"'\x{(int)character:x2}'",
        >= '\x80' and < '\xa1' or '\xad' => $@"'\u{(int)character:x4}'",
        _ => $"'{character}'",
    };
}
