using System.Text;
using System.Text.Json;
using SecretsEmu.State;

namespace SecretsEmu.Events;

/// <summary>
/// Appends each event to a file as one line of JSON, once it is committed. After a restart, a kill or a full disk it looks at the
/// file's end for the newest event in it and goes on behind that: no line twice, none left out that is still kept.
/// </summary>
internal sealed class EventFile : IDisposable
{
    // A line has some 1,000 characters.
    private const int TailBytes = 64 * 1024;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Action<string> _report;
    private long _written;
    private string? _newest;
    private string _torn = "";
    private bool _isInStep;
    private bool _failed;

    /// <param name="path">Made when it is missing, and then begins with the events that are kept; what is in it stays.</param>
    /// <param name="report">Takes a sentence when the file cannot be written.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public EventFile(string path, Action<string> report)
    {
        // Without a buffer: what a full disk refused must not come again at the end.
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        (_path, _report) = (path, report);
    }

    /// <summary>At the start, then on the writer's thread after each commit.</summary>
    public void Append(Snapshot state)
    {
        try
        {
            if (!_isInStep)
            {
                GetInStep(state);
                _isInStep = true;
            }

            Write(state);
            _failed = false;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            if (!_failed)
            {
                _report($"cannot write to the file of --events: {full.Message} Events are kept all the same: GET /_emulator/events.");
            }

            (_failed, _isInStep) = (true, false);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Write(Snapshot state)
    {
        // A reset begins to count anew: then the number is another event's.
        var events = state.EventsAfter(state.FindEvent(_written) is { } known && known.EventId == _newest ? _written : 0).ToList();
        if (events.Count == 0)
        {
            return;
        }

        var lines = string.Concat(events.Select(one => EventJson.Of(one).ToJsonString() + "\n"));
        // Of a line that was cut off the rest is written; what stands there otherwise is not ours to change, but ends here.
        _file.Write(Encoding.UTF8.GetBytes(lines.StartsWith(_torn, StringComparison.Ordinal) ? lines[_torn.Length..] : "\n" + lines));
        (_written, _newest, _torn) = (events[^1].Sequence, events[^1].EventId, "");
    }

    // Where the file stands. A pipe or a terminal is not read: it gets what happens from now on.
    private void GetInStep(Snapshot state)
    {
        if (!_file.CanSeek)
        {
            _written = Math.Max(_written, state.LastEvent());
            _newest = state.FindEvent(_written)?.EventId;
            return;
        }

        _file.Seek(0, SeekOrigin.End);
        var lines = ReadTail().Split('\n');
        _torn = lines[^1];
        _newest = lines.SkipLast(1).Reverse().Select(EventIdOf).FirstOrDefault(id => id is not null);
        _written = state.EventsAfter(0).LastOrDefault(one => one.EventId == _newest)?.Sequence ?? 0;
    }

    private string ReadTail()
    {
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(Math.Max(0, file.Length - TailBytes), SeekOrigin.Begin);
        var tail = new byte[Math.Min(file.Length, TailBytes)];
        return Encoding.UTF8.GetString(tail, 0, file.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false));
    }

    private static string? EventIdOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.Object
                && detail.TryGetProperty("eventID", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
