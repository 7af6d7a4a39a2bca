using System.Text;

namespace SecretsEmu.Rotation.Handlers.Processes;

/// <summary>
/// One output of a process, line by line. A process can say that the output of an invocation ends here: it writes the character
/// U+001E and the request id at the end of a line, which are not passed on. Without that, what is still in the pipe when an
/// invocation ends comes a moment later.
/// </summary>
/// <param name="output">UTF-8; what is not is replaced.</param>
/// <param name="line">Takes each line.</param>
internal sealed class OutputLines(Stream output, Action<string> line)
{
    /// <summary>Stands before the request id where the output of an invocation ends.</summary>
    public const char Mark = '\u001E';

    // A longer line is cut into several.
    private const int LongestLine = 64 * 1024;

    private volatile TaskCompletionSource? _marked;
    private volatile string _requestId = "";

    /// <summary>Completes when the process wrote its mark behind the output of this invocation.</summary>
    public Task EndOf(string requestId)
    {
        _requestId = requestId;
        return (_marked = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Reads to the end.</summary>
    public async Task Pump()
    {
        using var reader = new StreamReader(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var pending = new StringBuilder();
        var buffer = new char[4096];
        try
        {
            while (await reader.ReadAsync(buffer) is > 0 and var count)
            {
                foreach (var character in buffer.AsSpan(0, count))
                {
                    if (character != '\n')
                    {
                        pending.Append(character);
                    }

                    if (character == '\n' || pending.Length == LongestLine)
                    {
                        End(pending);
                    }
                }
            }
        }
        catch (IOException)
        {
            // The process was killed while it wrote.
        }

        if (pending.Length > 0)
        {
            End(pending);
        }
    }

    private void End(StringBuilder pending)
    {
        var text = pending.ToString().TrimEnd('\r');
        pending.Clear();
        if (_marked is { } marked && text.EndsWith(Mark + _requestId, StringComparison.Ordinal))
        {
            var last = text[..^(_requestId.Length + 1)];
            if (last.Length > 0)
            {
                line(last);
            }

            marked.TrySetResult();
            return;
        }

        line(text);
    }
}
