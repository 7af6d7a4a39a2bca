using System.Text;
using SecretsEmu.State;

namespace SecretsEmu.Events;

/// <summary>Appends each event to a file as one line of JSON, once it is committed.</summary>
internal sealed class EventFile : IDisposable
{
    private readonly FileStream _file;
    private readonly Action<string> _report;
    private long _written;
    private bool _failed;

    /// <param name="path">Made when it is missing; what is in it stays.</param>
    /// <param name="report">Takes a sentence when the file cannot be written.</param>
    /// <param name="written">The number of the newest event that is in it already, or need not be.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public EventFile(string path, Action<string> report, long written)
    {
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        (_report, _written) = (report, written);
    }

    /// <summary>On the writer's thread, after each commit.</summary>
    public void Append(Snapshot state)
    {
        // A reset begins to count anew.
        _written = Math.Min(_written, state.LastEvent());
        var lines = new StringBuilder();
        foreach (var one in state.EventsAfter(_written))
        {
            lines.Append(EventJson.Of(one).ToJsonString()).Append('\n');
            _written = one.Sequence;
        }

        if (lines.Length == 0)
        {
            return;
        }

        try
        {
            _file.Write(Encoding.UTF8.GetBytes(lines.ToString()));
            _file.Flush();
            _failed = false;
        }
        catch (IOException full)
        {
            if (!_failed)
            {
                _report($"cannot write to the file of --events: {full.Message} Events are kept all the same: GET /_emulator/events.");
            }

            _failed = true;
        }
    }

    public void Dispose() => _file.Dispose();
}
