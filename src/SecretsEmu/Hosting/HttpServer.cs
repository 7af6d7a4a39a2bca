using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace SecretsEmu.Hosting;

/// <summary>Kestrel alone, without the hosting layers above it: they cost a start some hundred milliseconds and bring nothing here.</summary>
internal sealed class HttpServer : IHttpApplication<HttpContext>, IDisposable
{
    private readonly KestrelServer _kestrel;
    private readonly Func<HttpContext, Task> _answer;
    private readonly IPAddress _address;
    private readonly int _port;

    /// <param name="address">Where to listen.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="answer">Answers requests.</param>
    /// <param name="connections">What runs around each connection; null for nothing.</param>
    public HttpServer(IPAddress address, int port, Func<HttpContext, Task> answer, Func<ConnectionDelegate, ConnectionDelegate>? connections = null)
    {
        (_address, _port, _answer) = (address, port, answer);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(address, port, listen =>
        {
            if (connections is not null)
            {
                listen.Use(connections);
            }
        });
        _kestrel = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>Where clients reach it, once started; an address that means "every interface" is shown as loopback.</summary>
    public Uri Url
    {
        get
        {
            var bound = new Uri(_kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
            var host = _address.Equals(IPAddress.Any) ? "127.0.0.1" : _address.Equals(IPAddress.IPv6Any) ? "[::1]" : bound.Host;
            return new UriBuilder(Uri.UriSchemeHttp, host, bound.Port).Uri;
        }
    }

    /// <exception cref="AddressInUseException">Another process listens there.</exception>
    /// <exception cref="EmulatorStartException">This process cannot listen there.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            await _kestrel.StartAsync(this, cancellation);
        }
        catch (IOException inUse) when (inUse.InnerException is AddressInUseException inner)
        {
            throw inner;
        }
        catch (SocketException refused)
        {
            throw new EmulatorStartException(StartFailure.Settings, Sentence(refused, _address, _port), refused);
        }
    }

    /// <summary>Why nothing listens there, and where something could.</summary>
    internal static string Sentence(SocketException refused, IPAddress address, int port) => refused.SocketErrorCode switch
    {
        SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported =>
            $"{address} is no address of this machine. Listen on one that is, such as 127.0.0.1, or on 0.0.0.0 for all.",
        SocketError.AccessDenied => $"This process may not listen on port {port} of {address}. Choose a port from 1024 on, or 0 for a free one.",
        _ => $"Nothing can listen on port {port} of {address}: {refused.Message}. Choose another address or port.",
    };

    /// <summary>Takes no new request and finishes those in flight, until the token ends their time.</summary>
    public Task StopAsync(CancellationToken cancellation) => _kestrel.StopAsync(cancellation);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await _answer(context);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException broken) when (!context.Response.HasStarted)
        {
            // A body that ends early or comes too slowly: the client is gone or gets Kestrel's own status.
            context.Response.StatusCode = broken.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client hung up: nobody is left to answer.
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public void Dispose() => _kestrel.Dispose();
}
