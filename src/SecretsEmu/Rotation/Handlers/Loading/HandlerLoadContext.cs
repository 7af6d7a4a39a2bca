using System.Reflection;
using System.Runtime.Loader;

namespace SecretsEmu.Rotation.Handlers.Loading;

/// <summary>
/// The assemblies of one function, apart from those of the emulator and of other functions. They are read as bytes, so that
/// their files can be rebuilt while they run; a rebuilt file is a new context. Measured: feasibility.md 7.
/// </summary>
internal sealed class HandlerLoadContext : AssemblyLoadContext
{
    // What comes with .NET itself, and so with every function: two copies of a type that both sides use would be two types.
    private static readonly Lazy<Dictionary<string, string>> Framework = new(() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => path.StartsWith(Path.GetDirectoryName(typeof(object).Assembly.Location)!, StringComparison.Ordinal))
            .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase));

    private readonly string _folder;
    private readonly AssemblyDependencyResolver? _resolver;
    private readonly IReadOnlyList<Assembly> _shared;
    private DirectoryInfo? _shadow;
    private Assembly? _main;

    /// <param name="mainFile">The function's own assembly; what it needs lies beside it, as its deps.json says or by name.</param>
    /// <param name="shared">Assemblies whose types the emulator and the function exchange.</param>
    public HandlerLoadContext(string mainFile, IReadOnlyList<Assembly> shared)
        : base(Path.GetFileNameWithoutExtension(mainFile), isCollectible: true)
    {
        _folder = Path.GetDirectoryName(mainFile)!;
        _shared = shared;
        // It reads the deps.json at once; without one it knows nothing but the file itself.
        _resolver = File.Exists(Path.ChangeExtension(mainFile, ".deps.json")) ? new AssemblyDependencyResolver(mainFile) : null;
        _main = LoadBytes(mainFile);
        Unloading += _ => LetGo();
    }

    /// <summary>The function's own assembly.</summary>
    public Assembly Main => _main ?? throw new ObjectDisposedException(nameof(HandlerLoadContext));

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (_shared.FirstOrDefault(assembly => assembly.GetName().Name == assemblyName.Name) is { } shared)
        {
            return shared;
        }

        return IsOfFramework(assemblyName) ? null : PathOf(assemblyName) is { } path ? LoadBytes(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        if (_resolver?.ResolveUnmanagedDllToPath(unmanagedDllName) is not { } path)
        {
            return nint.Zero;
        }

        // A native library cannot be read as bytes; a copy leaves the original free.
        _shadow ??= Directory.CreateTempSubdirectory("secrets-emu-native-");
        var copy = Path.Combine(_shadow.FullName, Path.GetFileName(path));
        if (!File.Exists(copy))
        {
            File.Copy(path, copy);
        }

        return LoadUnmanagedDllFromPath(copy);
    }

    private static bool IsOfFramework(AssemblyName name) =>
        name.Name is { } simple && Framework.Value.TryGetValue(simple, out var path) && AssemblyName.GetAssemblyName(path).Version >= name.Version;

    private string? PathOf(AssemblyName name)
    {
        if (_resolver?.ResolveAssemblyToPath(name) is { } resolved && File.Exists(resolved))
        {
            return resolved;
        }

        var beside = Path.Combine(_folder, $"{name.Name}.dll");
        return File.Exists(beside) ? beside : null;
    }

    private Assembly LoadBytes(string path)
    {
        using var code = new MemoryStream(File.ReadAllBytes(path));
        var symbols = Path.ChangeExtension(path, ".pdb");
        if (!File.Exists(symbols))
        {
            return LoadFromStream(code);
        }

        using var pdb = new MemoryStream(File.ReadAllBytes(symbols));
        return LoadFromStream(code, pdb);
    }

    // The runtime holds a context until its assemblies are collected: one that holds an assembly of its own would stay for ever.
    private void LetGo()
    {
        _main = null;
        DeleteShadow();
    }

    private void DeleteShadow()
    {
        try
        {
            _shadow?.Delete(recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Where a loaded library cannot be deleted, the system's own cleaning of its temporary folder takes it.
        }
    }
}
