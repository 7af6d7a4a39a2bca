using System.Text.Json;

namespace SecretsEmu.Tests.Conventions;

/// <summary>One of AWS's service models (see Models/README.md).</summary>
internal sealed class ServiceModel
{
    private readonly JsonElement _root;

    private ServiceModel(string file)
    {
        using var stream = typeof(ServiceModel).Assembly.GetManifestResourceStream(file)!;
        using var document = JsonDocument.Parse(stream);
        _root = document.RootElement.Clone();
    }

    public static ServiceModel SecretsManager { get; } = new("secretsmanager.json");

    public static ServiceModel Kms { get; } = new("kms.json");

    public static ServiceModel Sts { get; } = new("sts.json");

    public static ServiceModel Ssm { get; } = new("ssm.json");

    public IReadOnlyList<string> Operations => [.. _root.GetProperty("operations").EnumerateObject().Select(operation => operation.Name)];

    public ModelShape InputOf(string operation) => Shape(Operation(operation).GetProperty("input").GetString()!);

    /// <summary>Null where the operation has no output.</summary>
    public ModelShape? OutputOf(string operation) =>
        Operation(operation).TryGetProperty("output", out var output) ? Shape(output.GetString()!) : null;

    private JsonElement Operation(string name) => _root.GetProperty("operations").GetProperty(name);

    private ModelShape Shape(string name) => new(name, _root.GetProperty("shapes").GetProperty(name), Shape);
}

/// <summary>A shape of a model.</summary>
internal sealed class ModelShape(string name, JsonElement shape, Func<string, ModelShape> find)
{
    public string Name { get; } = name;

    /// <summary><c>string</c>, <c>structure</c>, <c>list</c>, <c>map</c>, <c>timestamp</c>…</summary>
    public string Type { get; } = shape.GetProperty("type").GetString()!;

    public ModelShape Element => find(shape.GetProperty("member").GetProperty("shape").GetString()!);

    public ModelShape MapKey => find(shape.GetProperty("key").GetProperty("shape").GetString()!);

    public ModelShape MapValue => find(shape.GetProperty("value").GetProperty("shape").GetString()!);

    public long? Min => Number("min");

    public long? Max => Number("max");

    public string? Pattern => shape.TryGetProperty("pattern", out var pattern) ? pattern.GetString() : null;

    public IReadOnlyList<string>? Enum =>
        shape.TryGetProperty("enum", out var values) ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : null;

    public bool Sensitive => Flag(shape, "sensitive");

    /// <summary>In the model's order.</summary>
    public IReadOnlyList<ModelMember> Members
    {
        get
        {
            var required = shape.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
            return
            [
                .. shape.GetProperty("members").EnumerateObject().Select(member => new ModelMember(
                    member.Name,
                    find(member.Value.GetProperty("shape").GetString()!),
                    required.Contains(member.Name),
                    Flag(member.Value, "idempotencyToken"))),
            ];
        }
    }

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private long? Number(string name) => shape.TryGetProperty(name, out var number) ? number.GetInt64() : null;
}

/// <summary>A member of a structure of a model.</summary>
internal sealed record ModelMember(string Name, ModelShape Shape, bool Required, bool IdempotencyToken);
