using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SecretsEmu.Tool.Shell;

/// <summary>The command of an exec: it has our standard streams untouched, gets the signals that we get, and its code is ours.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int NoSuchFile = 2;

    // The same numbers on Linux and macOS.
    private static readonly (PosixSignal Signal, int Number)[] Passed =
        [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15)];

    private readonly string[] _words;
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Lock _gate = new();
    private Process? _process;
    private bool _ended;
    private int _early;

    public ChildProcess(string[] words)
    {
        _words = words;
        foreach (var (signal, number) in Passed)
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context => Pass(context, number)));
        }
    }

    /// <summary>Runs the command to its end.</summary>
    /// <returns>Its exit code; 128 + N when signal N ended it.</returns>
    /// <exception cref="ToolException">There is no such command (127), or it cannot be run (126).</exception>
    public async Task<int> Run(IEnumerable<KeyValuePair<string, string>> variables)
    {
        var start = new ProcessStartInfo(CommandPath.Find(_words[0]), _words.Skip(1)) { UseShellExecute = false };
        foreach (var name in ClientVariables.InTheWay)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        lock (_gate)
        {
            if (_early != 0)
            {
                return ExitCodes.Signal + _early;
            }

            _process = Start(start);
        }

        await _process.WaitForExitAsync();
        lock (_gate)
        {
            _ended = true;
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        foreach (var registration in _signals)
        {
            registration.Dispose();
        }

        _process?.Dispose();
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new ToolException(
                failure.NativeErrorCode == NoSuchFile ? ExitCodes.NotFound : ExitCodes.CannotRun, $"'{_words[0]}' cannot be run: {failure.Message}.");
        }
    }

    private void Pass(PosixSignalContext context, int number)
    {
        // We end when the command does, not before.
        context.Cancel = true;
        lock (_gate)
        {
            if (_process is null)
            {
                _early = number;
            }
            else if (!_ended && !OperatingSystem.IsWindows() && !CameFromTheKeyboard(context.Signal))
            {
                _ = Kill(_process.Id, number);
            }
        }
    }

    // The terminal sends Ctrl-C and Ctrl-\ to all processes in front of it, so the command has it already and would count two.
    private static bool CameFromTheKeyboard(PosixSignal signal) =>
        signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT && !(Console.IsInputRedirected && Console.IsOutputRedirected && Console.IsErrorRedirected);

    // .NET ends processes but sends them no signal.
    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
