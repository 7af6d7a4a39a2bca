using System.Buffers.Text;
using System.Text.Json;
using SecretsEmu.Calls;
using SecretsEmu.Validation;

namespace SecretsEmu.Json11;

/// <summary>
/// A walk over the tokens of a request with the operation's shape, before anything is bound: System.Text.Json's own
/// errors lack what AWS's SerializationException says. Unknown members are passed over (recorded).
/// Source: secretsmanager.md 1.4.
/// </summary>
internal static class TypeCheck
{
    private const string ListNotExpected = "Start of list found where not expected";
    private const string StructureNotExpected = "Start of structure or map found where not expected.";

    // Deeper than any shape by far; the reader refuses what is deeper.
    private const int DeepestNesting = 64;

    // Of the years 5 and 9000, which is as far as the clock goes.
    private const double EarliestSecond = -62_000_000_000;
    private const double LatestSecond = 221_845_392_000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = DeepestNesting };

    /// <summary>Whether the body is JSON at all: asked before the operation is known.</summary>
    /// <exception cref="AwsErrorException">SerializationException without a sentence.</exception>
    public static void WellFormed(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            throw FrontEndErrors.Unreadable.AsException();
        }
    }

    /// <exception cref="AwsErrorException">SerializationException, with the sentence where AWS has one.</exception>
    public static void Run(ReadOnlySpan<byte> body, Shape shape)
    {
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            reader.Read();
            Value(ref reader, shape);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a lone surrogate, which no string can hold.
            throw FrontEndErrors.Unreadable.AsException();
        }
    }

    private static void Value(ref Utf8JsonReader reader, Shape shape)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null when shape.Kind != ShapeKind.Structure || reader.CurrentDepth > 0:
                break;
            case JsonTokenType.StartObject:
                Require(shape.Kind is ShapeKind.Structure or ShapeKind.Map, StructureNotExpected);
                Members(ref reader, shape);
                break;
            case JsonTokenType.StartArray:
                Require(shape.Kind == ShapeKind.List, ListNotExpected);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Value(ref reader, shape.Element!);
                }

                break;
            default:
                Scalar(ref reader, shape);
                break;
        }
    }

    private static void Members(ref Utf8JsonReader reader, Shape shape)
    {
        HashSet<string>? seen = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var member = shape.Kind == ShapeKind.Map ? shape.Element : shape.Find(name)?.Shape;
            reader.Read();
            if (member is null)
            {
                Unknown(ref reader);
            }
            else if ((seen ??= new(StringComparer.Ordinal)).Add(name))
            {
                Value(ref reader, member);
            }
            else
            {
                // Inferred: which of two AWS takes is not known, and taking either would guess what the caller meant.
                throw FrontEndErrors.Unreadable.AsException();
            }
        }
    }

    private static void Unknown(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Skip();
        }
    }

    private static void Scalar(ref Utf8JsonReader reader, Shape shape)
    {
        Require(shape.Kind is not (ShapeKind.List or ShapeKind.Map or ShapeKind.Structure), "Unexpected field type");
        var found = reader.TokenType switch
        {
            JsonTokenType.String => "STRING_VALUE",
            JsonTokenType.Number => "NUMBER_VALUE",
            JsonTokenType.True => "TRUE_VALUE",
            _ => "FALSE_VALUE",
        };
        var fits = shape.Kind switch
        {
            ShapeKind.String => reader.TokenType == JsonTokenType.String,
            ShapeKind.Blob => reader.TokenType == JsonTokenType.String,
            ShapeKind.Boolean => reader.TokenType is JsonTokenType.True or JsonTokenType.False,
            ShapeKind.Timestamp => reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && seconds is > EarliestSecond and < LatestSecond,
            ShapeKind.Integer => reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _),
            _ => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _),
        };
        Require(fits, $"{found} cannot be converted to {shape.Kind}");
        if (shape.Kind == ShapeKind.Blob && !Base64.IsValid(reader.GetString()))
        {
            // Inferred: secretsmanager.md 1.4.
            throw FrontEndErrors.Unreadable.AsException();
        }

        if (shape.Kind == ShapeKind.String)
        {
            reader.GetString();
        }
    }

    private static void Require(bool fits, string sentence)
    {
        if (!fits)
        {
            throw FrontEndErrors.Serialization(sentence).AsException();
        }
    }
}
