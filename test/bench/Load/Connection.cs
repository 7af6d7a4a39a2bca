using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SecretsEmu.Bench.Load;

/// <summary>One keep-alive HTTP/1.1 connection with at most one request under way.</summary>
/// <remarks>
/// Reads what a bench needs and nothing more: the status, Content-Length and Connection. A server that closes after an
/// answer (moto does) is connected to again with the next request, and that time counts, since any client would pay it.
/// </remarks>
internal sealed class Connection(int port) : IDisposable
{
    private static readonly TimeSpan s_answerTimeout = TimeSpan.FromSeconds(30);
    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;
    private int _bodyAt;
    private int _end;
    private bool _open;

    public Socket Socket { get; private set; } = null!;

    public long SentAt { get; private set; }

    public int Status { get; private set; }

    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_bodyAt, _end - _bodyAt);

    public void Send(ReadOnlySpan<byte> request)
    {
        SentAt = Stopwatch.GetTimestamp();
        if (!_open)
        {
            Open();
        }

        _filled = 0;
        _end = 0;
        while (!request.IsEmpty)
        {
            request = request[Socket.Send(request)..];
        }
    }

    /// <summary>Reads once; true when the answer is complete.</summary>
    public bool Receive()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var received = Socket.Receive(_buffer.AsSpan(_filled));
        if (received == 0)
        {
            throw new IOException($"The server on port {port} closed the connection before its answer was complete.");
        }

        _filled += received;
        return (_end > 0 || ReadHead()) && _filled >= _end;
    }

    /// <summary>Sends and waits for the whole answer.</summary>
    public void Exchange(ReadOnlySpan<byte> request)
    {
        Send(request);
        while (!Receive())
        {
            // The receive time-out of the socket bounds the wait.
        }
    }

    public void RequireSuccess()
    {
        if (Status != 200)
        {
            throw new IOException($"The server on port {port} answered {Status}: {Encoding.UTF8.GetString(Body)}");
        }
    }

    public void Dispose() => Socket?.Dispose();

    private void Open()
    {
        Socket?.Dispose();
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)s_answerTimeout.TotalMilliseconds,
        };
        Socket.Connect(IPAddress.Loopback, port);
        _open = true;
    }

    private bool ReadHead()
    {
        var head = _buffer.AsSpan(0, _filled);
        var headEnd = head.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
        {
            return false;
        }

        head = head[..headEnd];
        Status = Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int status, out _) ? status : 0;
        var length = -1;
        while (head.IndexOf("\r\n"u8) is var line and >= 0)
        {
            head = head[(line + 2)..];
            if (Value(head, "Content-Length:"u8) is { IsEmpty: false } value)
            {
                length = Utf8Parser.TryParse(value, out int parsed, out _) ? parsed : -1;
            }
            else if (Value(head, "Connection:"u8).StartsWith("close"u8))
            {
                _open = false;
            }
        }

        if (length < 0)
        {
            throw new IOException($"The server on port {port} answered without a Content-Length, which this client needs.");
        }

        _bodyAt = headEnd + 4;
        _end = _bodyAt + length;
        return true;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name) ? line[name.Length..].TrimStart((byte)' ') : [];
}
