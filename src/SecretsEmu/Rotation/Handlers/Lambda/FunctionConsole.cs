using System.Text;

namespace SecretsEmu.Rotation.Handlers.Lambda;

/// <summary>Takes what a function prints to the console into its log, as Lambda does, while it has its turn.</summary>
/// <remarks>
/// The console belongs to the process too. What others print passes through: whose it is, the flow of execution says. If somebody
/// replaces the console's writers meanwhile, theirs stay. A thread that a function starts without the flow prints to the host's console.
/// </remarks>
internal sealed class FunctionConsole : TextWriter
{
    private static readonly AsyncLocal<Lines?> Current = new();

    private readonly TextWriter _host;

    private FunctionConsole(TextWriter host)
        : base(host.FormatProvider)
    {
        _host = host;
    }

    public override Encoding Encoding => _host.Encoding;

    /// <summary>Puts the writers in place until the result is disposed.</summary>
    public static IDisposable Open() => new Replacement();

    /// <summary>From here on, what this flow of execution prints is the function's. Disposing the result ends a line that was begun.</summary>
    public static IDisposable Begin(Action<string> write) => Current.Value = new(write);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (Current.Value is { } lines)
        {
            lines.Add(buffer);
        }
        else
        {
            _host.Write(buffer);
        }
    }

    public override void Flush()
    {
        if (Current.Value is null)
        {
            _host.Flush();
        }
    }

    private sealed class Replacement : IDisposable
    {
        private readonly (TextWriter Before, TextWriter Now) _out = Replace(Console.Out, Console.SetOut, () => Console.Out);
        private readonly (TextWriter Before, TextWriter Now) _error = Replace(Console.Error, Console.SetError, () => Console.Error);

        public void Dispose()
        {
            if (ReferenceEquals(Console.Out, _out.Now))
            {
                Console.SetOut(_out.Before);
            }

            if (ReferenceEquals(Console.Error, _error.Now))
            {
                Console.SetError(_error.Before);
            }
        }

        // The console wraps what it is given: what it has afterwards is what to compare with.
        private static (TextWriter Before, TextWriter Now) Replace(TextWriter before, Action<TextWriter> set, Func<TextWriter> get)
        {
            set(new FunctionConsole(before));
            return (before, get());
        }
    }

    private sealed class Lines(Action<string> write) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly StringBuilder _begun = new();

        public void Add(ReadOnlySpan<char> text)
        {
            lock (_lock)
            {
                foreach (var one in text)
                {
                    if (one == '\n')
                    {
                        End();
                    }
                    else if (one != '\r')
                    {
                        _begun.Append(one);
                    }
                }
            }
        }

        public void Dispose()
        {
            lock (_lock)
            {
                if (_begun.Length > 0)
                {
                    End();
                }
            }
        }

        private void End()
        {
            write(_begun.ToString());
            _begun.Clear();
        }
    }
}
