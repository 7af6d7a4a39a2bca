using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SecretsEmu.Validation;

/// <summary>What a value on the wire may be, in the words of AWS's models.</summary>
internal enum ShapeKind
{
    String,
    Integer,
    Long,
    Boolean,
    Timestamp,
    Blob,
    List,

    /// <summary>From strings to the element.</summary>
    Map,
    Structure,
}

/// <summary>The shape of a request or of a part of it, read once from its type: JSON types and constraints in one place.</summary>
internal sealed class Shape
{
    private readonly Dictionary<string, Member> _members;

    private Shape(string name, ShapeKind kind, Shape? element, IEnumerable<Member> members)
    {
        (Name, Kind, Element) = (name, kind, element);
        Members = [.. members];
        _members = Members.ToDictionary(member => member.Name, StringComparer.Ordinal);
    }

    public string Name { get; }

    public ShapeKind Kind { get; }

    /// <summary>What a list holds, or what the values of a map are.</summary>
    public Shape? Element { get; }

    /// <summary>What a structure has, in the order of AWS's model.</summary>
    public IReadOnlyList<Member> Members { get; }

    public Member? Find(string name) => _members.GetValueOrDefault(name);

    public static Shape Of(JsonTypeInfo type) => Of(type.Type, type.Options);

    private static Shape Of(Type type, JsonSerializerOptions options)
    {
        if (type == typeof(byte[]))
        {
            return new("blob", ShapeKind.Blob, null, []);
        }

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (ScalarOf(plain) is { } scalar)
        {
            return new(plain.Name, scalar, null, []);
        }

        var info = options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new(type.Name, ShapeKind.List, Of(info.ElementType!, options), []),
            JsonTypeInfoKind.Dictionary => new(type.Name, ShapeKind.Map, Of(info.ElementType!, options), []),
            _ => new(type.Name, ShapeKind.Structure, null, info.Properties.Select(property => MemberOf(property, options))),
        };
    }

    private static ShapeKind? ScalarOf(Type type) =>
        type == typeof(string) ? ShapeKind.String
        : type == typeof(int) ? ShapeKind.Integer
        : type == typeof(long) ? ShapeKind.Long
        : type == typeof(bool) ? ShapeKind.Boolean
        : type == typeof(DateTimeOffset) ? ShapeKind.Timestamp
        : null;

    private static Member MemberOf(JsonPropertyInfo property, JsonSerializerOptions options)
    {
        var attributes = property.AttributeProvider!.GetCustomAttributes(inherit: true);
        return new Member(property.Name, Of(property.PropertyType, options), property.Get!)
        {
            Required = attributes.OfType<NotNullAttribute>().Any(),
            Sensitive = attributes.OfType<SensitiveAttribute>().Any(),
            IdempotencyToken = attributes.OfType<IdempotencyTokenAttribute>().Any(),
            Constraints = [.. attributes.OfType<ConstraintAttribute>()],
            EachElement = [.. attributes.OfType<EachAttribute>().Select(each => each.Constraint)],
            NotEmulated = attributes.OfType<NotEmulatedAttribute>().SingleOrDefault(),
            NameRule = attributes.OfType<NameAttribute>().SingleOrDefault(),
        };
    }
}

/// <summary>A member of a structure: its name on the wire, its shape, and its limits.</summary>
internal sealed record Member(string Name, Shape Shape, Func<object, object?> Get)
{
    /// <summary>How the front end writes it in a sentence: <c>secretId</c>.</summary>
    public string LowerCamelName { get; } = char.ToLowerInvariant(Name[0]) + Name[1..];

    public bool Required { get; init; }

    public bool Sensitive { get; init; }

    public bool IdempotencyToken { get; init; }

    public required IReadOnlyList<ConstraintAttribute> Constraints { get; init; }

    public required IReadOnlyList<ConstraintAttribute> EachElement { get; init; }

    public NotEmulatedAttribute? NotEmulated { get; init; }

    public NameAttribute? NameRule { get; init; }
}
