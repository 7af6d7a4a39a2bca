using System.Net;
using System.Net.Sockets;
using SecretsEmu.Hosting;

namespace SecretsEmu.Tests.Hosting;

/// <summary>Why nothing can listen.</summary>
public sealed class HttpServerTests
{
    [TestCase(SocketError.AddressNotAvailable, "192.0.2.1 is no address of this machine. Listen on one that is, such as 127.0.0.1, or on 0.0.0.0 for all.")]
    [TestCase(SocketError.AddressFamilyNotSupported, "192.0.2.1 is no address of this machine. Listen on one that is, such as 127.0.0.1, or on 0.0.0.0 for all.")]
    [TestCase(SocketError.AccessDenied, "This process may not listen on port 80 of 192.0.2.1. Choose a port from 1024 on, or 0 for a free one.")]
    public void What_keeps_it_from_listening_is_told_with_what_to_do(SocketError error, string sentence) =>
        HttpServer.Sentence(new SocketException((int)error), IPAddress.Parse("192.0.2.1"), 80).ShouldBe(sentence);
}
