using System.Globalization;
using System.Text.Json;
using SecretsEmu.Calls;
using SecretsEmu.Validation;

namespace SecretsEmu.Query;

/// <summary>
/// From the flat names of the query protocol (<c>Tags.member.1.Key</c>) to the JSON that an operation binds, by the shape of
/// its request. Names that the shape does not have are passed over. Source: kms-iam-sts.md 6.1.
/// </summary>
internal sealed class QueryMembers(IReadOnlyDictionary<string, string> parameters)
{
    private const string Element = ".member.";

    /// <exception cref="AwsErrorException">A number is none.</exception>
    public byte[] ToJson(Shape request)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Structure(writer, request, "");
        }

        return stream.ToArray();
    }

    private void Structure(Utf8JsonWriter writer, Shape shape, string prefix)
    {
        writer.WriteStartObject();
        foreach (var member in shape.Members)
        {
            var name = prefix + member.Name;
            if (IsGiven(name, member.Shape.Kind))
            {
                writer.WritePropertyName(member.Name);
                Value(writer, member.Shape, name);
            }
        }

        writer.WriteEndObject();
    }

    private void Value(Utf8JsonWriter writer, Shape shape, string name)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Structure:
                Structure(writer, shape, $"{name}.");
                break;
            case ShapeKind.List:
                writer.WriteStartArray();
                foreach (var position in PositionsOf(name))
                {
                    Value(writer, shape.Element!, name + Element + position);
                }

                writer.WriteEndArray();
                break;
            case ShapeKind.Integer:
                writer.WriteNumberValue(int.TryParse(TextOf(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw NotANumber(name).AsException());
                break;
            case ShapeKind.String:
                writer.WriteStringValue(TextOf(name));
                break;
            default:
                throw new InvalidOperationException($"No operation of the query protocol has a member of kind {shape.Kind} yet.");
        }
    }

    // An empty list is written as its name alone.
    private bool IsGiven(string name, ShapeKind kind) =>
        parameters.ContainsKey(name)
        || (kind is ShapeKind.List or ShapeKind.Structure && parameters.Keys.Any(key => key.StartsWith($"{name}.", StringComparison.Ordinal)));

    // In the order of their numbers; AWS's clients count from 1 without gaps.
    private IEnumerable<string> PositionsOf(string list)
    {
        var prefix = list + Element;
        return parameters.Keys
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..].Split('.')[0])
            .Distinct(StringComparer.Ordinal)
            .Where(position => position.Length > 0 && position.All(char.IsAsciiDigit))
            .OrderBy(position => position.Length)
            .ThenBy(position => position, StringComparer.Ordinal);
    }

    // An element of a list of structures may lack what is asked for here.
    private string TextOf(string name) => parameters.GetValueOrDefault(name, "");

    // Inferred: what AWS says is not known.
    private static AwsError NotANumber(string name) => FrontEndErrors.Serialization($"The value of {name} is not an integer.");
}
