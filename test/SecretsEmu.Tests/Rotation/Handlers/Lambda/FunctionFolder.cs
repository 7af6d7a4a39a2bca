using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace SecretsEmu.Tests.Rotation.Handlers.Lambda;

/// <summary>A copy of the folder of test/RotationFunctions, for tests that break it.</summary>
internal sealed class FunctionFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("secrets-emu-function-");

    public FunctionFolder()
    {
        foreach (var file in Directory.EnumerateFiles(HostedFunction.BuiltFolder))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file));
            File.Copy(file, copy);
            // Settled long before the tests' clock says that they run.
            File.SetLastWriteTimeUtc(copy, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }
    }

    public string Path => _folder.FullName;

    /// <summary>The function's own assembly.</summary>
    public string Function => System.IO.Path.Combine(Path, "RotationFunctions.dll");

    public void Remove(string name) => File.Delete(System.IO.Path.Combine(Path, name));

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
