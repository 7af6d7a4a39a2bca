using System.Reflection;
using System.Runtime.CompilerServices;
using SecretsEmu.Hosting;
using SecretsEmu.Plugins;

namespace SecretsEmu.Tests.Conventions;

/// <summary>What a user of the library can call, and what a plugin is written against, change only on purpose.</summary>
public sealed class PublicApiTests
{
    [TestCase(typeof(SecretsEmulator), "PublicApi")]
    [TestCase(typeof(IRotationPlugin), "PluginsApi")]
    public void The_public_API_is_the_approved_one(Type ofAssembly, string file)
    {
        var approvedFile = Path.Combine(Repository.Root, "test", "SecretsEmu.Tests", "Conventions", $"{file}.approved.txt");
        var received = string.Join('\n', Describe(ofAssembly.Assembly)) + "\n";
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        var copy = Path.Combine(AppContext.BaseDirectory, $"{file}.received.txt");
        File.WriteAllText(copy, received);

        received.ShouldBe(approved, $"If the change is meant, approve it and name it in CHANGELOG.md:\ncp '{copy}' '{approvedFile}'");
    }

    private static IEnumerable<string> Describe(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            yield return Head(type);
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                yield return $"    {member}";
            }
        }
    }

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.GetMethod("<Clone>$") is not null ? "record" : "class";
        var bases = new[] { type.BaseType }.Where(parent => parent is not null && parent != typeof(object) && parent != typeof(Enum) && parent != typeof(ValueType))
            .Concat(type.IsEnum ? [] : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(contract => contract.IsPublic))
            .Select(parent => NameOf(parent!))
            .Where(name => !name.StartsWith("IEquatable", StringComparison.Ordinal))
            .ToList();
        var modifier = type is { IsAbstract: true, IsSealed: true } ? "static " : type is { IsAbstract: true, IsInterface: false } ? "abstract "
            : type is { IsSealed: false, IsInterface: false, IsValueType: false } ? "open " : "";
        return $"{modifier}{kind} {type.FullName}{(bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        }

        return type.GetConstructors(Declared).Where(IsVisible).Where(method => !IsGenerated(method)).Select(method => $"new({Parameters(method)})")
            .Concat(type.GetProperties(Declared).Where(property => IsVisible(property.GetMethod) && !IsGenerated(property.GetMethod!, ofProperty: true)).Select(Property))
            .Concat(type.GetEvents(Declared).Where(@event => IsVisible(@event.AddMethod)).Select(@event => $"event {NameOf(@event.EventHandlerType!)} {@event.Name}"))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => $"{(field.IsLiteral ? "const " : "")}{NameOf(field.FieldType)} {field.Name}"))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && !method.IsSpecialName && !IsGenerated(method) && method.GetBaseDefinition() == method)
                .Select(method => $"{(method.IsStatic ? "static " : "")}{NameOf(method.ReturnType)} {method.Name}({Parameters(method)})"));
    }

    private static string Property(PropertyInfo property)
    {
        var setter = property.SetMethod is not { } set || !IsVisible(set) ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        return $"{(property.GetMethod!.IsStatic ? "static " : "")}{(property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{NameOf(property.PropertyType)}{Mark(property.PropertyType, new NullabilityInfoContext().Create(property))} {property.Name} {{ get;{setter} }}";
    }

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    // A record's own members say nothing beyond "record". An accessor is generated for every automatic property.
    private static bool IsGenerated(MethodBase method, bool ofProperty = false) =>
        method.Name.Contains('<', StringComparison.Ordinal) || method.Name == "get_EqualityContract"
        || (!ofProperty && method.IsDefined(typeof(CompilerGeneratedAttribute)));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{NameOf(parameter.ParameterType)}{Mark(parameter.ParameterType, new NullabilityInfoContext().Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")}"));

    // Of a reference that may be null; a value type says it in its name.
    private static string Mark(Type type, NullabilityInfo nullability) =>
        !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? "?" : "";

    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? $"{NameOf(underlying)}?"
        : type.IsArray ? $"{NameOf(type.GetElementType()!)}[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
