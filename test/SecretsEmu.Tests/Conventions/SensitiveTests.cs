using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SecretsEmu.Calls;
using SecretsEmu.Kms;
using SecretsEmu.SecretsManager;
using SecretsEmu.Validation;

namespace SecretsEmu.Tests.Conventions;

/// <summary>No secret value, key or token comes out of <c>ToString</c>, which is what logs, exceptions and debuggers print.</summary>
public sealed partial class SensitiveTests
{
    private const string Marker = "m4rk3r";

    // What holds something secret in a member whose name does not say so.
    private static readonly Dictionary<string, string[]> Holders = new()
    {
        ["SecretValue"] = ["Content"],
        ["DataKey"] = ["Plaintext"],
        ["RootKey"] = ["_key"],
        ["Call"] = ["Body"],
        ["Reply"] = ["Body"],
        ["SeedText"] = ["Text"],
        ["ParameterValue"] = ["Content"],
        ["SeedParameterVersion"] = ["Value"],
    };

    [TestCaseSource(nameof(TypesThatHoldSecrets))]
    public void ToString_prints_nothing_secret(Type type)
    {
        var printed = Filled(type).ToString()!;

        foreach (var form in new[] { Marker, Convert.ToBase64String(Encoding.UTF8.GetBytes(Marker)), Convert.ToHexString(Encoding.UTF8.GetBytes(Marker)) })
        {
            printed.ShouldNotContain(
                form, Case.Insensitive, $"{type.Name}.ToString prints what it holds: make it a class, or override ToString to print ***.");
        }
    }

    [Test]
    public void What_holds_secrets_is_found()
    {
        var found = TypesThatHoldSecrets().ToList();

        foreach (var (holder, members) in Holders)
        {
            var types = Types().Where(type => type.Name == holder).ToList();
            types.Count.ShouldBe(1, $"No single type is called {holder} now: correct the list of Holders.");
            members.Except(MembersOf(types[0]).Select(member => member.Name)).ShouldBeEmpty($"{holder} has other members now: correct the list of Holders.");
        }

        found.ShouldContain(typeof(SecretValue));
        found.ShouldContain(typeof(DataKey));
        found.ShouldContain(typeof(RootKey));
        found.Select(type => type.Name).ShouldContain("PutSecretValueRequest");
        found.Select(type => type.Name).ShouldContain("GetRandomPasswordResponse");
    }

    [TestCaseSource(nameof(WireShapes))]
    public void No_wire_shape_is_a_record(Type type) =>
        IsRecord(type).ShouldBeFalse($"The ToString of a record prints its members, and {type.Name} is what clients send or get: make it a class.");

    [Test]
    public void A_member_whose_name_says_secret_is_marked() =>
        WireShapes().SelectMany(type => type.GetProperties())
            .Where(property => SecretName().IsMatch(property.Name) && CanHoldText(property.PropertyType) && !property.IsDefined(typeof(SensitiveAttribute)))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}")
            .ShouldBeEmpty("These need [Sensitive].");

    private static IEnumerable<Type> TypesThatHoldSecrets() =>
        Types().Where(type =>
            MembersOf(type).Any(member => IsSecret(type, member) && CanHoldText(TypeOf(member))));

    private static bool IsSecret(Type type, MemberInfo member) =>
        member.IsDefined(typeof(SensitiveAttribute))
        || SecretName().IsMatch(member.Name)
        || (Holders.TryGetValue(type.Name, out var members) && members.Contains(member.Name));

    private static IEnumerable<Type> WireShapes() =>
        Services.All.SelectMany(service => service.Service.Operations
                .SelectMany(operation => RequestTypesOf(operation, service.Service).Concat(ResponseTypesOf(operation.Response))))
            .Distinct()
            .OrderBy(type => type.FullName, StringComparer.Ordinal);

    // An operation knows its request as a Shape: the type is the one of that name in the service's folder.
    private static IEnumerable<Type> RequestTypesOf(Operation operation, Service service) =>
        StructuresOf(operation.Shape).Select(shape => Types().Single(type =>
            type.Name == shape.Name && type.Namespace!.Split('.')[1].Equals(service.SigningName, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<Shape> StructuresOf(Shape shape) => shape.Kind switch
    {
        ShapeKind.Structure => shape.Members.SelectMany(member => StructuresOf(member.Shape)).Prepend(shape),
        ShapeKind.List => StructuresOf(shape.Element!),
        _ => [],
    };

    private static IEnumerable<Type> ResponseTypesOf(JsonTypeInfo? type) => type?.Kind switch
    {
        JsonTypeInfoKind.Object => type.Properties.SelectMany(property => ResponseTypesOf(type.Options.GetTypeInfo(property.PropertyType))).Prepend(type.Type),
        JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => ResponseTypesOf(type.Options.GetTypeInfo(type.ElementType!)),
        _ => [],
    };

    private static IEnumerable<Type> Types() =>
        typeof(Operation).Assembly.GetTypes().Where(type =>
            !type.IsInterface && !type.IsAbstract && !type.IsEnum && !type.IsGenericTypeDefinition
            && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.Contains('<', StringComparison.Ordinal)
            && type.Namespace?.StartsWith("SecretsEmu", StringComparison.Ordinal) is true);

    private static IEnumerable<MemberInfo> MembersOf(Type type) =>
        type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or FieldInfo);

    private static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static bool CanHoldText(Type type) => Value(Nullable.GetUnderlyingType(type) ?? type) is not null;

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    /// <summary>An instance, made without its constructor, whose every secret is the marker and every other text is not.</summary>
    private static object Filled(Type type, int depth = 0)
    {
        var instance = RuntimeHelpers.GetUninitializedObject(type);
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            var secrets = MembersOf(declaring).Where(member => IsSecret(declaring, member)).Select(member => member.Name).ToHashSet();
            foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                var plain = Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType;
                var isSecret = secrets.Contains(MemberNameOf(field));
                var value = Value(plain, isSecret ? Marker : "other") ?? (depth < 3 && Types().Contains(plain) ? Filled(plain, depth + 1) : null);
                if (value is not null)
                {
                    field.SetValue(instance, value);
                }
            }
        }

        return instance;
    }

    /// <summary>The name of an automatic property, or the field's own.</summary>
    private static string MemberNameOf(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static object? Value(Type type, string text = Marker)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return type == typeof(string) ? text
            : type == typeof(byte[]) ? bytes
            : type == typeof(Lazy<byte[]>) ? new Lazy<byte[]>(bytes)
            : type == typeof(char[]) ? text.ToCharArray()
            : type == typeof(ReadOnlyMemory<byte>) ? new ReadOnlyMemory<byte>(bytes)
            : type == typeof(ImmutableArray<byte>) ? ImmutableArray.Create(bytes)
            : type == typeof(ImmutableArray<string>) ? ImmutableArray.Create(text)
            : type.IsAssignableFrom(typeof(string[])) && type != typeof(object) ? new[] { text }
            : null;
    }

    [GeneratedRegex("^(SecretString|SecretBinary|RandomPassword|RotationToken|SessionToken|SecretAccessKey|RootKey|Plaintext|ClearKey|KeyMaterial)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
