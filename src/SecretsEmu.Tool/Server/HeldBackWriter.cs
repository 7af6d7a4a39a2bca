using System.Text;

namespace SecretsEmu.Tool.Server;

/// <summary>Keeps what the request log writes until the banner stands above it: a waiting client may send its request before.</summary>
internal sealed class HeldBackWriter(StreamWriter target) : TextWriter
{
    private readonly Lock _gate = new();
    private StringBuilder? _held = new();

    public override Encoding Encoding => target.Encoding;

    public override void Write(char value) => WriteAsync(new StringBuilder().Append(value)).GetAwaiter().GetResult();

    public override Task WriteAsync(StringBuilder? value, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_held is not null)
            {
                _held.Append(value);
                return Task.CompletedTask;
            }
        }

        return target.WriteAsync(value, cancellationToken);
    }

    public override Task FlushAsync()
    {
        lock (_gate)
        {
            if (_held is not null)
            {
                return Task.CompletedTask;
            }
        }

        return target.FlushAsync();
    }

    /// <summary>Writes the banner, then what was held back; from then on everything passes.</summary>
    public void Release(string banner)
    {
        lock (_gate)
        {
            target.Write(banner);
            target.Write(_held);
            target.Flush();
            _held = null;
        }
    }
}
