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
    private readonly Lock _shadowGate = new();
    private DirectoryInfo? _shadow;
    private Assembly? _main;

    /// <param name="mainFile">The function's own assembly; what it needs lies beside it, as its deps.json says or by name.</param>
    /// <param name="shared">Assemblies whose types the emulator and the function exchange.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="BadImageFormatException">It is no .NET assembly.</exception>
    public HandlerLoadContext(string mainFile, IReadOnlyList<Assembly> shared)
        : base(Path.GetFileNameWithoutExtension(mainFile), isCollectible: true)
    {
        _folder = Path.GetDirectoryName(mainFile)!;
        _shared = shared;
        _main = LoadBytes(mainFile);
        // It reads the deps.json at once; without one it knows nothing but the file itself.
        _resolver = File.Exists(Path.ChangeExtension(mainFile, ".deps.json")) ? new AssemblyDependencyResolver(mainFile) : null;
        LoadReferences(_main);
        Unloading += _ => LetGo();
    }

    /// <summary>The function's own assembly.</summary>
    public Assembly Main => _main ?? throw new ObjectDisposedException(nameof(HandlerLoadContext));

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (SharedOf(assemblyName) is { } shared)
        {
            // The runtime would take an older one than was asked for, and miss a member of it in the middle of a step.
            return shared.GetName().Version >= assemblyName.Version ? shared : throw new FileLoadException(null, assemblyName.FullName);
        }

        return IsOfFramework(assemblyName) ? null : PathOf(assemblyName) is { } path ? LoadBytes(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        if (NativePathOf(unmanagedDllName) is not { } path)
        {
            return nint.Zero;
        }

        lock (_shadowGate)
        {
            // A native library cannot be read as bytes; a copy leaves the original free.
            _shadow ??= Directory.CreateTempSubdirectory("secrets-emu-native-");
            var copy = Path.Combine(_shadow.FullName, Path.GetFileName(path));
            if (!File.Exists(copy))
            {
                File.Copy(path, copy);
            }

            return LoadUnmanagedDllFromPath(copy);
        }
    }

    // What is first needed in a later step would otherwise come from a later build than the rest.
    private void LoadReferences(Assembly assembly)
    {
        foreach (var name in assembly.GetReferencedAssemblies())
        {
            if (SharedOf(name) is not null || IsOfFramework(name) || PathOf(name) is null || Assemblies.Any(loaded => loaded.GetName().Name == name.Name))
            {
                continue;
            }

            try
            {
                LoadReferences(LoadFromAssemblyName(name));
            }
            catch (Exception unusable) when (unusable is IOException or BadImageFormatException or UnauthorizedAccessException)
            {
                // Whoever needs it is told; perhaps nobody does.
            }
        }
    }

    private Assembly? SharedOf(AssemblyName name) => _shared.FirstOrDefault(assembly => assembly.GetName().Name == name.Name);

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

    // Assemblies that were read as bytes have no folder of their own in which .NET would look.
    private string? NativePathOf(string name) =>
        _resolver?.ResolveUnmanagedDllToPath(name) is { } resolved && File.Exists(resolved)
            ? resolved
            : NativeNames(name).Select(file => Path.Combine(_folder, file)).FirstOrDefault(File.Exists);

    // The spellings that .NET tries.
    private static string[] NativeNames(string name) =>
        OperatingSystem.IsWindows() ? [$"{name}.dll", name]
        : OperatingSystem.IsMacOS() ? [$"lib{name}.dylib", $"{name}.dylib", name]
        : [$"lib{name}.so", $"{name}.so", name];

    private Assembly LoadBytes(string path)
    {
        using var code = new MemoryStream(File.ReadAllBytes(path));
        var symbols = Path.ChangeExtension(path, ".pdb");
        using var pdb = File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null;
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
