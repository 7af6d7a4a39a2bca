using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using SecretsEmu.Tests.Rotation.Handlers.Lambda;

namespace SecretsEmu.Tests.Rotation.Handlers;

/// <summary>A copy of a built function's folder, for tests that break it.</summary>
internal sealed class FunctionFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("secrets-emu-function-");

    /// <summary>Of test/RotationFunctions.</summary>
    public FunctionFolder()
        : this(System.IO.Path.Combine(HostedFunction.BuiltFolder, "RotationFunctions.dll"))
    {
    }

    /// <param name="built">The function's own assembly.</param>
    public FunctionFolder(string built)
    {
        Function = System.IO.Path.Combine(Path, System.IO.Path.GetFileName(built));
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(built)!))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file));
            File.Copy(file, copy);
            // Settled long before the tests' clock says that they run.
            File.SetLastWriteTimeUtc(copy, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }
    }

    public string Path => _folder.FullName;

    /// <summary>The function's own assembly.</summary>
    public string Function { get; }

    public void Remove(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    /// <summary>As a build leaves a file whose bytes are as before: it is newer.</summary>
    public void Rebuild(string name, DateTime at) => File.SetLastWriteTimeUtc(System.IO.Path.Combine(Path, name), at);

    public void Spoil(string name) => File.WriteAllText(System.IO.Path.Combine(Path, name), "no assembly");

    /// <summary>As if the function had been built against a later version of an assembly.</summary>
    public void Need(string assembly, ushort major)
    {
        var bytes = File.ReadAllBytes(Function);
        using (var image = new PEReader([.. bytes]))
        {
            var metadata = image.GetMetadataReader();
            var row = metadata.AssemblyReferences.Single(one => metadata.GetString(metadata.GetAssemblyReference(one).Name) == assembly);
            var offset = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
                + ((MetadataTokens.GetRowNumber(row) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
            BitConverter.TryWriteBytes(bytes.AsSpan(offset), major).ShouldBeTrue();
        }

        File.WriteAllBytes(Function, bytes);
    }

    /// <summary>As if the function had been built against assemblies with another member than those beside it.</summary>
    public void Rename(string member, string other)
    {
        other.Length.ShouldBe(member.Length);
        var bytes = File.ReadAllBytes(Function);
        var offset = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\0{member}\0"));
        Encoding.UTF8.GetBytes(other).CopyTo(bytes, offset + 1);
        File.WriteAllBytes(Function, bytes);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
