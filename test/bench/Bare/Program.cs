using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SecretsEmu.Bench.Bare;

// bare [--port N] [--bytes N]: the least that Kestrel can do, as the yardstick that secrets-emu is measured against.
var port = Number("--port", 0);
var answer = new ConstantAnswer(bytes: Number("--bytes", 280));

var options = new KestrelServerOptions { AddServerHeader = false };
options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
using var server = new KestrelServer(
    Options.Create(options),
    new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
    NullLoggerFactory.Instance);
await server.StartAsync(answer, CancellationToken.None);
Console.WriteLine("Ready.");

var stop = new TaskCompletionSource();
using var onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var onInt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
await stop.Task;
await server.StopAsync(CancellationToken.None);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.TrySetResult();
}

int Number(string option, int otherwise)
{
    var at = Array.IndexOf(args, option);
    return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
}
