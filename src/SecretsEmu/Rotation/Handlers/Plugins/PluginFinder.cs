using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SecretsEmu.Rotation.Handlers.Plugins;

/// <summary>A class of a library that is a rotation plugin.</summary>
/// <param name="Class">Its full name.</param>
/// <param name="Function">The name that its attribute gives it; null without one.</param>
internal sealed record FoundPlugin(string Class, string? Function);

/// <summary>Looks into a library for plugins without loading it.</summary>
internal sealed class PluginFinder
{
    private const string Contract = "SecretsEmu.Plugins";
    private const string Interface = "IRotationPlugin";
    private const string Attribute = "RotationFunctionAttribute";

    private readonly MetadataReader _metadata;

    private PluginFinder(MetadataReader metadata) => _metadata = metadata;

    /// <summary>
    /// The public classes of a library that carry the attribute or implement the interface, themselves or by a class or an interface
    /// of the same library; empty for any other file.
    /// </summary>
    public static IReadOnlyList<FoundPlugin> Find(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var image = new PEReader(stream);
            return image.HasMetadata ? new PluginFinder(image.GetMetadataReader()).Find() : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private IReadOnlyList<FoundPlugin> Find() =>
        _metadata.AssemblyReferences.Any(reference => _metadata.GetString(_metadata.GetAssemblyReference(reference).Name) == Contract)
            ? [.. _metadata.TypeDefinitions.Select(_metadata.GetTypeDefinition).Where(IsPlugin).Select(type => new FoundPlugin(NameOf(type), FunctionOf(type)))]
            : [];

    // As PluginHandler wants them.
    private bool IsPlugin(TypeDefinition type) =>
        (type.Attributes & TypeAttributes.Abstract) == 0 && type.GetGenericParameters().Count == 0 && IsPublic(type)
        && (FunctionOf(type) is not null || Implements(type));

    private bool IsPublic(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsPublic(_metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private bool Implements(TypeDefinition type) =>
        type.GetInterfaceImplementations().Any(one => IsOrImplements(_metadata.GetInterfaceImplementation(one).Interface))
        || IsOrImplements(type.BaseType);

    private bool IsOrImplements(EntityHandle type) => type.Kind switch
    {
        _ when type.IsNil => false,
        HandleKind.TypeReference => IsOfContract((TypeReferenceHandle)type, Interface),
        HandleKind.TypeDefinition => Implements(_metadata.GetTypeDefinition((TypeDefinitionHandle)type)),
        HandleKind.TypeSpecification => IsOrImplements(DefinitionOf((TypeSpecificationHandle)type)),
        _ => false,
    };

    // Of Rotation<Login>, the Rotation<>. Source: ECMA-335, II.23.2.14.
    private EntityHandle DefinitionOf(TypeSpecificationHandle type)
    {
        var signature = _metadata.GetBlobReader(_metadata.GetTypeSpecification(type).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default;
        }

        signature.ReadCompressedInteger();
        return signature.ReadTypeHandle();
    }

    private string NameOf(TypeDefinition type)
    {
        var name = _metadata.GetString(type.Name);
        return type.IsNested ? $"{NameOf(_metadata.GetTypeDefinition(type.GetDeclaringType()))}+{name}"
            : _metadata.GetString(type.Namespace) is { Length: > 0 } space ? $"{space}.{name}"
            : name;
    }

    private string? FunctionOf(TypeDefinition type)
    {
        foreach (var handle in type.GetCustomAttributes())
        {
            var attribute = _metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && _metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && IsOfContract((TypeReferenceHandle)parent, Attribute))
            {
                // A prolog of two bytes, then the one argument.
                var blob = _metadata.GetBlobReader(attribute.Value);
                blob.ReadUInt16();
                return blob.ReadSerializedString();
            }
        }

        return null;
    }

    private bool IsOfContract(TypeReferenceHandle handle, string name)
    {
        var reference = _metadata.GetTypeReference(handle);
        return _metadata.GetString(reference.Name) == name && _metadata.GetString(reference.Namespace) == Contract;
    }
}
