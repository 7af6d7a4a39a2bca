using Microsoft.AspNetCore.Http;
using SecretsEmu.Control;

namespace SecretsEmu.Tests.Control;

/// <summary>What a test over the wire cannot send or bind; the rest is in the wire tests.</summary>
public sealed class ControlGuardTests
{
    [TestCase("fd00::7", "[fd00::7]:4584")]
    [TestCase("10.0.0.7", "10.0.0.7")]
    [TestCase("::", "[::]")]
    public void The_given_host_is_allowed(string given, string host)
    {
        var guard = new ControlGuard(given, []);

        guard.Refusal(Request(host), anyHost: false).ShouldBeNull();
    }

    [Test]
    public void An_own_origin_beside_a_foreign_one_does_not_help()
    {
        var guard = new ControlGuard("127.0.0.1", []);

        var refusal = guard.Refusal(Request("127.0.0.1:4584", "http://127.0.0.1:4584", "https://evil.example"), anyHost: false);

        refusal.ShouldBe("Web pages may not use the control endpoints.");
    }

    [Test]
    public void A_request_without_a_host_is_refused()
    {
        var guard = new ControlGuard("127.0.0.1", [""]);

        guard.Refusal(Request(""), anyHost: false).ShouldBe("The request has no Host header.");
        guard.Refusal(Request(""), anyHost: true).ShouldBeNull();
    }

    private static HttpRequest Request(string host, params string[] origins)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "http";
        request.Host = new HostString(host);
        request.Headers.Origin = origins;
        return request;
    }
}
