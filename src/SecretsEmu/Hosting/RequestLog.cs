using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Threading.Channels;
using SecretsEmu.Explain;

namespace SecretsEmu.Hosting;

/// <summary>What the log says of one request, whose status is 0 when its connection was closed without an answer. Nothing that a caller sent beyond names: no values, no unknown members.</summary>
internal sealed record LogEntry(
    DateTimeOffset At, string Title, int Status, string? Error, double Milliseconds, string Account, string Region, string RequestId, string? Hint)
{
    /// <summary>Where policies only log: what they would have refused, with the reasons.</summary>
    public IReadOnlyList<string> WouldBeRefused { get; init; } = [];
}

/// <summary>
/// One line a request, written by a task of its own so that a slow terminal slows no request. When the terminal is slower
/// than the requests for long, lines are left out and counted.
/// </summary>
internal sealed class RequestLog : IAsyncDisposable
{
    private const int LinesKept = 65_536;
    private const int LongestWord = 128;

    private readonly Channel<LogEntry> _entries;
    private readonly TextWriter _writer;
    private readonly RequestLogFormat _format;
    private readonly Task _writing;
    private long _leftOut;

    public RequestLog(TextWriter writer, RequestLogFormat format)
    {
        (_writer, _format) = (writer, format);
        _entries = Channel.CreateBounded<LogEntry>(new BoundedChannelOptions(LinesKept) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _writing = Task.Run(Write);
    }

    public void Add(LogEntry entry)
    {
        if (!_entries.Writer.TryWrite(entry))
        {
            Interlocked.Increment(ref _leftOut);
        }
    }

    /// <summary>A line about the emulator itself rather than a request.</summary>
    public void Report(DateTimeOffset at, string sentence) => Add(new LogEntry(at, "secrets-emu", 0, null, 0, "", "", "", sentence));

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing;
    }

    private async Task Write()
    {
        var text = new StringBuilder();
        while (await _entries.Reader.WaitToReadAsync())
        {
            while (text.Length < 32_768 && _entries.Reader.TryRead(out var entry))
            {
                Append(text, entry);
            }

            if (Interlocked.Exchange(ref _leftOut, 0) is var left and > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"({left} log lines left out: the log's reader is too slow)\n");
            }

            try
            {
                await _writer.WriteAsync(text);
                await _writer.FlushAsync();
            }
            catch (IOException)
            {
                // The reader of the log went away: a closed pipe must not end the server.
            }

            text.Clear();
        }
    }

    private void Append(StringBuilder text, LogEntry entry)
    {
        if (_format == RequestLogFormat.Json)
        {
            AppendJson(text, entry);
        }
        else
        {
            AppendText(text, entry);
        }
    }

    private static void AppendText(StringBuilder text, LogEntry entry)
    {
        if (entry.RequestId.Length == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.Title}: {entry.Hint}\n");
            return;
        }

        AppendWord(text, entry.Title);
        text.Append(" => ").Append(entry.Status == 0 ? "no answer" : entry.Status.ToString(CultureInfo.InvariantCulture));
        if (entry.Error is not null)
        {
            text.Append(' ').Append(entry.Error);
        }

        text.Append(CultureInfo.InvariantCulture, $" {entry.Milliseconds:0} ms");
        if (entry.Error is not null || entry.WouldBeRefused.Count > 0)
        {
            // What secrets-emu explain takes.
            text.Append(", request ").Append(entry.RequestId);
        }

        if (entry.Hint is not null)
        {
            text.Append(" (").Append(AccessText.Printable(entry.Hint)).Append(')');
        }

        text.Append('\n');
        foreach (var line in entry.WouldBeRefused)
        {
            text.Append("  ").Append(AccessText.Printable(line)).Append('\n');
        }
    }

    // A signing name that we do not know comes as its caller sent it: it must not break the line, nor look like the rest of one.
    private static void AppendWord(StringBuilder text, string word)
    {
        foreach (var character in word.AsSpan(0, Math.Min(word.Length, LongestWord)))
        {
            text.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '?');
        }
    }

    private static void AppendJson(StringBuilder text, LogEntry entry)
    {
        text.Append(CultureInfo.InvariantCulture, $"{{\"at\":\"{entry.At:yyyy-MM-ddTHH:mm:ss.fffZ}\",\"operation\":{Quoted(entry.Title)}");
        if (entry.RequestId.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $",\"status\":{entry.Status},\"milliseconds\":{entry.Milliseconds:0.###}");
            text.Append(CultureInfo.InvariantCulture, $",\"account\":{Quoted(entry.Account)},\"region\":{Quoted(entry.Region)},\"requestId\":{Quoted(entry.RequestId)}");
        }

        if (entry.Error is not null)
        {
            text.Append(",\"error\":").Append(Quoted(entry.Error));
        }

        if (entry.Hint is not null)
        {
            text.Append(",\"hint\":").Append(Quoted(entry.Hint));
        }

        if (entry.WouldBeRefused.Count > 0)
        {
            text.Append(",\"wouldBeRefused\":[").AppendJoin(',', entry.WouldBeRefused.Select(Quoted)).Append(']');
        }

        text.Append("}\n");
    }

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";
}
