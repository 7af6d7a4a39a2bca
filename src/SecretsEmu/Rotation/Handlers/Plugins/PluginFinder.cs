using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SecretsEmu.Rotation.Handlers.Plugins;

/// <summary>A class of a library that is a rotation plugin.</summary>
/// <param name="Class">Its full name.</param>
/// <param name="Function">The name that its attribute gives it; null without one.</param>
internal sealed record FoundPlugin(string Class, string? Function);

/// <summary>Looks into libraries for plugins without loading them.</summary>
internal static class PluginFinder
{
    private const string Assembly = "SecretsEmu.Plugins";
    private const string Interface = "IRotationPlugin";
    private const string Attribute = "RotationFunctionAttribute";

    /// <summary>The classes of a library that carry the attribute or name the interface themselves; empty for any other file.</summary>
    public static IReadOnlyList<FoundPlugin> Find(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
            {
                return [];
            }

            var metadata = image.GetMetadataReader();
            return metadata.AssemblyReferences.Any(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name) == Assembly)
                ? [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(type => IsPlugin(type, metadata)).Select(type => new FoundPlugin(NameOf(type, metadata), FunctionOf(type, metadata)))]
                : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsPlugin(TypeDefinition type, MetadataReader metadata) =>
        (type.Attributes & System.Reflection.TypeAttributes.Abstract) == 0
        && (FunctionOf(type, metadata) is not null || type.GetInterfaceImplementations().Any(implementation =>
            metadata.GetInterfaceImplementation(implementation).Interface is { Kind: HandleKind.TypeReference } reference
            && IsOurs((TypeReferenceHandle)reference, Interface, metadata)));

    // As reflection finds it again: a nested class behind the one that it stands in.
    private static string NameOf(TypeDefinition type, MetadataReader metadata) =>
        type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(metadata.GetTypeDefinition(outer), metadata)}+{metadata.GetString(type.Name)}"
        : metadata.GetString(type.Namespace) is { Length: > 0 } space ? $"{space}.{metadata.GetString(type.Name)}" : metadata.GetString(type.Name);

    private static string? FunctionOf(TypeDefinition type, MetadataReader metadata)
    {
        foreach (var handle in type.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && IsOurs((TypeReferenceHandle)parent, Attribute, metadata))
            {
                // A prolog of two bytes, then the one argument.
                var blob = metadata.GetBlobReader(attribute.Value);
                blob.ReadUInt16();
                return blob.ReadSerializedString();
            }
        }

        return null;
    }

    private static bool IsOurs(TypeReferenceHandle handle, string name, MetadataReader metadata)
    {
        var reference = metadata.GetTypeReference(handle);
        return metadata.GetString(reference.Name) == name && metadata.GetString(reference.Namespace) == Assembly;
    }
}
