using System.Text;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>The log of one invocation, at most 10,000 lines and 1 MiB of it: a function that floods fills nobody's memory. Safe to use from several threads.</summary>
/// <param name="log">Takes the lines.</param>
internal sealed class InvocationLog(Action<string> log)
{
    private const int MostLines = 10_000;
    private const int MostBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private int _lines;
    private int _bytes;
    private bool _isFull;

    public void Add(string line)
    {
        lock (_gate)
        {
            if (_isFull)
            {
                return;
            }

            _bytes += Encoding.UTF8.GetByteCount(line) + 1;
            _isFull = ++_lines > MostLines || _bytes > MostBytes;
            log(_isFull ? "The rest of the log is left out: it is longer than 10,000 lines or 1 MiB." : line);
        }
    }
}
