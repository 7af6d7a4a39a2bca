using System.Net.Sockets;
using System.Text;

namespace SecretsEmu.WireTests;

/// <summary>A TCP connection to an emulator, for bytes that no HTTP client would send. Text is one byte a character.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly NetworkStream _stream;

    private RawConnection(Socket socket) => _stream = new NetworkStream(socket, ownsSocket: true);

    public static Task<RawConnection> Open(Emulator emulator) => Open(emulator.Server.Url);

    public static async Task<RawConnection> Open(Uri url)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port);
        return new RawConnection(socket);
    }

    public async Task Send(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Waits for so many characters of the answer.</summary>
    public async Task<string> Read(int length)
    {
        var answer = new byte[length];
        await _stream.ReadExactlyAsync(answer);
        return Encoding.Latin1.GetString(answer);
    }

    /// <summary>Sends this and reads until the server closes; what was read before it broke the connection off counts.</summary>
    /// <param name="text">The rest of the request.</param>
    /// <param name="end">Whether the client says that nothing more comes.</param>
    public async Task<string> Exchange(string text, bool end = false)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = new MemoryStream();
        try
        {
            await Send(text);
            if (end)
            {
                _stream.Socket.Shutdown(SocketShutdown.Send);
            }

            await _stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
