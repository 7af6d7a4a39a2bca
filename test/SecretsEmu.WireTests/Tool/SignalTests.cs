using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SecretsEmu.WireTests.Tool;

[Parallelizable(ParallelScope.All)]
[Platform(Exclude = "Win", Reason = "signals")]
public sealed class SignalTests
{
    [TestCase("TERM")]
    [TestCase("INT")]
    public async Task A_signal_lets_the_request_in_flight_finish_and_ends_with_0(string signal)
    {
        using var folder = new TemporaryFolder();
        await using var server = await ToolServer.Start(["--data", folder.Data]);
        using var request = await HalfARequest.Send(server.Port);

        server.Process.Signal(signal);
        await request.UntilNoOtherIsTaken();
        var answer = await request.Finish();
        var (code, _, error) = await server.Process.End();

        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        code.ShouldBe(0);
        error.ShouldBe("");
        await using var again = await ToolServer.Start(["--data", folder.Data]);
        (await again.ValueOf("slow")).ShouldBe("value");
    }

    [Test]
    public async Task A_second_SIGINT_leaves_at_once()
    {
        await using var server = await ToolServer.InMemory();
        using var request = await HalfARequest.Send(server.Port);
        server.Process.Signal("INT");
        await request.UntilNoOtherIsTaken();

        server.Process.Signal("INT");

        (await server.Process.End()).Code.ShouldBe(130);
    }

    /// <summary>A request whose body stops in the middle until the test goes on.</summary>
    private sealed class HalfARequest : IDisposable
    {
        private const string Body = """{"Name":"slow","SecretString":"value","ClientRequestToken":"00000000-0000-0000-0000-000000000001"}""";

        private readonly TcpClient _client = new();
        private readonly int _port;

        private HalfARequest(int port) => _port = port;

        public static async Task<HalfARequest> Send(int port)
        {
            var request = new HalfARequest(port);
            await request._client.ConnectAsync(IPAddress.Loopback, port);
            // The server says "100 Continue" when it begins to read the body: from then on the request is in flight.
            await request.Write(
                $"POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: secretsmanager.CreateSecret\r\nContent-Type: application/x-amz-json-1.1\r\n"
                + $"Content-Length: {Body.Length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
            var buffer = new byte[100];
            var read = await request._client.GetStream().ReadAsync(buffer);
            Encoding.ASCII.GetString(buffer, 0, read).ShouldStartWith("HTTP/1.1 100 Continue");
            await request.Write(Body[..10]);
            return request;
        }

        /// <summary>Returns when the server has closed its port.</summary>
        public async Task UntilNoOtherIsTaken()
        {
            while (true)
            {
                using var other = new TcpClient();
                try
                {
                    await other.ConnectAsync(IPAddress.Loopback, _port);
                }
                catch (SocketException)
                {
                    return;
                }
            }
        }

        public async Task<string> Finish()
        {
            await Write(Body[10..]);
            using var reader = new StreamReader(_client.GetStream());
            return await reader.ReadToEndAsync();
        }

        public void Dispose() => _client.Dispose();

        private async Task Write(string text) => await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
    }
}
