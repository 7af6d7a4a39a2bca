using System.Reflection;
using System.Text;

namespace SecretsEmu.Rotation.Handlers.Loading;

/// <summary>The code of a function as it is on the disk: loaded once, and anew when its files changed. Safe to use from several threads.</summary>
/// <param name="mainFile">The function's own assembly.</param>
/// <param name="shared">Assemblies whose types the emulator and the function exchange.</param>
/// <param name="wall">The wall clock, which the times of files are on.</param>
/// <param name="retired">Counts what was loaded and replaced.</param>
internal sealed class CodeSource(string mainFile, IReadOnlyList<Assembly> shared, TimeProvider wall, RetiredContexts retired) : IDisposable
{
    // A build writes several files, one after the other.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);
    private const int MostWaits = 20;

    private readonly Lock _gate = new();
    private LoadedCode? _current;

    /// <summary>The newest code, held until it is given back: a later build does not change it.</summary>
    /// <exception cref="Exception">It cannot be loaded: whatever the loader says.</exception>
    public async Task<LoadedCode> Take(CancellationToken cancellation)
    {
        var stamp = StampOf(mainFile);
        if (IsNew(stamp))
        {
            stamp = await WaitForQuiet(cancellation);
        }

        lock (_gate)
        {
            if (_current is null || _current.Stamp != stamp)
            {
                var loaded = new LoadedCode(new HandlerLoadContext(mainFile, shared), stamp, retired);
                _current?.Retire();
                _current = loaded;
            }

            _current.Hold();
            return _current;
        }
    }

    /// <summary>The next one who asks gets a fresh copy: this one holds what a function left behind that never came back.</summary>
    public void Discard(LoadedCode code)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_current, code))
            {
                _current = null;
                code.Retire();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _current?.Retire();
            _current = null;
        }
    }

    private bool IsNew(string stamp)
    {
        lock (_gate)
        {
            return _current?.Stamp != stamp;
        }
    }

    private async Task<string> WaitForQuiet(CancellationToken cancellation)
    {
        for (var waits = 0; waits < MostWaits; waits++)
        {
            var age = wall.GetUtcNow() - FilesOf(mainFile).Select(file => file.LastWriteTimeUtc).DefaultIfEmpty(DateTime.MinValue).Max();
            // A time in the future says nothing.
            if (age >= Quiet || age < TimeSpan.Zero)
            {
                break;
            }

            await Task.Delay(Quiet, wall, cancellation);
        }

        return StampOf(mainFile);
    }

    private static string StampOf(string mainFile)
    {
        var stamp = new StringBuilder();
        foreach (var file in FilesOf(mainFile).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            stamp.Append(file.Name).Append(' ').Append(file.Length).Append(' ').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
        }

        return stamp.ToString();
    }

    private static IEnumerable<FileInfo> FilesOf(string mainFile) =>
        new DirectoryInfo(Path.GetDirectoryName(mainFile)!) is { Exists: true } folder
            ? folder.EnumerateFiles().Where(file => file.Extension is ".dll" or ".pdb" or ".json" or ".so" or ".dylib")
            : [];
}

/// <summary>One copy of a function's code in memory. It is unloaded when it was replaced and nobody holds it any more.</summary>
internal sealed class LoadedCode(HandlerLoadContext context, string stamp, RetiredContexts retired)
{
    private readonly Lock _gate = new();
    private HandlerLoadContext? _context = context;
    private int _holders;
    private bool _isRetired;

    /// <summary>What the files were when it was loaded.</summary>
    public string Stamp { get; } = stamp;

    /// <summary>The function's own assembly.</summary>
    public Assembly Assembly => Context.Main;

    public HandlerLoadContext Context => _context ?? throw new ObjectDisposedException(nameof(LoadedCode));

    public void Hold()
    {
        lock (_gate)
        {
            _holders++;
        }
    }

    public void GiveBack()
    {
        lock (_gate)
        {
            _holders--;
            UnloadWhenFree();
        }
    }

    public void Retire()
    {
        lock (_gate)
        {
            _isRetired = true;
            UnloadWhenFree();
        }
    }

    private void UnloadWhenFree()
    {
        if (_isRetired && _holders == 0 && _context is { } unloaded)
        {
            _context = null;
            retired.Add(unloaded);
            unloaded.Unload();
        }
    }
}
